"""Filling in forms as a browser does: what the page gave, with what a person typed."""

from typing import Any

from django.test import Client

ROW = {"measure": "initiatives.kept", "part": "", "amount": "50"}


def opened(client: Client, url: str) -> dict[str, Any]:
    """The fields of a form as its page gives them, hidden ones included."""
    form = client.get(url).context["form"]
    fields = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in fields.items()}


def rows(*given: dict[str, str]) -> dict[str, str]:
    """Rows of declared figures as the form posts them."""
    found = {"figures-TOTAL_FORMS": str(len(given)), "figures-INITIAL_FORMS": "0"}
    for number, row in enumerate(given):
        found |= {f"figures-{number}-{name}": value for name, value in row.items()}
    return found


def declaration(client: Client, url: str = "/records/declaration/new/", **typed: Any) -> dict[str, Any]:
    """A filled form of declared figures."""
    given = {"title": "Số liệu sơ kết 2 năm", "period": "2023", "source": "Báo cáo số 45-BC/ĐU", "day": "24/5/2023"}
    return opened(client, url) | given | rows(ROW) | typed
