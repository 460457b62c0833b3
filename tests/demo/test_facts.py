"""What the demo carries over from the five accounts, and what it does not: facts all, sentences none."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lantoa.core.measures.models import Declaration
from lantoa.core.records.models import Record
from lantoa.core.units.models import Unit
from lantoa.demo.facts import LATER, LEFT_OUT, carried_over
from lantoa.demo.stories import STORIES
from lantoa.demo.units import TERRITORIES, bodies
from lantoa.domains.contributions.models import Contribution
from lantoa.domains.exemplars.models import Exemplar
from lantoa.domains.initiatives.models import Initiative

RUN = 8  # words in a row that would be a sentence of theirs
TOLD = {"model", "exemplar", "contribution", "count"}


@pytest.fixture(scope="module")
def facts(shared: Path) -> list[dict]:
    return json.loads((shared / "corpus" / "seed_facts.json").read_text("utf-8"))["facts"]


def test_every_initiative_exemplar_contribution_and_count_is_accounted_for(facts: list[dict]) -> None:
    wanted = {fact["id"] for fact in facts if fact["category"] in TOLD}
    assert wanted - set(carried_over()) == {"S001-015"}
    assert LEFT_OUT["S001-015"]


def test_every_other_fact_is_carried_over_or_left_out_with_a_reason(facts: list[dict]) -> None:
    carried = carried_over()
    lost = [fact["id"] for fact in facts if fact["id"] not in carried and fact["id"] not in LEFT_OUT and fact["category"] not in LATER]
    assert lost == []


def test_no_fact_is_made_up_and_none_is_both_carried_and_left_out(facts: list[dict]) -> None:
    known = {fact["id"] for fact in facts}
    assert set(carried_over()) <= known
    assert not set(carried_over()) & set(LEFT_OUT)


def test_figures_are_those_of_the_facts(facts: list[dict]) -> None:
    by_id = {fact["id"]: fact for fact in facts}
    entries = {fact: entry for story in STORIES for entry in story.entries for fact in entry.facts}
    declared = [figure["low"] for figure in entries["S003-034"].values["figures"]]
    assert declared == [by_id[fact]["value"] for fact in ("S003-034", "S003-035", "S003-036")]
    assert entries["S002-021"].values["low"] == by_id["S002-021"]["amount"]
    assert entries["S002-023"].values["low"] == by_id["S002-023"]["amount"]
    assert len(entries["S002-017"].values["places"]) == by_id["S002-017"]["coverage"]["count"]
    assert entries["S001-019"].values["figures"][0]["low"] == by_id["S001-019"]["value"]


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_official_names_are_spelled_as_the_source_spells_them(facts: list[dict]) -> None:
    by_id = {fact["id"]: fact for fact in facts}
    for body in bodies():
        for fact in body.facts:
            if by_id[fact]["category"] == "unit":
                assert body.name == by_id[fact]["name"] or body.name.startswith(by_id[fact]["name"])
    for fact, key in TERRITORIES.items():
        assert Unit.objects.get(key=key).name == by_id[fact]["name"]


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def own_texts() -> Iterator[str]:
    """Every text of the demo but names: of initiatives, of units, of the articles."""
    for initiative in Initiative.objects.all():
        yield from (initiative.description, initiative.movement, *(result["what"] for result in initiative.results))
    for exemplar in Exemplar.objects.all():
        yield from (exemplar.title, exemplar.deed)
    for gift in Contribution.objects.all():
        yield from (gift.title, gift.purpose, gift.donor_group)
    for declaration in Declaration.objects.all():
        yield from (declaration.title, declaration.note)
    for source in Record.objects.values_list("source", flat=True).distinct():
        yield re.sub("“.*”", "", source)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_no_sentence_of_the_accounts_is_in_the_demo(shared: Path) -> None:
    theirs: set[tuple[str, ...]] = set()
    for path in sorted((shared / "corpus" / "seeds").glob("*.txt")):
        theirs |= runs(words_of(path.read_text("utf-8")))
    texts = list(own_texts())
    assert len(texts) > 40
    assert [text for text in texts if runs(words_of(text)) & theirs] == []


def test_docs_tell_every_fact_that_is_carried_over_or_left_out() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "demo.md").read_text("utf-8")
    assert [fact for fact in (*carried_over(), *LEFT_OUT) if fact not in page] == []
