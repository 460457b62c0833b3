"""Addresses of rules and of the calendar."""

from django.urls import path

from lantoa.core.ui.rules import views

urlpatterns = [
    path("rules/", views.rule_list, name="rules"),
    path("rules/days/", views.calendar, name="rule-days"),
    path("rules/<str:code>/", views.rule_page, name="rule"),
]
