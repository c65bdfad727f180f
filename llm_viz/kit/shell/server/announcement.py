"""What the terminal says when the server starts: where it listens, and who can open it."""

from __future__ import annotations

import socket
import sys
from ipaddress import ip_address

from streamlit import config
from streamlit.web.server.server_util import get_url

from llm_viz.base.i18n import Strings, strings, terminal_language
from llm_viz.kit.shell.server.names import machine_names

# Asking for the way to these sends nothing: the system only says from which of its own addresses it would go.
_ELSEWHERE = ("192.0.2.1", "10.255.255.255", "172.31.255.255", "192.168.255.255")


def say_starting() -> None:
    """Print that the address will come."""
    _say(strings(terminal_language())("serving-starting"))


def say_loaded() -> None:
    """Print that no page waits for the models of the languages any more."""
    _say(strings(terminal_language())("serving-loaded"))


def say_not_loaded() -> None:
    """Print that loading failed, and what visitors see meanwhile."""
    _say(strings(terminal_language())("serving-not-loaded"))


def announce(cluster: str | None = None) -> None:
    """Print where the server listens, once it does, and at which address the models run if not here."""
    t = strings(terminal_language())
    elsewhere = [] if cluster is None else [t("serving-cluster", address=cluster)]
    _say(*announcement(config.get_option("server.address") or "", t), *elsewhere)


def announcement(address: str, t: Strings) -> list[str]:
    """The lines for a server that listens on `address` (empty: on all of this machine)."""
    if is_private(address):
        return [t("serving-private", address=get_url("localhost"))]
    if _is_everywhere(address):
        named = [name for name in machine_names() if name.endswith(".local")]
        here, there = "localhost", [*network_addresses(), *named]
    else:
        here, there = address, [address]
    here, others = get_url(here), "  ".join(map(get_url, there))
    return [t("serving-open", address=here), t("serving-others", addresses=others), t("serving-keep-private")]


def is_private(address: str) -> bool:
    """Whether only this machine can reach what listens there."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _is_everywhere(address: str) -> bool:
    try:
        return not address or ip_address(address).is_unspecified
    except ValueError:  # a name
        return False


def network_addresses() -> list[str]:
    """The addresses of this machine in the networks that it is in, the one towards the internet first."""
    found: dict[str, None] = {}
    for target in _ELSEWHERE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((target, 9))
            except OSError:  # no way there
                continue
            address = probe.getsockname()[0]
        if not is_private(address):
            found[address] = None
    return list(found)


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join((*lines, "")))
    sys.stdout.flush()
