"""The rules every test lives under: no network beyond this machine, and the same examples on every run."""

import ipaddress
import sys
from typing import Any

from hypothesis import settings

# The databases that tests of several rooms stand on; pytest reads this line in this file only.
pytest_plugins = ["tests.stores"]

# Python raises these itself, before it touches the network: with (socket, address), and with (host, ...).
TO_AN_ADDRESS = ("socket.connect", "socket.sendto")
TO_A_NAME = ("socket.getaddrinfo", "socket.gethostbyname")


class NetworkForbidden(AssertionError):
    """A test tried to reach another machine; tests talk to this one only."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def stays_here(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise NetworkForbidden when Python is about to leave this machine."""
    if event in TO_AN_ADDRESS:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in TO_A_NAME:
        host = arguments[0]
    else:
        return
    if host is not None and not is_loopback(host):
        raise NetworkForbidden


def is_loopback(host: str | bytes) -> bool:
    """Say whether a host name or address means this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


sys.addaudithook(stays_here)
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("ci")
