"""Addresses of suspected doubles."""

from django.urls import path

from lantoa.core.ui.doubles import views

urlpatterns = [
    path("doubles/", views.doubles, name="doubles"),
    path("doubles/<uuid:public_id>/", views.double, name="double"),
    path("doubles/<uuid:public_id>/apart/", views.double_apart, name="double-apart"),
    path("doubles/<uuid:public_id>/again/", views.double_again, name="double-again"),
    path("doubles/mergers/<uuid:public_id>/undo/", views.merger_undo, name="merger-undo"),
]
