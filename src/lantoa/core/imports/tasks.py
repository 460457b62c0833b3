"""Long sheets are read and carried on by the installation's worker, so that no request waits for them."""

import logging

from django_tasks import task

from lantoa.core.imports.checking import Marked
from lantoa.core.imports.models import WORKING, Import
from lantoa.core.imports.working import carry_on
from lantoa.core.units.today import business_day

log = logging.getLogger(__name__)


@task
def work_on(source_id: int) -> str:
    """Do all that is begun of an import; a second call finds nothing more to do. How far it has come."""
    source = Import.objects.select_related("unit", "by__person").filter(pk=source_id).first()
    if source is None:
        return ""
    try:
        carry_on(source, today=business_day())
    except Marked:
        log.warning("import %s bore a mark of secrecy; nothing of it was kept", source_id)
        return ""
    return str(source.stage)


def plan_at_start() -> None:
    """When the program starts: what was broken off goes on."""
    for source_id in Import.objects.filter(stage__in=WORKING).values_list("pk", flat=True):
        work_on.enqueue(source_id)
