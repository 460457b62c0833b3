"""Where the server listens, and whether it answers."""

import errno
import http.client
import ipaddress
import socket
from contextlib import suppress
from gettext import gettext as _

from lantoa.cli.console import Failure

NEXT_PORTS = 50
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 (names to recognise)  # compared with, not listened on


def is_free(host: str, port: int) -> bool:
    """Nothing listens on this port yet. Raises `Failure` where it may not be used at all."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Failure(_("This account may not use port {port}. Choose one above 1023.").format(port=port)) from error
        except socket.gaierror as error:
            raise Failure(_("This machine has no address “{host}”.").format(host=host)) from error
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise Failure(_("This machine has no address “{host}”.").format(host=host)) from error
            return False
    return True


def choose_port(host: str, wanted: int) -> int:
    """The wanted port, or the next free one after it."""
    for port in range(wanted, min(wanted + NEXT_PORTS, 65536)):
        if is_free(host, port):
            return port
    raise Failure(_("No port is free from {first} on. Choose another with PORT=.").format(first=wanted))


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def shown_host(host: str) -> str:
    """The address that a browser on this machine should use."""
    if host in EVERYWHERE or is_loopback(host):
        return "localhost"
    return f"[{host}]" if ":" in host else host


def own_addresses(host: str) -> list[str]:
    """The names and addresses by which other machines reach this one where it listens on `host` (all of one kind), as far as it knows them.

    Debian tells a loopback address for the machine's own name. The address in the network is the one from which it would speak to others.
    """
    name = socket.gethostname()
    found = {name}
    with suppress(OSError):
        found |= {str(info[4][0]).partition("%")[0] for info in socket.getaddrinfo(name, None)}
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):  # for documents alone; nothing is sent
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as way:
            way.connect((far, 9))
            found.add(way.getsockname()[0])
    heard = found if host == "::" else {address for address in found if ":" not in address}
    return sorted(address for address in heard if not is_loopback(address))


def hosts_for(host: str) -> str:
    """The hosts to answer to when listening here and the office named none of its own."""
    named = own_addresses(host) if host in EVERYWHERE else [host]
    bare = [f"[{name}]" if ":" in name else name for name in named]
    return ",".join(["localhost", "127.0.0.1", "[::1]", *bare])


def answers(host: str, port: int, *, name: str = "localhost") -> bool:
    """The server sends pages, whatever their status; asked by a `name` that it knows as its own."""
    target = "127.0.0.1" if host == "0.0.0.0" else "::1" if host == "::" else host  # noqa: S104  # compared with, not listened on
    asked = http.client.HTTPConnection(target, port, timeout=1)
    try:
        asked.request("HEAD", "/", headers={"Host": name})
        return asked.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()
