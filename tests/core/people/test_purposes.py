"""What is kept of people: every field has its purpose, and some things are never kept."""

from datetime import date

import pytest
from django.apps import apps

from lantoa.core.people.purposes import all_kept, law_on
from lantoa.lib.vietnamese import fold

KEYS = {"id", "public_id"}  # numbers of the program's own, which tell nothing of a person
NEVER = {"cccd", "cmnd", "identity", "birth", "birthday", "born", "religion", "ethnic", "ethnicity", "gender", "sex", "health", "phone"}


def personal_fields():
    for app in ("people", "access", "mfa", "usersessions"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                if field.name not in KEYS and not field.is_relation:
                    yield f"{app}.{model.__name__}.{field.name}"


def test_every_field_of_people_and_access_has_a_purpose_a_ground_and_a_time():
    told = {field for kept in all_kept() for field in kept.fields}
    assert set(personal_fields()) - told == set()
    for kept in all_kept():
        assert all(str(text).strip() for text in (kept.label, kept.purpose, kept.retention, kept.ground)), kept.code


def test_every_field_told_of_is_there():
    for kept in all_kept():
        for path in kept.fields:
            app, model, field = path.split(".")
            apps.get_model(app, model)._meta.get_field(field)


def test_nobodys_identity_number_birth_religion_or_ethnicity_is_kept_in_any_table():
    names = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("lantoa.")
        for field in model._meta.concrete_fields
    }
    assert not [name for name in names if NEVER & set(fold(name.split(".")[-1]).split())]


@pytest.mark.parametrize(
    ("day", "law"),
    [
        (date(2023, 5, 25), None),
        (date(2023, 7, 1), "Nghị định 13/2023/NĐ-CP"),
        (date(2026, 1, 1), "Luật 91/2025/QH15; Nghị định 356/2025/NĐ-CP"),
    ],
)
def test_the_rules_in_force_are_those_of_the_day(day, law):
    found = law_on(day)
    assert (found.name if found else None) == law
