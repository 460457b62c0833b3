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
    path("reports/<uuid:public_id>/pdf/", views.report_pdf, name="report-pdf"),
    path("reports/<uuid:public_id>/templates/", views.report_templates, name="report-templates"),
    path("reports/<uuid:public_id>/templates/<uuid:template_id>/", views.report_filled, name="report-filled"),
    path("reports/<uuid:public_id>/templates/<uuid:template_id>/pdf/", views.report_filled_pdf, name="report-filled-pdf"),
]
