"""Addresses of figures."""

from django.urls import path

from lantoa.core.ui.figures import views

urlpatterns = [path("figures/<str:code>/", views.figure, name="figure")]
