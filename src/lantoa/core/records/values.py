"""Values of a record as plain data: applied from forms, told apart, and searched for marks of classification."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from lantoa.core.records.kinds import Kind
from lantoa.core.records.models import Record
from lantoa.lib.marks import classification_mark
from lantoa.lib.vietnamese import nfc

CLASSIFIED = "classified"
"""The code of every refusal for a mark of classification: pages give nothing of such a text back."""


def texts_in(value: Any) -> Iterable[str]:
    """Every text inside a value, nested lists and mappings included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*texts_in(key), *texts_in(inner))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts_in(inner)


def refuse_marks(values: dict[str, Any]) -> None:
    """Raise `ValidationError` where a text bears a mark of classification; the text itself is repeated nowhere."""
    for field, value in values.items():
        if any(classification_mark(text) for text in texts_in(value)):
            raise ValidationError({field: ValidationError(mark_sentence(), code=CLASSIFIED)})


def mark_sentence() -> str:
    """What happened and where a classified text belongs (Law 117/2025/QH15)."""
    return _(
        "This bears a mark of state secrecy (MẬT, TỐI MẬT or TUYỆT MẬT) and was not kept. "
        "Classified documents are handled only on the separate network or by the clerk in charge of secret documents."
    )


def apply_values(record: Record, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Set plain fields on the record, texts in NFC; returns the many-to-many values, to be set once it is saved."""
    many = {field.name for field in record._meta.many_to_many}
    kept: dict[str, list[Any]] = {}
    for name, value in values.items():
        if name in many:
            kept[name] = list(value)
        else:
            setattr(record, name, nfc(value) if isinstance(value, str) else value)
    return kept


def snapshot(record: Record, kind: Kind) -> dict[str, Any]:
    """The record's own values as JSON-able data, many-to-many ones as sorted keys."""
    merged = record.merged_into
    found: dict[str, Any] = {"state": record.state, "merged_into": None if merged is None else str(merged.public_id)}
    for name in kind.fields:
        field = record._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            found[name] = sorted(str(row.key) for row in getattr(record, name).all())
        elif isinstance(field, models.ForeignKey):
            found[name] = getattr(record, field.attname)
        else:
            found[name] = plain(getattr(record, name))
    return found


def plain(value: Any) -> Any:
    """A value as JSON-able data, alike before and after it was in the database: 3500.00 and 3500 are one number."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if isinstance(value, (int, bool, list, dict, type(None))) else str(value)


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Fields that differ, as (before, after)."""
    return {name: (before.get(name), value) for name, value in after.items() if before.get(name) != value}


def restored(model: type[models.Model], name: str, kept: Any) -> Any:
    """A value of a field again, from what an event holds of it; rows that are gone are left out."""
    field = model._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return list(field.related_model._default_manager.filter(key__in=kept or ()))
    if isinstance(field, models.ForeignKey):
        return None if kept is None else field.related_model._default_manager.get(pk=kept)
    assert isinstance(field, models.Field)
    return kept if isinstance(field, models.JSONField) else field.to_python(None if kept == "None" else kept)
