"""The form on a record's own page: a remark beside it."""

from django import forms
from django.utils.translation import gettext_lazy

from lantoa.core.ui.units.forms import ActForm


class CommentForm(ActForm):
    """A remark beside the record."""

    text = forms.CharField(
        label=gettext_lazy("Add a comment"), max_length=4000, widget=forms.Textarea(attrs={"class": "input--low"}),
        help_text=gettext_lazy("Seen by everyone who may see this record. It changes nothing in it."),
        error_messages={"required": gettext_lazy("Write the comment.")},
    )  # fmt: skip
