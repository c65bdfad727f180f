"""Who may speak to the server: pages of its own, under names of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterable

import pytest
from starlette.types import Message, Receive, Scope, Send

from llm_viz.kit.shell.server import names
from llm_viz.kit.shell.server.strangers import OwnNamesOnly, OwnPagesOnly
from tests.support.alone import run

HOST = "127.0.0.1:8501"


class Answered:
    """What an app behind a middleware has seen, and what was sent back."""

    def __init__(self) -> None:
        self.scopes: list[Scope] = []
        self.sent: list[Message] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(scope)

    @property
    def let_through(self) -> bool:
        return bool(self.scopes)

    @property
    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.sent).decode()


def ask(kind: type, headers: Iterable[tuple[str, str]], type_: str = "http", method: str = "GET") -> Answered:
    answered = Answered()
    scope = {
        "type": type_,
        "method": method,
        "path": "/",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        answered.sent.append(message)

    run(kind(answered)(scope, receive, send))
    return answered


@pytest.fixture(autouse=True)
def own_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Teacher.school.example")
    names.machine_names.cache_clear()
    monkeypatch.setenv(names.HOSTS_VARIABLE, "class.example, *.viz.example")


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST:8501", "app.localhost:8501", "127.0.0.1", "[::1]:8501", "192.168.1.5:8501"),
        *("teacher", "teacher.local:8501", "Teacher.school.example", "class.example.:443", "a.b.viz.example"),
    ],
)
def test_it_answers_to_its_own_names(host: str) -> None:
    assert ask(OwnNamesOnly, [("host", host)]).let_through


@pytest.mark.parametrize(
    "host",
    [
        *(
            "evil.example",
            "class.example.evil.example",
            "viz.example",
            "teacher.evil.example",
            "evil.localhost.example",
        ),
        *("", "a@127.0.0.1", "127.0.0.1/x", "127.0.0.1:port", "1.2.3.4.evil.example", "*", "[::1"),
    ],
)
@pytest.mark.parametrize("type_", ["http", "websocket"])
def test_a_name_that_somebody_made_point_here_is_refused(host: str, type_: str) -> None:
    answered = ask(OwnNamesOnly, [("host", host)], type_)
    assert not answered.let_through
    if type_ == "http":
        assert answered.sent[0]["status"] == 403
        assert "LLM_VIZ_HOSTS" in answered.text
        assert "このサーバー" in answered.text
        assert "this server" in answered.text
    else:
        assert [message["type"] for message in answered.sent] == ["websocket.close"]


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        *(
            ("http://127.0.0.1:8501", HOST),
            ("https://class.example", "localhost:8501"),
            ("http://localhost", "localhost"),
        ),
        *(("http://localhost:80", "localhost"), ("https://viz.example:443", "viz.example"), (None, HOST)),
        ("https://listed.example:8443", HOST),
    ],
)
def test_pages_of_its_own_may_ask(monkeypatch: pytest.MonkeyPatch, origin: str | None, host: str) -> None:
    listed = ["https://listed.example:8443"]
    monkeypatch.setattr("llm_viz.kit.shell.server.strangers.config.get_option", lambda _: listed)
    headers = [("host", host)] if origin is None else [("host", host), ("origin", origin)]
    for type_, method in (("websocket", ""), ("http", "PUT")):
        (scope,) = ask(OwnPagesOnly, headers, type_, method).scopes
        passed_on = dict(scope["headers"]).get(b"origin")
        assert passed_on is None or passed_on.partition(b"://")[2] == host.encode(), "Streamlit would ask outside"


@pytest.mark.parametrize(
    "origin",
    [
        *("http://evil.example", "http://127.0.0.1:8502", "http://localhost:8501", "https://127.0.0.1", "null", ""),
        *("http://127.0.0.1:8501.evil.example", "http://127.0.0.1:8501@evil.example", "127.0.0.1:8501", "file://"),
    ],
)
def test_pages_of_others_may_not(origin: str) -> None:
    headers = [("host", HOST), ("origin", origin)]
    for method in ("PUT", "POST", "DELETE", "PATCH", "OPTIONS"):
        answered = ask(OwnPagesOnly, headers, "http", method)
        assert not answered.let_through
        assert answered.sent[0]["status"] == 403
    assert not ask(OwnPagesOnly, headers, "websocket").let_through
    assert ask(OwnPagesOnly, headers, "http", "GET").let_through, "a page of another site may link to ours"
