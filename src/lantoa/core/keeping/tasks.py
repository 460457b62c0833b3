"""The backup that the installation's worker makes by the clock."""

import logging

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lantoa.core.keeping.schedule import LATE, next_time, run, schedule, standing

log = logging.getLogger(__name__)


@task
def back_up() -> str:
    """Make the backup that is due; the next one is planned first, so that a worker that dies on the way loses none."""
    now = timezone.now()
    asked = schedule()
    if asked is None:
        return ""
    plan()
    target, made = run(asked, now=now)
    log.info("backup %s: %s rows, %s files", target.name, made.rows, made.files)
    return target.name


def plan() -> None:
    """Put the next backup on the worker's list, in place of what stood there."""
    now = timezone.now()
    DBTaskResult.objects.filter(task_path=back_up.module_path, status=TaskResultStatus.READY).delete()
    asked = schedule()
    if asked is not None:
        back_up.using(run_after=next_time(asked.hour, after=now)).enqueue()


def plan_at_start() -> None:
    """When the program starts: the next backup, and one at once where its hour went by while nothing ran."""
    plan()
    asked = schedule()
    newest = standing(asked).newest if asked else None
    if asked is not None and (newest is None or timezone.now() - newest > LATE):
        back_up.enqueue()
