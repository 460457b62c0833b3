"""Addresses of templates."""

from django.urls import path

from lantoa.core.ui.documents import views

urlpatterns = [
    path("templates/", views.template_list, name="template-list"),
    path("templates/new/", views.template_new, name="template-new"),
    path("templates/words/", views.template_words, name="template-words"),
    path("templates/sample/", views.template_sample, name="template-sample"),
    path("templates/<uuid:public_id>/", views.template_page, name="template"),
    path("templates/<uuid:public_id>/aside/", views.template_aside, name="template-aside"),
    path("templates/<uuid:public_id>/<int:number>/", views.template_file, name="template-file"),
]
