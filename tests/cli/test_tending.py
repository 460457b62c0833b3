"""Work beside the web server is left alone while nobody writes, and taken up at once when somebody has."""

import time

import pytest

from lantoa.cli.tending import Task
from lantoa.core.people.models import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


class Work:
    """Work that says how much it did, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked, self.waiting = 0, 0

    def do(self) -> int:
        self.asked += 1
        done, self.waiting = self.waiting, 0
        return done


def test_what_follows_writing_is_asked_again_only_after_some() -> None:
    work = Work()
    task = Task(work.do, pause=0.5, at_least=1000)
    for _time in range(5):
        task.do()
    assert work.asked == 1
    assert 0 < task.due - time.monotonic() <= 0.5
    Person.objects.create(name="A Đăng")
    task.do()
    assert work.asked == 2
    work.waiting = 3
    task.do()
    assert work.asked == 2, "nothing was written"
    Person.objects.update(name="Y Lan")
    task.do()
    assert (work.asked, task.due <= time.monotonic()) == (3, True), "there may be more"
    task.do()
    task.do()
    assert work.asked == 4


def test_it_is_asked_now_and_then_though_nobody_writes() -> None:
    work = Work()
    task = Task(work.do, pause=0.0, at_least=0.05)
    task.do()
    time.sleep(0.06)
    task.do()
    assert work.asked == 2


def test_what_follows_the_clock_alone_is_asked_each_time() -> None:
    work = Work()
    task = Task(work.do, pause=0.0)
    for _time in range(3):
        task.do()
    assert work.asked == 3
