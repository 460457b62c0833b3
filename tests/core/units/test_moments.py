"""The mark of what is committed: the same while nobody writes, another after every commit, whoever it is that writes."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from lantoa.core.people.models import Person
from lantoa.core.units.moments import stamp

pytestmark = pytest.mark.django_db(transaction=True)


def beside(work: Callable[[], object]) -> Thread:
    """Work on a connection of its own, begun."""

    def done() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=done)
    thread.start()
    return thread


def test_it_stays_while_nobody_writes() -> None:
    before = stamp()
    assert not Person.objects.exists()
    beside(Person.objects.exists).join()
    assert stamp() == before


def test_what_is_written_here_or_elsewhere_changes_it_each_time() -> None:
    marks = [stamp()]
    person = Person.objects.create(name="A Đăng")
    marks.append(stamp())
    for write in (lambda: Person.objects.filter(pk=person.pk).update(name="Y Lan"), person.delete):
        beside(write).join()
        marks.append(stamp())
    assert len(set(marks)) == len(marks)
    assert stamp() == marks[-1]


def test_a_commit_changes_it_for_who_has_looked_since_the_write() -> None:
    written, looked = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            Person.objects.create(name="A Đăng")
            written.set()
            assert looked.wait(30)

    writer = beside(write)
    assert written.wait(30)
    before = stamp()
    assert not Person.objects.exists()
    looked.set()
    writer.join()
    assert stamp() != before
    assert Person.objects.exists()
