"""Merging two records of one thing, and undoing it. What goes over is remembered by its keys, and what changed by its event."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.decisions import Decision, Refused, no
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor
from lantoa.core.doubles.deciding import OTHER, home_of, may_decide, may_merge
from lantoa.core.doubles.models import Merger
from lantoa.core.evidence.models import Citation
from lantoa.core.people.models import User
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.ledger import told
from lantoa.core.records.lifecycle import Step, register_common
from lantoa.core.records.links import lock_both, repoint
from lantoa.core.records.models import Comment, Event, Link, Record, State
from lantoa.core.records.selectors import history
from lantoa.core.records.services import EditConflict, note, rewrite, take
from lantoa.core.records.values import refuse_marks, restored

Versions = tuple[int, int]
EVIDENCE = "evidence"  # what an event calls the files that went over, by their digests
TOOK_IN, GAVE_BACK = "took_in", "gave_back"
MERGE = register_common(
    Step(
        "merge", (State.APPROVED, State.SUBMITTED), State.WITHDRAWN, Verb.CORRECT, gettext_lazy("Merge the double"),
        past=gettext_lazy("merged"),
    )
)  # fmt: skip
UNMERGE = register_common(
    Step(
        "unmerge", (State.WITHDRAWN,), State.APPROVED, Verb.CORRECT, gettext_lazy("Undo the merger"), past=gettext_lazy("merger undone"),
        restores=True,
    )
)  # fmt: skip
CORRECTED = "correct"  # the event of the record that stays, where its values changed


@dataclass(frozen=True)
class Moved:
    """What of the merged record goes over to the one that stays: keys of evidence, comments and links."""

    evidence: list[int]
    comments: list[int]
    links: list[int]

    def __bool__(self) -> bool:
        return bool(self.evidence or self.comments or self.links)


def to_move(kept: Record, other: Record) -> Moved:
    """Evidence whose file does not stand behind `kept` already, every comment, links that `kept` has not itself."""
    files = Citation.objects.filter(record=kept.pk, withdrawn=False).values("file")
    evidence = Citation.objects.filter(record=other.pk, withdrawn=False).exclude(file__in=files)
    own = {edge(link, kept.pk) for link in Link.objects.filter(models.Q(source=kept.pk) | models.Q(target=kept.pk))}
    links = [
        link.pk
        for link in Link.objects.filter(models.Q(source=other.pk) | models.Q(target=other.pk)).order_by("pk")
        if kept.pk not in (link.source_id, link.target_id) and edge(link, other.pk) not in own
    ]
    return Moved(
        list(evidence.order_by("pk").values_list("pk", flat=True)),
        list(Comment.objects.filter(record=other.pk).order_by("pk").values_list("pk", flat=True)),
        links,
    )


def edge(link: Link, end: int) -> tuple[str, int]:
    """What a link is from one of its ends: its kind, and the record at the other."""
    return link.kind, link.target_id if link.source_id == end else link.source_id


@transaction.atomic
def merge(
    kept: Record, other: Record, *, values: Mapping[str, Any], by: User, today: date, reason: str = "", versions: Versions | None = None
) -> Merger:
    """`other` is the same thing as `kept`: `kept` takes these values and moves to the lowest unit above both, `other` is withdrawn
    and points to it. Raises `Refused`, `ValidationError`, and `EditConflict` where either is no longer in these versions."""
    refuse_marks({"reason": reason})
    ends = locked_with_links(kept, other)
    kept, other = ends[kept.pk], ends[other.pk]
    if versions is not None and versions != (kept.version, other.version):
        raise EditConflict(kept if kept.version != versions[0] else other, dict(values))
    allowed = may_merge(kept, other, by, today=today)
    if not allowed:
        raise Refused(allowed.reason)
    moved, reference, state, version = to_move(kept, other), kept.reference, other.state, kept.version
    given = dict(values) | {"unit": home_of(kept, other, today=today)}
    kept = rewrite(kept, kind_of(kept.kind), given, step=CORRECTED, by=by, today=today, reason=reason)
    event = last_number(kept) if kept.version != version else None
    take(other, MERGE, values={"merged_into": kept}, by=by, today=today, reason=reason)
    digests = carry(moved, away=other, to=kept, by=by, today=today)
    note(kept, TOOK_IN, changes={OTHER: (None, str(other.public_id)), EVIDENCE: (None, digests)}, by=by, today=today, reason=reason)
    return Merger.objects.create(
        kept_id=kept.pk, merged_id=other.pk, reason=reason, reference=reference, state=state, event=event,
        moved=asdict(moved), by=by, day=today,
    )  # fmt: skip


def locked_with_links(*records: Record) -> dict[int, Any]:
    """These records and those that they are linked with, locked in one order for all."""
    pks = {record.pk for record in records}
    links = Link.objects.filter(models.Q(source__in=pks) | models.Q(target__in=pks)).values_list("source", "target")
    return lock_both(*Record.objects.filter(pk__in=pks.union(*links)))


def last_number(record: Record) -> int:
    return Event.objects.filter(record=record.pk).order_by("-number").values_list("number", flat=True)[0]


def carry(moved: Moved, *, away: Record, to: Record, by: User, today: date) -> list[str]:
    """Let these rows go over from one record to the other; the digests of the evidence."""
    evidence = Citation.objects.filter(pk__in=moved.evidence, record=away.pk)
    digests = sorted(evidence.values_list("file__digest", flat=True))
    evidence.update(record=to.pk)
    Comment.objects.filter(pk__in=moved.comments, record=away.pk).update(record=to.pk)
    for link in Link.objects.filter(pk__in=moved.links).order_by("pk"):
        if away.pk in (link.source_id, link.target_id):
            repoint(link, away=away, to=to, by=by, today=today)
    return digests


def may_undo(merger: Merger, actor: Actor, *, today: date) -> Decision:
    """Whether the actor may undo this merger now. Of several into one record, the last is undone first."""
    kept, merged = merger.kept, merger.merged
    if kept.merged_into_id is not None:
        return no(_("“%(title)s” was itself merged into another record. Undo that first.") % {"title": kept.title})
    later = Merger.objects.filter(kept=kept.pk, undone_day=None, pk__gt=merger.pk).select_related("merged").order_by("-pk").first()
    if later is not None:
        return no(_("“%(title)s” was merged into the record after this. Undo that first.") % {"title": later.merged.title})
    allowed = may_decide(kept, merged, actor, today=today)
    if allowed and actor.pk in (kept.author_id, merged.author_id):
        return no(_("You entered one of these records yourself; someone else decides whether they are doubles."))
    return allowed


@transaction.atomic
def undo(merger: Merger, *, by: User, today: date, reason: str = "") -> Merger:
    """Both records are again what they were before the merger: values that it changed, state, number, evidence, comments, links.

    What was added to the record that stayed since stays with it. A second call changes nothing. Raises `Refused`.
    """
    refuse_marks({"reason": reason})
    ends = locked_with_links(merger.kept, merger.merged)
    kept, merged = ends[merger.kept_id], ends[merger.merged_id]
    current = Merger.objects.select_related("kept", "merged").get(pk=merger.pk)
    if current.undone_day is not None:
        return current
    allowed = may_undo(current, by, today=today)
    if not allowed:
        raise Refused(allowed.reason)
    take(merged, replace(UNMERGE, target=current.state), values={"merged_into": None}, by=by, today=today, reason=reason)
    digests = carry(Moved(**current.moved), away=kept, to=merged, by=by, today=today)
    kind, values = kind_of(kept.kind), values_before(current)
    if values:
        step = CORRECTED if kept.state == State.APPROVED else "change"
        kept = rewrite(kept, kind, values | {"reference": current.reference}, step=step, by=by, today=today, reason=reason)
    note(kept, GAVE_BACK, changes={OTHER: (str(merged.public_id), None), EVIDENCE: (digests, None)}, by=by, today=today, reason=reason)
    current.undone_by, current.undone_day = by, today
    current.save()
    return current


def values_before(merger: Merger) -> dict[str, Any]:
    """What the record that stays held before in the fields that the merger changed; a value that was erased since is left as it is."""
    event = next((event for event in history(merger.kept) if event.number == merger.event), None)
    if event is None:
        return {}
    model = kind_of(merger.kept.kind).model_class
    return {name: restored(model, name, pair[0]) for name, pair in told(event).items() if pair is not None}
