"""The address of the overview."""

from django.urls import path

from lantoa.core.ui.overview import views

urlpatterns = [path("", views.overview, name="overview")]
