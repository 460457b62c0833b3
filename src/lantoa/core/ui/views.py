"""The gallery of components, on installations that show it (demonstration and development)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantoa.core.ui.gallery import sample_theme
from lantoa.core.ui.states import LOOKS

SAMPLE_RECORDS = 470
PARTS = [f"ui/gallery/{name}.html" for name in ("colours", "acts", "forms", "notices", "records", "units", "figures")]


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, on the light and on the dark ground."""
    page = Paginator(range(SAMPLE_RECORDS), 20).get_page(request.GET.get("page"))
    context = {"themes": [sample_theme("light"), sample_theme("dark")], "states": list(LOOKS), "page": page, "parts": PARTS}
    return render(request, "ui/gallery.html", context)
