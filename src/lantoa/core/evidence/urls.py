"""Addresses of evidence."""

from django.urls import path

from lantoa.core.evidence import views

urlpatterns = [
    path("r/<uuid:public_id>/evidence/", views.add, name="evidence-add"),
    path("evidence/<uuid:public_id>/", views.file, name="evidence-file"),
    path("evidence/<uuid:public_id>/thumbnail/", views.thumbnail, name="evidence-thumb"),
    path("evidence/<uuid:public_id>/withdraw/", views.withdraw, name="evidence-withdraw"),
]
