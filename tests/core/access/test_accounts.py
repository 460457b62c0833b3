"""Posts, names and accounts, kept by those who manage the units."""

from datetime import date

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError

from lantoa.core.access.accounts import (
    appoint,
    close_account,
    end_tenure,
    may_keep,
    new_password_token,
    posts_of,
    rename_person,
    reopen_account,
)
from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.people.models import PersonEvent, Tenure, User
from tests.factories import make_account, make_grant, make_person, make_unit

START, DAY = date(2021, 1, 1), date(2023, 5, 25)

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_unit("Huyện A", kind="district")


@pytest.fixture
def commune(district):
    return make_unit("Xã A", under=district)


@pytest.fixture
def admin(commune):
    return make_account(Role.ADMINISTRATOR, commune)


def test_a_post_is_held_for_its_term_and_may_stand_vacant(admin, commune):
    person = make_person("Y Lan")
    tenure = appoint(person, title="Bí thư Đảng ủy", unit=commune, starts=START, basis="QĐ 5", by=admin, today=DAY)
    ((post, held),) = posts_of(commune, at=DAY)
    assert (post.title, [row.person for row in held]) == ("Bí thư Đảng ủy", [person])
    end_tenure(tenure, day=DAY, by=admin, today=DAY)
    ((post, held),) = posts_of(commune, at=DAY)
    assert held == []
    assert list(PersonEvent.objects.filter(person=person).values_list("what", flat=True)) == ["tenure_ended", "appointed"]


def test_appointing_is_for_those_who_manage_the_unit_and_needs_a_post_and_a_term(admin, commune, district):
    person = make_person()
    with pytest.raises(Refused):
        appoint(person, title="Bí thư", unit=district, starts=START, by=admin, today=DAY)
    for facts, field in (({"title": " "}, "title"), ({"ends": START}, "ends")):
        with pytest.raises(ValidationError) as caught:
            appoint(person, **{"title": "Bí thư", "unit": commune, "starts": START, "by": admin, "today": DAY, **facts})
        assert field in caught.value.message_dict
    tenure = appoint(person, title="Bí thư", unit=commune, starts=START, by=admin, today=DAY)
    with pytest.raises(Refused):
        end_tenure(tenure, day=DAY, by=make_account(Role.LEADER, commune), today=DAY)
    with pytest.raises(ValidationError):
        end_tenure(tenure, day=date(2020, 1, 1), by=admin, today=DAY)
    end_tenure(tenure, day=START, by=admin, today=DAY)
    assert not Tenure.objects.exists()


def test_an_account_is_kept_by_one_who_manages_all_its_units_and_never_by_oneself(admin, commune, district):
    here, elsewhere = make_account(Role.OFFICE, commune), make_account(Role.OFFICE, commune)
    make_grant(elsewhere, Role.LEADER, district)
    former = make_account(Role.OFFICE, commune, ends=START)
    nobody = make_account()
    assert may_keep(admin, here.person, today=DAY)
    assert may_keep(admin, former.person, today=DAY)
    for other in (elsewhere, admin, nobody):
        assert not may_keep(admin, other.person, today=DAY)
    assert not may_keep(make_account(Role.LEADER, commune), here.person, today=DAY)
    assert may_keep(make_account(Role.ADMINISTRATOR, district), elsewhere.person, today=DAY)


def test_a_closed_account_holds_no_role_until_it_is_opened_again(admin, commune):
    user = make_account(Role.OFFICE, commune)
    close_account(user, by=admin, today=DAY)
    assert not User.objects.get(pk=user.pk).is_active
    with pytest.raises(ValidationError):
        new_password_token(user, by=admin, today=DAY)
    reopen_account(user, by=admin, today=DAY)
    assert User.objects.get(pk=user.pk).is_active
    with pytest.raises(Refused):
        close_account(admin, by=admin, today=DAY)
    assert set(PersonEvent.objects.filter(person=user.person).values_list("what", flat=True)) == {"granted", "closed", "reopened"}


def test_a_link_to_a_new_password_works_until_the_password_changes(admin, commune):
    user = make_account(Role.OFFICE, commune)
    token = new_password_token(user, by=admin, today=DAY)
    assert default_token_generator.check_token(user, token)
    user.set_password("mot-mat-khau-khac-2023")
    user.save()
    assert not default_token_generator.check_token(user, token)
    with pytest.raises(Refused):
        new_password_token(user, by=make_account(Role.ADMINISTRATOR, make_unit("Xã B")), today=DAY)


def test_a_name_is_corrected_by_the_person_or_by_those_who_keep_the_account(admin, commune):
    user = make_account(Role.OFFICE, commune, name="Y Lan")
    assert rename_person(user.person, name="Y Làn", by=admin, today=DAY).name == "Y Làn"
    assert rename_person(user.person, name="Y Lân", by=user, today=DAY).name == "Y Lân"
    with pytest.raises(Refused):
        rename_person(user.person, name="X", by=make_account(Role.OFFICE, commune), today=DAY)
