"""Which facts of the five accounts the demo carries over, by the ids that the project gave them, and which it leaves out and why."""

from typing import Final

from lantoa.demo.stories import STORIES
from lantoa.demo.stories.entering import facts_of
from lantoa.demo.units import NAMED, TERRITORIES, bodies, party_key

LEFT_OUT: Final = {
    "S001-015": "A movement (phong trào), not an initiative: it is not counted. The account ties no initiative to it.",
    "S004-009": "The account of Xuân Trường tells of no initiative, exemplar or contribution; its day comes with documents and attendance.",
    "S003-007": "The scheme One Commune One Product: the account ties the initiatives to it without saying which.",
    "S000-007": "A programme, named in passing.",
}
"""Facts left out for a reason of their own."""

LATER: Final = {
    "document": "Documents come with their own issue; the symbol of the conclusion stands in the records.",
    "indicator": "Indicators come with their own issue.",
    "indicator_claim": "Indicators come with their own issue.",
    "attendance": "Attendance comes with its own issue.",
    "channel": "Forms of study come with their own issue.",
    "thematic_topic": "Themes come with their own issue.",
    "practice": "What a rule asks to be done; the stages that do it come with their issues.",
    "period": "Told by the days of the records and declarations.",
    "person_official": "Officials named by the accounts are no accounts of the demo; its accounts are named by office.",
    "dirt": "Remains of the crawl.",
}
"""Categories of facts that are left out whole."""


def carried_over() -> dict[str, list[str]]:
    """What carries over each fact that is in the demo: records by kind and title, units by key."""
    found = facts_of(STORIES)
    units = [(fact, body.key) for body in bodies() for fact in body.facts]
    units += [(fact, party_key(key)) for key, facts in NAMED.items() for fact in facts] + list(TERRITORIES.items())
    for fact, key in units:
        found.setdefault(fact, []).append(f"unit: {key}")
    return found
