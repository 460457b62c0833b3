"""What the panel of evidence shows, worked out where its page did not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import Context

from lantoa.core.access.decisions import Decision
from lantoa.core.evidence.models import Citation
from lantoa.core.evidence.refusals import size_text
from lantoa.core.evidence.selectors import anchor_of, citations_of, may_cite
from lantoa.core.records.models import Record

register = template.Library()
register.filter("size_text", size_text)


@dataclass(frozen=True)
class Panel:
    """The citations of one record, and whether this person may add to them."""

    citations: Sequence[Citation]
    can_add: Decision | bool
    anchor: str

    @property
    def pictures(self) -> list[Citation]:
        return [citation for citation in self.citations if citation.file.is_picture]

    @property
    def reason(self) -> str:
        """Why nothing can be added; empty where it can, or where the page does not offer it."""
        return str(getattr(self.can_add, "reason", ""))


@register.simple_tag(takes_context=True)
def evidence_of(context: Context, record: Record) -> Panel:
    """The panel of a record: from the page's own `citations` and `can_add`, else as the rights of the request say."""
    request: Any = context.get("request")
    citations, can_add = context.get("citations"), context.get("can_add")
    if can_add is None:
        can_add = may_cite(record, request.user, today=request.day)
    return Panel(list(citations_of(record) if citations is None else citations), can_add, anchor_of(record))
