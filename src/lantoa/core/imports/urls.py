"""Addresses of imports."""

from django.urls import path

from lantoa.core.imports import views

urlpatterns = [
    path("imports/", views.import_list, name="import-list"),
    path("imports/<slug:kind>/new/", views.import_new, name="import-new"),
    path("imports/<slug:kind>/template/", views.import_template, name="import-template"),
    path("imports/<slug:kind>/all-fields/", views.import_export, name="import-export"),
    path("imports/<uuid:public_id>/", views.import_page, name="import"),
    path("imports/<uuid:public_id>/columns/", views.import_match, name="import-match"),
    path("imports/<uuid:public_id>/heading/", views.import_heading, name="import-heading"),
    path("imports/<uuid:public_id>/to-mend/", views.import_wrong, name="import-wrong"),
    path("imports/<uuid:public_id>/enter/", views.import_enter, name="import-enter"),
    path("imports/<uuid:public_id>/go-on/", views.import_go_on, name="import-go-on"),
    path("imports/<uuid:public_id>/undo/", views.import_undo, name="import-undo"),
    path("imports/<uuid:public_id>/aside/", views.import_aside, name="import-aside"),
]
