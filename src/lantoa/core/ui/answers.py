"""The status of an answer to a form."""

from django import forms

OK, CONFLICT, REFUSED = 200, 409, 422


def status_of(*bound_forms: forms.BaseForm | None) -> int:
    """422 where a form was sent and something in it is to be mended, else 200."""
    wrong = any(form is not None and form.is_bound and not form.is_valid() for form in bound_forms)
    return REFUSED if wrong else OK
