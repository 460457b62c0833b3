"""`lantoa audit`: is the trail of what was done whole?"""

from gettext import gettext as _

import typer

from lantoa.cli import database
from lantoa.cli.console import complain, say, step
from lantoa.cli.engine import require_installation, start_django
from lantoa.cli.place import choose_place, enter

audit = typer.Typer(no_args_is_help=True)
WHAT = {
    "gap": _("an event is missing or out of order"),
    "digest": _("the event was changed after it was written"),
    "value": _("a personal value was changed after it was written"),
}


@audit.command("verify", help=_("Recount every chain of events; exit code 1 where one does not hold."))
def verify() -> None:
    """Tell every fault found, one a line."""
    place = choose_place()
    require_installation(place)
    start_django(enter(place))
    database.check_reachable()
    from lantoa.core.records import ledger

    seen = 0
    with step(_("Checking the audit trail")) as progress:

        def count(number: int) -> None:
            nonlocal seen
            seen = number
            progress(_("{count} events").format(count=number))

        faults = list(ledger.verify(progress=count))
    for fault in faults:
        complain(
            _("Record {record}, event {number}: {what}.").format(
                record=fault.record, number=fault.number, what=WHAT.get(fault.kind, fault.kind)
            )
        )
    if faults:
        complain(_("{faults} faults in {count} events.").format(faults=len(faults), count=seen))
        raise typer.Exit(1)
    say(_("{count} events, all whole.").format(count=seen))
