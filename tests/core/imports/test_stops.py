"""A list of former years tells of initiatives that have stopped already: drafts that say so, approved by someone else as a whole."""

import pytest

from lantoa.core.imports.entering import begin_entering
from lantoa.core.imports.models import RowState
from lantoa.core.imports.working import carry_on
from lantoa.core.measures.reading import read as reading
from lantoa.core.records.services import advance
from lantoa.domains.initiatives.models import Initiative
from lantoa.lib.periods import Period
from tests.core.imports.conftest import World, checked, read, xlsx
from tests.factories import TODAY

HEAD = ("Tên mô hình", "Lĩnh vực", "Bắt đầu", "Ngày", "Ngày dừng", "Lý do dừng")


@pytest.fixture
def entered(world: World) -> dict[str, Initiative]:
    source = checked(read(xlsx(
        HEAD, ("Nuôi cá", "Thủy sản", 2019, "18/5/2022", "1/3/2022", "Hết dự án"), ("Nuôi trâu", "Chăn nuôi", 2019, "18/5/2022", "", ""),
        ("Nuôi dê", "Chăn nuôi", 2019, "18/5/2022", "1/3/2022", ""), ("Nuôi gà", "Chăn nuôi", 2019, "18/5/2022", "1/3/2018", "Dịch"),
    ), world))  # fmt: skip
    wrong = {row.cells[0]: set(row.faults) for row in source.rows.filter(state=RowState.WRONG)}
    assert wrong == {"Nuôi dê": {"stop_reason"}, "Nuôi gà": {"stopped"}}
    begin_entering(source, submit=True)
    carry_on(source, today=TODAY)
    return {record.title: record for record in Initiative.objects.all()}


def test_a_stop_is_told_at_its_cells_and_approved_with_the_rest(world, entered):
    assert {title: bool(record.stopped) for title, record in entered.items()} == {"Nuôi cá": True, "Nuôi trâu": False}
    for record in entered.values():
        advance(record, "approve", by=world.leader, today=TODAY)
    kept = [int(reading("initiatives.kept", world.unit, Period.parse(day)).value) for day in ("2022-02-28", "2023-05-25")]
    assert kept == [2, 1]


def test_a_draft_that_tells_a_stop_can_be_mended_on_its_page_and_others_are_not_asked(client, world, entered, settings):
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    client.force_login(world.clerk)
    asked = {}
    for title, record in entered.items():
        returned = advance(record, "return", by=world.leader, today=TODAY, reason="Xem lại")
        asked[title] = client.get(f"/r/{returned.public_id}/edit/").context["form"].fields.keys() >= {"stopped", "stop_reason"}
    assert asked == {"Nuôi cá": True, "Nuôi trâu": False}
    url = f"/r/{entered['Nuôi cá'].public_id}/edit/"
    form = client.get(url).context["form"]
    sent = {name: form[name].value() for name in form.fields if isinstance(form[name].value(), str | int)}
    sent |= {"unit": world.unit.key, "day": "18/5/2022", "since": "2019", "places": "", "hosts": "", "stopped": "", "stop_reason": ""}
    sent |= {"results-TOTAL_FORMS": "0", "results-INITIAL_FORMS": "0", "public_id": str(form["public_id"].value())}
    assert client.post(url, sent).status_code == 302
    record = Initiative.objects.get(title="Nuôi cá")
    assert (record.stopped, record.stop_reason) == (None, "")
