"""One sample of every kind of record. A new kind adds its own here and inherits the contracts."""

from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.core.people.models import User
from lantoa.core.records.lifecycle import lifecycle_of
from lantoa.core.records.models import State
from lantoa.core.records.services import advance, create
from lantoa.core.units.models import Unit
from tests.factories import FIGURE, TODAY

VALUES: dict[str, dict[str, Any]] = {
    "declaration": {"starts": date(2023, 1, 1), "ends": TODAY, "figures": [FIGURE], "source": "Báo cáo số 45-BC/ĐU"},
    "initiative": {"sector": "fishery", "source": "Báo cáo của xã"},
    "exemplar": {"who": "collective", "collective_name": "Tổ hợp tác", "deed": "Góp công làm đường"},
    "product": {"stars": 4, "group": "food", "expires": date(2026, 5, 25)},
    "chain": {"part": "buyer", "partner_name": "Công ty rau quả", "starts": date(2023, 1, 1)},
    "contribution": {"gift": "money", "low": Decimal(300_000_000)},
}
WAYS = {
    State.DRAFT: (),
    State.SUBMITTED: ("submit",),
    State.APPROVED: ("submit", "approve"),
    State.RETURNED: ("submit", "return"),
    State.WITHDRAWN: ("withdraw",),
}
"""How a record comes into each state: the steps that most kinds share."""


def make_record(kind: str, unit: Unit, *, by: User, title: str = "Hồ sơ mẫu", day: date = TODAY) -> Any:
    """A draft of this kind."""
    return create(kind, values={"unit": unit, "title": title, "day": day, **VALUES[kind]}, by=by, today=TODAY)


def in_state(record: Any, state: str, *, approver: User) -> Any:
    """The record, brought into this state by its author and an approver."""
    for step in WAYS[State(state)]:
        by = approver if lifecycle_of(record.kind).step(step).verb == "approve" else record.author
        record = advance(record, step, by=by, today=TODAY, reason="Theo mẫu")
    return record
