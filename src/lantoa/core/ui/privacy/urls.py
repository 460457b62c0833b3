"""Addresses of personal data."""

from django.urls import path

from lantoa.core.ui.privacy.views import breaches, mine, office, standing

urlpatterns = [
    path("me/data/", mine.my_data, name="my-data"),
    path("me/data/ask/", mine.data_ask, name="data-ask"),
    path("me/data/copy/", mine.my_copy, name="my-data-copy"),
    path("me/data/<uuid:public_id>/", mine.my_request, name="my-data-request"),
    path("privacy/", office.queue, name="data-requests"),
    path("privacy/about/<uuid:public_id>/", office.request_new, name="data-request-new"),
    path("privacy/of/<uuid:public_id>/", office.request_person, name="data-request-person"),
    path("privacy/requests/<uuid:public_id>/", office.request_page, name="data-request"),
    path("privacy/requests/<uuid:public_id>/copy/", office.request_copy, name="data-request-copy"),
    path("privacy/requests/<uuid:public_id>/places/", standing.standing, name="data-standing"),
    path("privacy/register/", office.register, name="data-register"),
    path("privacy/breaches/", breaches.breach_list, name="breaches"),
    path("privacy/breaches/new/", breaches.breach_new, name="breach-new"),
    path("privacy/breaches/<uuid:public_id>/", breaches.breach_page, name="breach"),
]
