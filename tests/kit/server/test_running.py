"""A running server with all that stands before its pages, asked as a hostile visitor would."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import CloseCode
from websockets.sync.client import connect
from websockets.typing import Origin

from llm_viz.kit.shell.server.uploads import FILES_A_VISIT
from tests.support.serving import running_server
from tests.support.socket_visitor import SocketVisitor

MB = 1 << 20
LARGEST = bytes(1_000_000)
"""What the page takes; its frame goes into the megabyte that the server takes."""


@pytest.fixture(scope="module")
def looked_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server notes which names it looks up."""
    return tmp_path_factory.mktemp("server") / "looked-up"


@pytest.fixture(scope="module")
def log(looked_up: Path) -> Path:
    return looked_up.with_name("log")


@pytest.fixture(scope="module")
def url(looked_up: Path, log: Path) -> Iterator[str]:
    with running_server("tests/support/small_app.py", log, LOOKED_UP=str(looked_up)) as server:
        yield server.url


def status(url: str, **headers: str) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


def test_a_foreign_page_is_refused_at_once_and_nobody_outside_is_asked(url: str, looked_up: Path) -> None:
    socket = url.replace("http", "ws", 1) + "/_stcore/stream"
    began = time.monotonic()
    for _ in range(8):
        with pytest.raises(InvalidStatus) as refused, connect(socket, origin=Origin("http://evil.example")):
            pytest.fail("let in")
        assert refused.value.response.status_code == 403
        assert status(f"{url}/_stcore/health") == 200
    assert time.monotonic() - began < 8, "one look-up outside takes up to two seconds"
    assert not looked_up.exists()


def test_other_names_and_closed_doors(url: str) -> None:
    assert status(url, Host="evil.example") == 403
    assert status(f"{url}/_stcore/metrics") == 404
    assert status(url) == 200


def test_files_are_bounded_one_by_one_and_in_number(url: str) -> None:
    with SocketVisitor(url) as visitor:
        assert "Here I am." in visitor.open()
        assert visitor.put("large", bytes(2 * MB)) in (413, 0)
        assert visitor.put("endless", bytes(30 * MB)) in (413, 0)
        assert [visitor.put(str(number), LARGEST) for number in range(FILES_A_VISIT)] == [204] * FILES_A_VISIT
        assert visitor.put("one-more", b"text") in (507, 0)
    with SocketVisitor(url) as another:
        another.open()
        assert another.put("first", LARGEST) == 204


def test_a_message_of_many_megabytes_ends_the_connection_of_its_sender_only(url: str) -> None:
    with SocketVisitor(url) as neighbour:
        with SocketVisitor(url) as visitor, pytest.raises(ConnectionClosed):
            visitor.open(text="x" * 3 * MB)
        with SocketVisitor(url) as visitor, pytest.raises(ConnectionClosed) as ended:
            visitor.announce(70 * MB)
        assert ended.value.rcvd is not None
        assert ended.value.rcvd.code == CloseCode.MESSAGE_TOO_BIG, "before it has come"
        assert "Here I am." in neighbour.open()


def test_an_error_is_logged_without_the_text_that_caused_it(url: str, log: Path) -> None:
    with SocketVisitor(url) as visitor:
        shown = visitor.open(number="my secret diary")
    assert "diary" not in shown
    noted = log.read_text("utf-8")
    assert "builtins.ValueError" in noted
    assert 'float(st.query_params["number"])' in noted, "the place is what helps to mend it"
    assert "diary" not in noted
