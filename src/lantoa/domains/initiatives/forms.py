"""The forms of an initiative, of its stop and of its resumption."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.models import User
from lantoa.core.records.models import State
from lantoa.core.records.starts import start_told
from lantoa.core.ui.marked import MarkFreeForm
from lantoa.core.ui.records.fields import DayField, NumberField
from lantoa.core.ui.records.form_parts import SOURCE_DAY, choice_field, reason_field, source_field, text_area
from lantoa.core.ui.records.forms import Section
from lantoa.core.ui.records.result_rows import ResultsForm
from lantoa.core.ui.records.start_field import StartField, start_values
from lantoa.core.ui.records.unit_fields import UnitsField
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives.checks import check_title
from lantoa.domains.initiatives.choices import Sector

EXTENT = ("households", "cost", "directive", "movement", "description", "source", "stopped", "stop_reason")


def stopped_field() -> forms.Field:
    return DayField(label=_("Stopped on"), required=False, help_text=_("Where it has stopped already: the first day without it."))


def stop_reason_field() -> forms.Field:
    return forms.CharField(label=_("Why it stopped"), required=False, max_length=300)


class InitiativeForm(ResultsForm):
    """An initiative. Stopping it is a step of its own; a list of former years tells also of those that have stopped already."""

    sector = choice_field(_("Sector"), Sector)
    places = UnitsField(label=_("Places"), required=False, help_text=_("Where it is done, one place a line."))
    hosts = UnitsField(label=_("Host organisations"), required=False, help_text=_("Who runs it, one organisation a line."))
    since = StartField(
        label=_("Since"),
        required=False,
        help_text=_("As exactly as the source tells: 2021, 3/2021 or 25/3/2021. Empty where it does not."),
    )
    households = NumberField(label=_("Households taking part"), required=False, most=2_000_000_000)
    cost = NumberField(label=_("Cost in dong"), required=False, help_text=_("For instance 31 triệu."))
    directive = forms.CharField(label=_("Directive that it follows"), required=False, max_length=80, help_text="01-KL/TW")
    movement = forms.CharField(
        label=_("Movement that it follows"),
        required=False,
        max_length=200,
        help_text=_("Name of the phong trào. A movement itself is not an initiative."),
    )
    description = text_area(_("Description"), length=4000, hint=_("How it is done, who takes part. No names of poor households."))
    source = source_field()

    sheet_names: ClassVar[dict[str, tuple[str, ...]]] = {
        "title": ("tên mô hình", "mô hình", "tên gọi"), "places": ("địa bàn", "địa điểm", "nơi triển khai"),
        "hosts": ("cơ quan chủ trì", "chủ trì", "đơn vị thực hiện"),
        "since": ("năm bắt đầu", "bắt đầu", "thời gian bắt đầu", "năm triển khai"),
        "households": ("số hộ", "số hộ tham gia"), "cost": ("kinh phí", "kinh phí thực hiện"), "source": ("nguồn", "căn cứ"),
        "description": ("nội dung", "cách làm"), "results": ("kết quả", "hiệu quả"), "movement": ("phong trào",), "sector": ("ngành",),
        "day": ("ngày báo cáo",), "directive": ("chỉ thị",), "stopped": ("ngày dừng", "dừng từ"), "stop_reason": ("lý do dừng",),
    }  # fmt: skip
    sheet_fields: ClassVar[dict[str, Callable[[], forms.Field]]] = {"stopped": stopped_field, "stop_reason": stop_reason_field}
    sections: ClassVar[tuple[Section, ...]] = (
        Section(_("What, who, where"), ("unit", "title", "sector", "places", "hosts", "since", "day")),
        Section(_("Extent and origin"), EXTENT, folded=True),
    )

    def __init__(self, data: Any = None, *, instance: Any = None, actor: User, at: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, instance=instance, actor=actor, at=at, initial=initial)
        if instance is not None and instance.stopped and instance.state != State.APPROVED:
            self.fields |= {name: make() for name, make in self.sheet_fields.items()}
            self.initial = {name: getattr(instance, name) for name in self.sheet_fields} | self.initial
        self.fields["title"].label, self.fields["day"].help_text = _("Name of the initiative"), SOURCE_DAY

    def initial_of(self, instance: Any) -> dict[str, Any]:
        return super().initial_of(instance) | {"since": start_told(instance.since, instance.since_precision)}

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        try:
            check_title(title)
        except ValidationError as error:
            raise ValidationError(error.message_dict["title"], code="movement") from error
        return title

    def place_told(self) -> Unit | None:
        """An initiative in a single place stands there; one in several stands at its unit alone."""
        places: list[Unit] = self.cleaned_data["places"]
        return places[0] if len(places) == 1 else None

    def values(self) -> dict[str, Any]:
        found = super().values()
        since = found.pop("since")
        return found | start_values(since) | {"place": self.place_told()}


class StopForm(MarkFreeForm):
    """When an initiative stopped, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    stopped = DayField(label=_("Stopped on"), help_text=_("The first day on which it no longer stands."))
    stop_reason = reason_field(_("Why it stopped"), _("Write why it stopped."), length=300)
    use_required_attribute = False


class ResumeForm(MarkFreeForm):
    """Why an initiative has not stopped after all."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field(_("Reason"), _("Write the reason."))
    use_required_attribute = False
