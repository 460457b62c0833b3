"""Accounts and posts."""

from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils import translation

from lantoa.core.people.models import Person, PersonEvent, PersonKey, Post, User
from lantoa.core.people.services import appoint, close_account, create_account, key_of, know_person, rename, tell
from tests.factories import PASSWORD, make_account, make_unit

DAY, LATER = date(2022, 1, 1), date(2024, 1, 1)

pytestmark = pytest.mark.django_db


def refused(field=None):
    return pytest.raises(ValidationError, check=lambda error: field is None or field in error.message_dict)


def test_an_account_comes_with_a_person_who_has_a_key_of_their_own():
    user = create_account(username=" Y.Nguyen ", name="A Brôl  Vẽ", password=PASSWORD)
    assert (user.username, str(user), user.initials) == ("y.nguyen", "A Brôl  Vẽ", "BV")
    assert user.check_password(PASSWORD)
    assert len(key_of(user.person)) == 32
    other = know_person("Đinh Thị Hoa")
    assert key_of(other) != key_of(user.person)
    PersonKey.objects.filter(person=other).delete()
    assert key_of(other) is None


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"username": "vanphong"}, "username"),
        ({"username": "VĂN PHÒNG"}, "username"),
        ({"username": ""}, "username"),
        ({"username": "thịmẫu"}, "username"),
        ({"username": "thi mau"}, "username"),
        ({"username": "thi@mau"}, "username"),
        ({"username": "x" * 61}, "username"),
        ({"email": "không phải thư"}, "email"),
        ({"password": "ngan"}, "password"),
        ({"password": "1234567890"}, "password"),
    ],
)
def test_a_refused_account_leaves_nothing_behind(facts, field):
    make_account(username="vanphong")
    before = (User.objects.count(), Person.objects.count())
    with refused(field):
        create_account(**{"username": "moi", "name": "Người Mới", "password": PASSWORD, "email": "", **facts})
    assert (User.objects.count(), Person.objects.count()) == before


@pytest.mark.parametrize("name", ["thi.mau", "thi-mau_2", "THI.MAU"])
def test_an_account_name_is_of_letters_without_marks_digits_dot_hyphen_and_underscore(name):
    assert create_account(username=name, name="A", password=PASSWORD).username == name.lower()


def test_a_name_that_breaks_the_rule_is_told_the_rule_in_the_language_of_the_page():
    with translation.override("vi"), refused("username") as caught:
        create_account(username="thị mẫu", name="A", password=PASSWORD)
    assert "chữ không dấu" in caught.value.messages[0]


@pytest.mark.parametrize("password", ["123", "password", "quantri.hieu", "1234567890"])
def test_what_is_wrong_with_a_password_is_said_in_vietnamese(password):
    with translation.override("vi"), refused("password") as caught:
        create_account(username="quantri.hieu", name="A", password=password)
    assert all(sentence.startswith("Mật khẩu") for sentence in caught.value.messages)


def test_a_person_needs_a_name():
    for attempt in (lambda: know_person("  "), lambda: rename(know_person("A"), name=" ")):
        with refused():
            attempt()


def test_a_corrected_name_is_found_and_sorted_by():
    person = rename(know_person("Ðinh Văn A"), name="Đinh Văn Á")
    assert Person.objects.get(folded="dinh van a") == person


def test_terms_in_one_post_follow_each_other_and_two_people_may_hold_one():
    unit, first, second = make_unit("Huyện ủy"), know_person("A"), know_person("B")
    appoint(first, title="Phó Bí thư", unit=unit, starts=DAY, ends=LATER)
    appoint(first, title="Phó Bí thư", unit=unit, starts=LATER)
    appoint(second, title="Phó Bí thư", unit=unit, starts=DAY)
    with refused():
        appoint(first, title=" Phó Bí thư", unit=unit, starts=date(2025, 1, 1))
    assert Post.objects.count() == 1


def test_a_closed_account_signs_nobody_in_and_knows_no_address(rf):
    user = create_account(username="thukydoan", name="A", password=PASSWORD, email="a@example.org")
    close_account(user)
    assert User.objects.get(pk=user.pk).email == ""
    assert authenticate(rf.post("/"), username="thukydoan", password=PASSWORD) is None


def test_what_happened_is_told_with_who_did_it():
    user, unit = make_account(), make_unit("Xã A")
    tell(user.person, PersonEvent.What.GRANTED, by=user, unit=unit, role="office", starts=DAY)
    event = PersonEvent.objects.get(person=user.person, what="granted")
    assert (event.by, event.unit, event.role) == (user.person, unit, "office")
