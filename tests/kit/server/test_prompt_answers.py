"""Answers are not held back until the browser has confirmed their beginning."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from llm_viz.kit.shell.server.prompt_answers import answer_promptly


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A socket made as Streamlit makes its own: without naming the protocol."""
    with socket.socket(socket.AF_INET) as found:
        found.bind(("127.0.0.1", 0))
        found.listen()
        yield found


def is_prompt(connection: socket.socket) -> bool:
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_connections_to_the_server_send_at_once(listening: socket.socket) -> None:
    assert not is_prompt(listening)
    answer_promptly()
    assert is_prompt(listening)
    with socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert is_prompt(accepted)


def test_other_sockets_are_left_alone(listening: socket.socket) -> None:
    first, second = socket.socketpair()
    with first, second, socket.create_connection(listening.getsockname()) as calling:
        answer_promptly()
        assert not is_prompt(calling)
