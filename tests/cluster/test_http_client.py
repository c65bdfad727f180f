"""Answers over HTTP as servers and proxies send them, in whatever pieces, and what is none."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import pytest

from llm_viz.cluster.http_client import Broken, Connection

HEAD = b"HTTP/1.1 200 OK\r\nserver: x\r\nTransfer-Encoding: chunked\r\n\r\n"
CHUNKED = HEAD + b"5\r\nhello\r\n1;named=x\r\n \r\nA\r\nHTTP world\r\n0\r\nafter: wards\r\n\r\n"
OF_LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\nhello HTTP world"
EMPTY = b"HTTP/1.1 204 No Content\r\n\r\n"


@contextmanager
def saying(*answers: Sequence[bytes]) -> Iterator[Connection]:
    """A connection to somebody who gives these answers, each in these pieces, and then hangs up."""

    def serve() -> None:
        with suppress(OSError), listening.accept()[0] as other:
            other.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for pieces in answers:
                request = b""
                while not request.endswith(b"\r\n\r\nasked"):
                    request += other.recv(100)
                for piece in pieces:
                    other.sendall(piece)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        connection = Connection("127.0.0.1", listening.getsockname()[1])
        try:
            yield connection
        finally:
            connection.close()
            thread.join()


def never_mind(_waited: float) -> None:
    """Nobody leaves."""


def ask(connection: Connection) -> int:
    connection.ask("POST", "/question", {"X-Own": "1"}, b"asked")
    return connection.status(never_mind)


def answered(connection: Connection) -> tuple[int, bytes]:
    status = ask(connection)
    assert not connection.free
    return status, connection.read_all()


@pytest.mark.parametrize("answer", [CHUNKED, OF_LENGTH], ids=["in chunks", "of a stated length"])
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_body_is_the_same_in_whatever_pieces_it_comes(answer: bytes, size: int) -> None:
    pieces = [answer[start : start + size] for start in range(0, len(answer), size)]
    with saying(pieces) as connection:
        assert ask(connection) == 200
        begun = connection.read(3)
        assert 1 <= len(begun) <= 3
        assert begun + connection.read_all() == b"hello HTTP world"
        assert connection.free
        assert connection.read(1) == b""


def test_one_connection_serves_one_question_after_the_other() -> None:
    with saying([CHUNKED], [EMPTY], [OF_LENGTH]) as connection:
        for expected in ((200, b"hello HTTP world"), (204, b""), (200, b"hello HTTP world")):
            assert connection.free
            assert answered(connection) == expected


NO_ANSWERS = (
    b"",
    b"\x00\xff\r\n\r\n",
    b"HTTP/1.1 fine\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
    HEAD[:30],
    HEAD,
    HEAD + b"5\r\nhel",
    HEAD + b"five\r\nhello\r\n",
    HEAD + b"5\r\nhello\r\n",
    b"HTTP/1.1 200 OK\r\nx: " + b"y" * 2**17,
    OF_LENGTH[:-1],
)


@pytest.mark.parametrize("answer", NO_ANSWERS, ids=range(len(NO_ANSWERS)))
def test_what_is_cut_off_or_no_answer_is_broken(answer: bytes) -> None:
    with saying([answer]) as connection:
        with pytest.raises(Broken):
            answered(connection)
        assert not connection.free


def test_nobody_is_there() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        with pytest.raises(Broken):
            ask(Connection("127.0.0.1", nobody.getsockname()[1]))


class Left(Exception):
    pass


def test_whoever_waits_is_told_for_how_long_and_can_leave() -> None:
    waits: list[float] = []

    def look(waited: float) -> None:
        waits.append(waited)
        if len(waits) == 3:
            raise Left

    with socket.create_server(("127.0.0.1", 0)) as silent:
        connection = Connection("127.0.0.1", silent.getsockname()[1])
        connection.ask("GET", "/nothing", {})
        with pytest.raises(Left):
            connection.status(look)
        connection.close()
    assert waits == sorted(set(waits))


def test_a_connection_that_was_hung_up_is_not_open() -> None:
    with saying([OF_LENGTH]) as connection:
        assert not connection.is_open
        connection.connect()
        assert connection.is_open
        ask(connection)
        connection.read_all()
        while connection.is_open:  # until the other side has hung up
            pass
