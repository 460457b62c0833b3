"""Addresses of reports."""

from django.urls import path

from lantoa.domains.reports import views

urlpatterns = [
    path("reports/", views.report_list, name="report-list"),
    path("reports/new/", views.report_new, name="report-new"),
    path("reports/<uuid:public_id>/", views.report, name="report"),
    path("reports/<uuid:public_id>/changes/", views.report_changes, name="report-changes"),
    path("reports/<uuid:public_id>/write/", views.report_write, name="report-write"),
    path("reports/<uuid:public_id>/keep/", views.report_keep, name="report-keep"),
    path("reports/<uuid:public_id>/close/", views.report_close, name="report-close"),
    path("reports/<uuid:public_id>/number/", views.report_number, name="report-number"),
    path("reports/<uuid:public_id>/word/", views.report_word, name="report-word"),
    path("reports/<uuid:public_id>/excel/", views.report_excel, name="report-excel"),
]
