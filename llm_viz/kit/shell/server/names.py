"""The names under which this server may be reached.

A page of another host can make a name of its own point at this machine (DNS rebinding); its visitors' browsers would
then take this server for that host. So names are known beforehand. Addresses in figures need no list: nobody can make
one point elsewhere.
"""

from __future__ import annotations

import os
import socket
from functools import cache
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

HOSTS_VARIABLE = "LLM_VIZ_HOSTS"
"""Further names, with commas: `class.example, *.school.example`."""

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


class Authority(NamedTuple):
    """Name (lower case) and port of an address; None for a port that is not given."""

    name: str
    port: int | None


def authority(written: str) -> Authority | None:
    """What a Host header says; None if it cannot be read."""
    try:
        parts = urlsplit(f"//{written}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not name or parts.username is not None or parts.path or parts.query or parts.fragment:
        return None
    return Authority(name.rstrip("."), port)


def origin_of(written: str) -> tuple[str, Authority] | None:
    """Scheme and authority of an Origin header; None if there is no host in it, as in "null"."""
    scheme, separator, rest = written.partition("://")
    found = authority(rest) if separator else None
    return None if found is None else (scheme.lower(), Authority(found.name, found.port or _PORTS.get(scheme.lower())))


def same_server(scheme: str, origin: Authority, host: Authority) -> bool:
    """Whether a page of `origin` and a request to `host` mean the same name and port."""
    return origin == Authority(host.name, host.port or _PORTS.get(scheme))


def is_own_name(name: str) -> bool:
    """Whether the server answers to this name: addresses in figures, this machine's names, and those of the setting."""
    return _is_address(name) or name in machine_names() or name.endswith(".localhost") or is_allowed_name(name)


def is_allowed_name(name: str) -> bool:
    """Whether the setting names it."""
    return any(pattern == name or (pattern.startswith("*.") and name.endswith(pattern[1:])) for pattern in _patterns())


@cache
def machine_names() -> tuple[str, ...]:
    """What this machine is called in its own network; nobody outside is asked."""
    own = socket.gethostname().lower().rstrip(".")
    short = own.partition(".")[0]
    return tuple(dict.fromkeys(("localhost", own, short, f"{short}.local")))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _patterns() -> list[str]:
    return [pattern.strip().lower().rstrip(".") for pattern in os.environ.get(HOSTS_VARIABLE, "").split(",") if pattern]
