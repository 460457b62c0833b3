"""Forms that bear a mark of state secrecy: what bears it is dropped as it comes in, so that no page gives it back, and the field says why.

The page that answers tells the browser to drop its own draft too (`data-classified`, see drafts.js).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from lantoa.core.records.values import CLASSIFIED, mark_sentence
from lantoa.lib.marks import classification_mark

UNREAD = ("csrfmiddlewaretoken", "password", "again")  # never a text of anybody's
NAMED_AGAIN = "_line"  # a line of names of units, given back with the question which unit is meant


class Unmarked(QueryDict):
    """What was posted, without the texts that bear a mark; `marked` are the names under which these came."""

    marked: frozenset[str] = frozenset()


def unmarked(data: Any) -> Any:
    """The posted data without what bears a mark; None where nothing was posted."""
    if data is None or isinstance(data, Unmarked):
        return data
    kept, marked = Unmarked(mutable=True), set()
    for name, texts in lists_of(data):
        clean = [text for text in texts if name in UNREAD or not classification_mark(str(text))]
        kept.setlist(name, clean or [""])
        if len(clean) < len(texts):
            marked.add(name)
    kept.marked = frozenset(marked)
    return kept


def lists_of(data: Mapping[str, Any]) -> Iterable[tuple[str, list[Any]]]:
    return data.lists() if isinstance(data, MultiValueDict) else ((name, [value]) for name, value in data.items())


def refusal() -> ValidationError:
    return ValidationError(mark_sentence(), code=CLASSIFIED)


def refuse_marked(form: forms.BaseForm, *inner: forms.BaseForm) -> None:
    """Say beside each field concerned that it bore a mark; what belongs to no field is said above the form."""
    left = {name.removesuffix(NAMED_AGAIN) for name in getattr(form.data, "marked", ())}
    for one in (form, *inner):
        for name in one.fields:
            if one.add_prefix(name) in left:
                one.errors.pop(name, None)  # an emptied field is not told to be filled in
                one.add_error(name, refusal())
                left.discard(one.add_prefix(name))
    if left:
        form.add_error(None, refusal())


class MarkFreeForm(forms.Form):
    """A form that neither keeps nor gives back what bears a mark."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(unmarked(data), *args, **kwargs)

    def inner_forms(self) -> list[forms.BaseForm]:
        """Forms inside this one, such as the rows of a table; their mistakes stand in the same summary."""
        return []

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            refuse_marked(self, *self.inner_forms())


def is_classified(bound: BoundField) -> bool:
    """Whether the field was refused for a mark, by the form or by what it was handed to."""
    return any(error.code == CLASSIFIED for error in bound.errors.as_data())


def bears_marks(*bound_forms: forms.BaseForm) -> bool:
    """Whether anything in these forms was refused for a mark."""
    return any(error.code == CLASSIFIED for form in bound_forms for errors in form.errors.as_data().values() for error in errors)
