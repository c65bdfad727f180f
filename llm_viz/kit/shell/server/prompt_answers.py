"""Answers leave at once.

The server writes the head of an answer and its body one after the other. With Nagle's algorithm the body waits until
the browser has confirmed the head, and a browser takes its time for that: 40 ms for each module of a page, of which it
fetches six at a time. asyncio switches this off for sockets that name their protocol; Streamlit's own names none.
"""

from __future__ import annotations

import gc
import socket


def answer_promptly() -> None:
    """Switch the waiting off where this process listens; every connection made there inherits it."""
    for thing in gc.get_objects():
        if type(thing) is socket.socket and _listens(thing):
            thing.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _listens(connection: socket.socket) -> bool:
    if connection.fileno() < 0 or connection.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    return bool(connection.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
