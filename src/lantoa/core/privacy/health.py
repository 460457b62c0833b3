"""A look at what was forgotten: nobody whom a restored backup has brought back."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lantoa.core.privacy.erasing import returned
from lantoa.core.privacy.forgotten import every, places
from lantoa.lib.health import Asked, Finding, check, failed, fine


@check("forgotten", title=gettext_lazy("Persons forgotten"), order=95)
def forgotten_stay_forgotten(asked: Asked) -> Iterator[Finding]:
    """The lists can be read, and none of those on them has a key again."""
    try:
        told = every()
    except (ValueError, KeyError, OSError) as error:
        yield failed(
            _("The list of persons forgotten cannot be read: {reason}").format(reason=error),
            _("Put back {file} from the folder of the backups.").format(file=places()[0].name),
        )
        return
    back = sum(1 for _one in returned())
    if back:
        said = ngettext("{count} person who was forgotten is there again.", "{count} persons who were forgotten are there again.", back)
        yield failed(said.format(count=back), _("Run “lantoa privacy replay”."))
    else:
        yield fine(_("{count} on the list, all still forgotten.").format(count=len(told)))
