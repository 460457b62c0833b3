"""Addresses of the steps that bring values of their own."""

from django.urls import path

from lantoa.domains.initiatives import views

urlpatterns = [
    path("r/<uuid:public_id>/stop/", views.initiative_stop, name="initiative-stop"),
    path("r/<uuid:public_id>/resume/", views.initiative_resume, name="initiative-resume"),
]
