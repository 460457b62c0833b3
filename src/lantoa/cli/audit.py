"""`lantoa audit`: is the trail of what was done whole?"""

from gettext import gettext as _
from typing import TYPE_CHECKING, Annotated

import typer

from lantoa.cli.console import complain, say, step
from lantoa.cli.tending import keep_doing, open_installation, seals

if TYPE_CHECKING:
    from lantoa.core.records.ledger import Fault

audit = typer.Typer(no_args_is_help=True)
WHAT = {
    "gap": _("an event is missing or out of order"),
    "digest": _("the event was changed after it was written"),
    "value": _("a personal value was changed after it was written"),
    "seal gap": _("the chain of seals is broken here"),
    "seal": _("an event was changed or removed after it was sealed"),
}


@audit.command("verify", help=_("Recount every chain of events; exit code 1 where one does not hold."))
def verify() -> None:
    """Tell every fault found, one a line."""
    open_installation()
    from lantoa.core.records import ledger, sealing

    seen = 0
    with step(_("Checking the audit trail")) as progress:

        def count(number: int) -> None:
            nonlocal seen
            seen = number
            progress(_("{count} events").format(count=number))

        faults = list(ledger.verify(progress=count))
    with step(_("Checking the seals")):
        faults += sealing.verify()
        open_ends = sealing.unsealed().count()
    for fault in faults:
        complain(sentence(fault))
    if faults:
        complain(_("{faults} faults in {count} events.").format(faults=len(faults), count=seen))
        raise typer.Exit(1)
    say(_("{count} events, all whole; {open} not sealed yet.").format(count=seen, open=open_ends))


def sentence(fault: "Fault") -> str:
    """A fault in words."""
    if not fault.record:
        return _("Seal {number}: {what}.").format(number=fault.number, what=WHAT[fault.what])
    return _("Record {record}, event {number}: {what}.").format(record=fault.record, number=fault.number, what=WHAT[fault.what])


@audit.command("seal", help=_("Seal new events batch by batch, until stopped; “lantoa run” does this by itself."))
def seal(once: Annotated[bool, typer.Option("--once", help=_("End when all is sealed."))] = False) -> None:
    """Seal what is committed; first of all what an earlier run left."""
    open_installation()
    if not once:
        keep_doing(seals())
        return
    from django.utils import timezone

    from lantoa.core.records import sealing

    sealed = 0
    while told := sealing.seal(now=timezone.now(), everywhere=True):
        sealed += told
    say(_("{count} events sealed.").format(count=sealed))
