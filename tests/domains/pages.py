"""Pages of records as a person uses them: the form opened, filled in and sent."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from lantoa.core.records.models import Record


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def blank(client: Client, kind: str) -> dict[str, Any]:
    """What the empty form of a kind would send."""
    return hidden(client, reverse("record-new", args=[kind]))


def hidden(client: Client, address: str) -> dict[str, Any]:
    """What the form of this page sends beside what people write in it."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', client.get(address).content.decode()))


def change(client: Client, record: Record, **values: Any) -> Any:
    address = reverse("record-edit", args=[record.public_id])
    return client.post(address, hidden(client, address) | values)


def send(client: Client, kind: str, **values: Any) -> Any:
    return client.post(reverse("record-new", args=[kind]), blank(client, kind) | values)


def errors(response: Any) -> str:
    page = response.content.decode()
    return page[page.index("error-summary") :] if "error-summary" in page else ""


def page_of(client: Client, record: Record, *, at: str = "") -> str:
    response = client.get(reverse("record", args=[record.public_id]), {"at": at} if at else {})
    assert response.status_code == 200
    return response.content.decode()
