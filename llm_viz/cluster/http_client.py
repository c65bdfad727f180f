"""One HTTP/1.1 connection to a replica, read by the very thread that waits for the answer.

Python's own client blocks while it reads, so that it takes a second thread for whoever asked to be able to leave, and
it reads headers as those of an e-mail: both together take longer than a small question does.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

CONNECT_SECONDS = 3.0
_LOOK_SECONDS = 0.1
_PART = 2**18  # bytes that are taken at once
_LONGEST_LINE = 2**16


Look = Callable[[float], None]
"""Called while nothing comes, with the seconds since something came; what it raises ends the wait."""


class Broken(Exception):
    """The connection could not be made, has ended, or brought what is no answer."""


class Connection:
    """For one question after the other; made when it is first used. `free`: nothing is under way on it."""

    def __init__(self, host: str, port: int) -> None:
        self.free = True
        self._host, self._port = host, port
        self._socket: socket.socket | None = None
        self._received = bytearray()
        self._look: Look = float
        self._left = 0  # bytes of the body, or of its present chunk, that have not been read
        self._chunked = False

    @property
    def is_open(self) -> bool:
        """Whether it was made, and the other side has neither closed it nor sent what nobody asked for."""
        if self._socket is None:
            return False
        self._socket.settimeout(0)
        try:
            self._socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            pass
        return False

    def connect(self, seconds: float = CONNECT_SECONDS) -> None:
        """Make it now. Raises `Broken`."""
        try:
            self._socket = socket.create_connection((self._host, self._port), seconds)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as problem:
            raise Broken from problem

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> None:
        """Send a request. Raises `Broken`."""
        self.free = False
        if self._socket is None:
            self.connect()
        fields = {"Host": f"{self._host}:{self._port}", "Content-Length": str(len(body)), **headers}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
        assert self._socket is not None
        try:
            self._socket.settimeout(CONNECT_SECONDS)
            self._socket.sendall("\r\n".join(lines).encode("ascii") + body)
            self._socket.settimeout(_LOOK_SECONDS)
        except OSError as problem:
            raise Broken from problem

    def status(self, look: Look) -> int:
        """Wait for the beginning of the answer: its status. Raises `Broken`, and what `look` raises, from now on to the
        end of the answer.
        """
        self._look = look
        try:
            status = int(self._line().split()[1])
            headers = {}
            while line := self._line():
                name, _, value = line.partition(b":")
                headers[name.strip().lower()] = value.strip().lower()
            self._chunked = headers.get(b"transfer-encoding") == b"chunked"
            self._left = 0 if self._chunked else int(headers.get(b"content-length", b"0"))
        except (ValueError, IndexError) as problem:
            raise Broken from problem
        return status

    def read(self, most: int) -> bytes:
        """Of the body, at most so many bytes, none at its end; then the connection is free. Raises as `status`."""
        if self._left == 0 and not self.free:
            self._begin_chunk()
        if self.free:
            return b""
        if not self._received:
            self._receive()
        part = bytes(self._received[: min(most, self._left)])
        del self._received[: len(part)]
        self._left -= len(part)
        if self._left == 0 and self._chunked:
            self._line()  # which ends a chunk
        return part

    def read_all(self) -> bytes:
        """The rest of the body. Raises as `status`."""
        return b"".join(iter(lambda: self.read(_PART), b""))

    def close(self) -> None:
        """Break off what is under way."""
        if self._socket is not None:
            with suppress(OSError):
                self._socket.close()

    def _begin_chunk(self) -> None:
        if self._chunked:
            try:
                self._left = int(self._line().partition(b";")[0], 16)
            except ValueError as problem:
                raise Broken from problem
            while self._left == 0 and self._line():
                pass  # what may follow the last chunk
        self.free = self._left == 0

    def _line(self) -> bytes:
        while (end := self._received.find(b"\r\n")) < 0:
            if len(self._received) > _LONGEST_LINE:
                raise Broken
            self._receive()
        line = bytes(self._received[:end])
        del self._received[: end + 2]
        return line

    def _receive(self) -> None:
        assert self._socket is not None
        began = time.monotonic()
        while True:
            self._look(time.monotonic() - began)
            try:
                part = self._socket.recv(_PART)
            except TimeoutError:
                continue
            except OSError as problem:
                raise Broken from problem
            if not part:
                raise Broken
            self._received += part
            return
