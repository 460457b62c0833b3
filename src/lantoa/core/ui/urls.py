"""Addresses of the interface: language, gallery of components, and those of its parts."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from lantoa.core.ui import views

PARTS = ("overview", "figures", "records", "units", "people", "documents", "doubles", "rules", "privacy")

urlpatterns = [
    path("i18n/setlang/", set_language, name="set_language"),
    *(path("", include(f"lantoa.core.ui.{part}.urls")) for part in PARTS if find_spec(f"lantoa.core.ui.{part}.urls")),
]

if settings.DEBUG or settings.DEMO:
    urlpatterns.append(path("ui/gallery", views.gallery, name="ui_gallery"))
