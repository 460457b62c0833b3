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
    page = client.get(reverse("record-new", args=[kind])).content.decode()
    found = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page)
    return dict(found)


def send(client: Client, kind: str, **values: Any) -> Any:
    return client.post(reverse("record-new", args=[kind]), blank(client, kind) | values)


def errors(response: Any) -> str:
    page = response.content.decode()
    return page[page.index("error-summary") :] if "error-summary" in page else ""


def page_of(client: Client, record: Record, *, at: str = "") -> str:
    response = client.get(reverse("record", args=[record.public_id]), {"at": at} if at else {})
    assert response.status_code == 200
    return response.content.decode()
