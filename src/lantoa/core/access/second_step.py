"""Whether a sign-in is strong enough to decide. Reading and entering never ask for more; approving, closing and managing may."""

from django.utils.translation import gettext as _

from lantoa.core.access.decisions import YES, Decision
from lantoa.core.access.roles import Verb
from lantoa.core.people.models import User

DECIDING = frozenset({Verb.APPROVE, Verb.CORRECT, Verb.CLOSE, Verb.MANAGE, Verb.PRIVACY})


def strong_enough(actor: object, verb: str) -> Decision:
    """Whether the way in which the actor signed in lets them `verb`; acts outside of a request (the shell, tasks) are not asked."""
    proof = actor.proof if isinstance(actor, User) else None
    if proof is None or verb not in DECIDING or proof.second_step:
        return YES
    if proof.by_pin:
        return Decision(
            False, _("You signed in with a PIN. Deciding asks for your second step: confirm it on the page “My sign-in”."), weak=True
        )
    if proof.demanded:
        return Decision(False, _("Deciding asks for a second step of sign-in. Set it up on the page “My sign-in”."), weak=True)
    return YES
