"""What is kept of people, why, and until when. A field that is not told here is not kept: a test holds the two together.

No number of an identity paper, date of birth, religion or ethnicity is kept of anyone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Law:
    """The general rules on personal data from a day on."""

    since: date
    name: str


@dataclass(frozen=True)
class Kept:
    """A kind of datum: what it is, what it is for, how long it stays, on what ground. `fields` are the columns that hold it."""

    code: str
    label: Text
    purpose: Text
    retention: Text
    ground: Text
    fields: tuple[str, ...]


LAWS = (
    Law(date(2026, 1, 1), "Luật 91/2025/QH15; Nghị định 356/2025/NĐ-CP"),
    Law(date(2023, 7, 1), "Nghị định 13/2023/NĐ-CP"),
)
DUTY = _("Duty of the office by law; no consent is asked.")
ACCOUNT = _("Needed for the account that the person opened by accepting an invitation.")
WITH_RECORDS = _("As long as the records that name the person are kept.")
_kept: dict[str, Kept] = {}


def declare(*rows: Kept) -> None:
    """Tell what else is kept; called in a domain's AppConfig.ready()."""
    _kept.update({row.code: row for row in rows})


def all_kept() -> Iterator[Kept]:
    """Everything that is kept of people, the core's first."""
    yield from _kept.values()


def law_on(day: date) -> Law | None:
    """The rules in force on this day, None before the first of them."""
    return next((law for law in LAWS if law.since <= day), None)


declare(
    Kept(
        "name", _("Full name"),
        _("So that it can be seen who entered, returned and approved a record, and who holds a post."), WITH_RECORDS, DUTY,
        ("people.Person.name", "people.Person.folded", "people.Person.sort_key", "people.Person.made_at"),
    ),
    Kept(
        "posts", _("Posts and their terms"), _("So that it can be seen who was competent at a unit on a day."), WITH_RECORDS, DUTY,
        ("people.Post.title", "people.Tenure.starts", "people.Tenure.ends", "people.Tenure.basis"),
    ),
    Kept(
        "roles", _("Roles at units and their terms"), _("So that everyone sees and does only what their duty asks."), WITH_RECORDS, DUTY,
        ("access.Grant.role", "access.Grant.starts", "access.Grant.ends", "access.Grant.basis", "access.Grant.made_at"),
    ),
    Kept(
        "reorganisations", _("Units moved, merged, split or dissolved, by whom and when"),
        _("So that it can be seen who rearranged units, and on which legal basis."), WITH_RECORDS, DUTY,
        tuple(f"access.Reorganisation.{name}" for name in ("act", "day", "basis", "effects", "digest", "entered", "made_at")),
    ),
    Kept(
        "acts", _("Records entered, returned, approved, corrected and commented, with day and hour"),
        _("So that every number leads to those who answer for it, and nothing is changed unseen."), WITH_RECORDS, DUTY,
        ("records.Event.by", "records.Event.role", "records.Event.at", "records.Comment.by", "records.Comment.text"),
    ),
    Kept(
        "account_history", _("What was done about the account, roles and posts, and by whom"),
        _("So that a right that was given can be answered for."), WITH_RECORDS, DUTY,
        ("people.PersonEvent.what", "people.PersonEvent.role", "people.PersonEvent.title", "people.PersonEvent.starts",
         "people.PersonEvent.ends", "people.PersonEvent.at"),
    ),
    Kept(
        "username", _("Account name"), _("To sign in."),
        _("As long as the person's name is kept; a name that was used is not given to another."),
        ACCOUNT, ("people.User.username", "people.User.is_active", "people.User.date_joined"),
    ),
    Kept(
        "password", _("Password, as a digest from which it cannot be read"), _("To sign in."), _("Until it is changed."), ACCOUNT,
        ("people.User.password",),
    ),
    Kept(
        "email", _("E-mail address, if given"),
        _("To send the invitation and the link to a new password; a provider of identities finds the account by one that the office gave."),
        _("Until the account is closed."), ACCOUNT, ("people.User.email", "people.User.email_given"),
    ),
    Kept(
        "sessions", _("Sign-ins that still run: network address, browser, since when"),
        _("So that everyone sees where the account is signed in, and can end what is not theirs."),
        _("Until signing out; at the latest some hours after the sign-in has run out."), DUTY,
        ("usersessions.UserSession.ip", "usersessions.UserSession.user_agent", "usersessions.UserSession.created_at",
         "usersessions.UserSession.last_seen_at", "usersessions.UserSession.session_key", "usersessions.UserSession.data"),
    ),
    Kept(
        "second_step", _("Second step: key of the app (enciphered), public key of a passkey, recovery codes (enciphered)"),
        _("To show besides the password that it is the person."), _("Until it is removed, or the account is closed."), ACCOUNT,
        ("mfa.Authenticator.type", "mfa.Authenticator.data", "mfa.Authenticator.created_at", "mfa.Authenticator.last_used_at"),
    ),
    Kept(
        "devices", _("Phones that sign in with a PIN: their name, when they were enrolled and last used; PIN and secret as digests"),
        _("To sign in on an old phone without account name and password, and to lock or revoke it when it is lost."),
        _("Until it is revoked or the account is closed; a code that was not used, one day."), ACCOUNT,
        ("people.Device.name", "people.Device.code_digest", "people.Device.secret_digest", "people.Device.pin", "people.Device.tries",
         "people.Device.offered_at", "people.Device.expires_at", "people.Device.enrolled_at", "people.Device.used_at"),
    ),
    Kept(
        "provider", _("Number under which a provider of identities knows the person, where this installation uses one"),
        _("To know the person again at the next sign-in through that provider."),
        _("Until the tie is ended or the account is closed."), ACCOUNT,
        ("socialaccount.SocialAccount.provider", "socialaccount.SocialAccount.uid", "socialaccount.SocialAccount.last_login",
         "socialaccount.SocialAccount.date_joined", "socialaccount.SocialAccount.extra_data"),
    ),
    Kept(
        "saved_filters", _("Saved filters of lists: their names and what they look for"), _("To open a list again as it was narrowed."),
        _("Until the person deletes them, or their data are erased."), ACCOUNT,
        ("records.SavedFilter.name", "records.SavedFilter.query", "records.SavedFilter.kind", "records.SavedFilter.made_at"),
    ),
    Kept(
        "language", _("Language of the pages"), _("To show the pages as chosen."), _("Until it is changed."), ACCOUNT,
        ("people.User.language",),
    ),
    Kept(
        "last_login", _("Day and hour of the last sign-in"), _("To see which accounts are not used any more."),
        _("Until the next sign-in."), ACCOUNT, ("people.User.last_login",),
    ),
    Kept(
        "invitation", _("Name and e-mail address of an invitation"), _("To send the invitation and to open the account with it."),
        _("30 days after the invitation has run out; then both are emptied."), DUTY,
        ("people.Invitation.name", "people.Invitation.email", "people.Invitation.role", "people.Invitation.grant_starts",
         "people.Invitation.grant_ends", "people.Invitation.made_at", "people.Invitation.expires_at", "people.Invitation.used_at",
         "people.Invitation.digest"),
    ),
    Kept(
        "key", _("A key of the person's own"),
        _("Personal values in the history of records lie under it, so that they can be forgotten and the history stays whole."),
        _("Until the person's values are to be forgotten; it is then destroyed."), DUTY, ("people.PersonKey.secret",),
    ),
)  # fmt: skip
