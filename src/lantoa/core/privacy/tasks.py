"""The daily round of the installation's worker: what has been kept long enough goes, the list of persons forgotten is brought up."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lantoa.core.privacy import forgotten, retention

log = logging.getLogger(__name__)
PAUSE = timedelta(days=1)


@task
def clear_out() -> dict[str, int]:
    """Let go of what is due; the next round is planned first, so that a worker that dies on the way loses none."""
    plan()
    now = timezone.now()
    found = {term.code: count for term, count in retention.run(now=now)}
    forgotten.write_down()
    log.info("retention: %s", found)
    return found


def plan() -> None:
    """Put the next round on the worker's list, in place of what stood there."""
    DBTaskResult.objects.filter(task_path=clear_out.module_path, status=TaskResultStatus.READY).delete()
    clear_out.using(run_after=timezone.now() + PAUSE).enqueue()


def plan_at_start() -> None:
    """When the program starts: one round at once."""
    DBTaskResult.objects.filter(task_path=clear_out.module_path, status=TaskResultStatus.READY).delete()
    clear_out.enqueue()
