"""Addresses of units."""

from django.urls import path

from lantoa.core.ui.units import reorganise, views

urlpatterns = [
    path("units/", views.unit_tree_page, name="unit-tree"),
    path("u/<str:key>/", views.unit_page, name="unit"),
    path("u/<str:key>/new/", views.unit_found, name="unit-found"),
    path("u/<str:key>/rename/", views.unit_rename, name="unit-rename"),
    path("u/<str:key>/reorganise/", reorganise.unit_reorganise, name="unit-reorganise"),
    path("u/<str:key>/reorganise/<str:act>/", reorganise.unit_order, name="unit-order"),
]
