"""What the terminal says at the start."""

from __future__ import annotations

import socket

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.kit.shell.server import announcement
from llm_viz.kit.shell.server.names import machine_names


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["", "0.0.0.0", "::"])
def test_everybody_in_the_network_can_open_it_and_the_terminal_says_so(
    monkeypatch: pytest.MonkeyPatch, language: Language, address: str
) -> None:
    monkeypatch.setattr(announcement, "network_addresses", lambda: ["192.168.1.5", "10.0.0.7"])
    monkeypatch.setattr(announcement, "machine_names", lambda: ("localhost", "teacher", "teacher.local"))
    said = "\n".join(announcement.announcement(address, strings(language)))
    for there in ("http://localhost:", "http://192.168.1.5:", "http://10.0.0.7:", "http://teacher.local:"):
        assert there in said
    assert "HOST=127.0.0.1 make run" in said


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost", "127.0.1.1"])
def test_a_private_one_gives_no_address_for_others(address: str) -> None:
    (said,) = announcement.announcement(address, strings("en"))
    assert "only this computer" in said


def test_one_address_is_all_that_is_said_where_it_listens_on_one() -> None:
    said = "\n".join(announcement.announcement("192.168.1.5", strings("en")))
    assert "http://192.168.1.5:" in said
    assert "localhost" not in said


def test_nobody_is_asked_for_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("getaddrinfo", "gethostbyname", "getfqdn", "create_connection"):
        monkeypatch.setattr(socket, name, lambda *_: pytest.fail("a look-up"))
    machine_names.cache_clear()
    assert "localhost" in machine_names()
    assert not [address for address in announcement.network_addresses() if address.startswith("127.")]
