"""A visitor without a browser: speaks Streamlit's protocol over a socket, so that many of them cost little."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from types import TracebackType
from typing import Self
from urllib.parse import quote

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

_TO_RUN_AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
_XSRF = re.compile(r"_streamlit_xsrf=([^;]+)")


class SocketVisitor:
    """One visit: `open` runs a page and returns what it shows, as text.

    url: the server's address, `http://127.0.0.1:8501`.
    """

    def __init__(self, url: str, patience: float = 60) -> None:
        self.url, self._patience = url, patience
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=patience) as answer:
            found = _XSRF.search(answer.headers["Set-Cookie"])
        assert found is not None
        self.xsrf = found[1]
        self.session = ""
        self._query, self._page, self._last = "", "", ""
        self._open = ExitStack()
        self._socket = self._open.enter_context(
            connect(
                url.replace("http", "ws", 1) + "/_stcore/stream",
                origin=Origin(url),
                subprotocols=[Subprotocol("streamlit"), Subprotocol(self.xsrf)],
                additional_headers={"Cookie": f"_streamlit_xsrf={self.xsrf}"},
                max_size=None,
                compression=None,
                open_timeout=patience,
            )
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def open(self, page: str = "", **query: str) -> str:
        """Go to a page by the last part of its address; what it shows."""
        self.ask(page, **query)
        return self._shown()

    def wait_for(self, page: str = "", **query: str) -> list[Delta]:
        """Go to a page; what comes, as it came: cheaper than as text."""
        self.ask(page, **query)
        return self._deltas()

    def press(self, key: str) -> str:
        """Press the button of this key on the page shown last; what is shown then. KeyError if there is none."""
        found = re.search(rf"\$\$ID-[0-9a-f]+-{re.escape(key)}\b", self._last)
        if found is None:
            raise KeyError(key)
        self._send(WidgetState(id=found[0], trigger_value=True))
        return self._shown()

    def again(self, fragment: str, **query: str) -> list[Delta]:
        """Run one fragment of the page again, as a click inside it does, under this address; what comes."""
        self._query = _encoded(query)
        self._send(fragment=fragment)
        return self._deltas()

    def ask(self, page: str, **query: str) -> None:
        """Go to a page without waiting for what it shows."""
        self._page = page
        self._query = _encoded(query)
        self._send()

    def put(self, name: str, content: bytes) -> int:
        """Upload a file under this name for the server; the status of the answer, 0 if it hung up."""
        body = (
            b'--edge\r\nContent-Disposition: form-data; name="file"; filename="own.txt"\r\n'
            b"Content-Type: text/plain\r\n\r\n" + content + b"\r\n--edge--\r\n"
        )
        request = urllib.request.Request(
            f"{self.url}/_stcore/upload_file/{self.session}/{name}",
            body,
            {
                "Content-Type": "multipart/form-data; boundary=edge",
                "Cookie": f"_streamlit_xsrf={self.xsrf}",
                "X-Xsrftoken": self.xsrf,
            },
            method="PUT",
        )
        try:
            with urllib.request.urlopen(request, timeout=self._patience) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code
        except (urllib.error.URLError, ConnectionError):
            return 0

    def announce(self, length: int) -> None:
        """Begin a message of so many bytes, send none of them, and wait for what the server says to that."""
        self._socket.socket.sendall(b"\x82\xff" + length.to_bytes(8, "big") + b"mask")
        self._socket.recv(timeout=5)

    def close(self) -> None:
        """Leave."""
        self._open.close()

    def _send(self, *widgets: WidgetState, fragment: str = "") -> None:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string, rerun.page_name = self._query, self._page
        rerun.context_info.url = f"{self.url}/{self._page}"
        rerun.context_info.timezone, rerun.context_info.locale = "UTC", "en-US"
        rerun.fragment_id = fragment
        rerun.widget_states.widgets.extend(widgets)
        self._socket.send(message.SerializeToString())

    def _shown(self) -> str:
        """All that comes from the beginning of the next run to its end, as text."""
        self._last = "\n".join(map(str, self._deltas()))
        return self._last

    def _deltas(self) -> list[Delta]:
        shown: list[Delta] = []
        deadline = time.monotonic() + self._patience
        has_begun = False
        while True:
            data = self._socket.recv(timeout=max(0.1, deadline - time.monotonic()))
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id
                has_begun = True
            elif kind == "delta":
                shown.append(message.delta)
            elif kind == "script_finished" and has_begun and message.script_finished != _TO_RUN_AGAIN:
                return shown


def _encoded(query: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(value)}" for name, value in query.items())
