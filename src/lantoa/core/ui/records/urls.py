"""Addresses of records, of any kind."""

from django.urls import path

from lantoa.core.ui.records.views import bulk, editing, links, lists, pages, steps, units, work

urlpatterns = [
    path("work/", work.my_work, name="my-work"),
    path("reviews/", work.reviews, name="reviews"),
    path("approvals/", work.approvals, name="approvals"),
    path("unit-names/", units.unit_names, name="unit-names"),
    path("records/<slug:kind>/", lists.record_list, name="record-list"),
    path("records/<slug:kind>/new/", editing.record_new, name="record-new"),
    path("records/<slug:kind>/export/", lists.record_export, name="record-export"),
    path("records/<slug:kind>/columns/", lists.record_columns, name="record-columns"),
    path("records/<slug:kind>/saved/", lists.record_saved, name="record-saved"),
    path("records/<slug:kind>/approve/", bulk.record_bulk, name="record-bulk"),
    path("r/<uuid:public_id>/", pages.record_page, name="record"),
    path("r/<uuid:public_id>/edit/", editing.record_edit, name="record-edit"),
    path("r/<uuid:public_id>/copy/", editing.record_copy, name="record-copy"),
    path("r/<uuid:public_id>/comment/", pages.record_comment, name="record-comment"),
    path("r/<uuid:public_id>/links/", links.record_link, name="record-link"),
    path("r/<uuid:public_id>/links/found/", links.record_linkable, name="record-linkable"),
    path("r/<uuid:public_id>/links/<uuid:key>/remove/", links.record_unlink, name="record-unlink"),
    path("r/<uuid:public_id>/step/<slug:step>/", steps.record_step, name="record-step"),
]
