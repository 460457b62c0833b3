"""Choosing where to listen."""

import socket

import pytest

from lantoa.cli.console import Failure
from lantoa.cli.network import choose_port, hosts_for, is_loopback, own_addresses, shown_host


def test_a_taken_port_gives_way_to_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < choose_port("127.0.0.1", port) <= port + 50


def test_a_free_port_is_kept() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert choose_port("127.0.0.1", port) == port


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(Failure, match=r"192\.0\.2\.1"):
        choose_port("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("host", "shown"), (("127.0.0.1", "localhost"), ("0.0.0.0", "localhost"), ("192.0.2.1", "192.0.2.1"), ("2001:db8::1", "[2001:db8::1]"))
)
def test_the_address_shown_can_be_typed_into_a_browser(host: str, shown: str) -> None:
    assert shown_host(host) == shown


def test_only_loopback_counts_as_loopback() -> None:
    assert is_loopback("localhost")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("example.org")


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_what_is_told_to_other_machines_is_this_one_and_never_loopback(host: str) -> None:
    found = own_addresses(host)
    assert socket.gethostname() in found
    assert not [address for address in found if is_loopback(address)]
    assert host == "::" or not [address for address in found if ":" in address], "nobody listens there"
    for address in set(found) - {socket.gethostname()}:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as own:
            own.bind((address, 0))  # an address of another machine cannot be listened on
        assert address in hosts_for(host).replace("[", "").replace("]", "").split(",")


def test_listening_for_others_answers_to_this_machines_names() -> None:
    assert socket.gethostname() in hosts_for("0.0.0.0").split(",")
    assert hosts_for("2001:db8::1").endswith("[2001:db8::1]")
