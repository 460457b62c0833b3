"""The address of the step that brings values of its own."""

from django.urls import path

from lantoa.domains.exemplars import views

urlpatterns = [path("r/<uuid:public_id>/consents/", views.exemplar_consents, name="exemplar-consents")]
