"""Pages of the tests of scripts: a form that keeps drafts, a figure and its records. Served beside the program's own pages."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Template
from django.template.context import RequestContext
from django.urls import include, path

from lantoa.core.ui import views
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.marked import MarkFreeForm
from lantoa.core.ui.records.asking import signed_in

received: list[str] = []

FORM = """{% extends "ui/page.html" %}{% block title %}Ghi{% endblock %}{% block content %}<h1>Ghi mô hình</h1>
<form method="post" data-draft="mo-hinh">{% csrf_token %}{% error_summary form %}
<div class="form-body">{% for bound in form %}{% field bound %}{% endfor %}</div>
{% button "Lưu mô hình" kind="primary" %}</form>
<p>{% num 50 "/nguon/" panel=True label="mô hình" %}</p>{% endblock %}"""
RECORDS = """{% extends "ui/page.html" %}{% block title %}Nguồn{% endblock %}{% block content %}<h1>Nguồn</h1>
<div data-panel-content><h2>14 hồ sơ, 36 chưa có hồ sơ</h2></div>{% endblock %}"""


class RecordForm(MarkFreeForm):
    name = forms.CharField(label="Tên")
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea, required=False)
    code = forms.CharField(label="Mã", widget=forms.PasswordInput, required=False)
    places = forms.MultipleChoiceField(label="Nơi", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple, required=False)


def show(request: HttpRequest, source: str, **more: object) -> HttpResponse:
    form = more.get("form")
    status = status_of(form) if isinstance(form, forms.Form) else 200
    return HttpResponse(Template(source).render(RequestContext(request, more)), status=status)


@signed_in
def record(request: HttpRequest) -> HttpResponse:
    form = RecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        received.append(form.cleaned_data["name"])
        messages.success(request, "Đã lưu")
        return redirect("record")
    return show(request, FORM, form=form)


def source(request: HttpRequest) -> HttpResponse:
    return show(request, RECORDS)


urlpatterns = [
    path("ghi/", record, name="record"),
    path("nguon/", source),
    path("ui/gallery", views.gallery),
    path("", include("lantoa.config.urls")),
]
