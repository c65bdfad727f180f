"""How much the server lets come in: routes that are not there, files, open pages, the headers of every answer."""

from __future__ import annotations

import asyncio
import gzip
import re
from types import SimpleNamespace

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from llm_viz.kit.browser.preload import modules_for
from llm_viz.kit.shell.server import uploads
from llm_viz.kit.shell.server.crowd import AtMost
from llm_viz.kit.shell.server.doors import is_closed
from llm_viz.kit.shell.server.headers import content_security_policy
from llm_viz.kit.shell.server.page_file import KnownServer, page
from llm_viz.kit.shell.server.uploads import BYTES_IN_ALL, FILES_A_VISIT, UploadLimits
from tests.support.alone import run
from tests.support.asgi import Answer, ask

MB = 1 << 20


@pytest.mark.parametrize("base", ["", "/class"])
def test_only_what_a_browser_needs_is_there(base: str) -> None:
    needed = ["/", "/tokens", "/_stcore/health", "/_stcore/host-config", "/_stcore/stream", "/media/a.png"]
    needed += ["/_stcore/upload_file/visit/file", "/static/js/index.js", "/parts/1/kit/browser/dom.js", "/sandbox"]
    assert not [path for path in needed if is_closed(base + path)]
    others = ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"]
    others += ["/_stcore/script-health-check", "/_stcore/bidi-components/a/b", "/_stcore//metrics", "/_stcore"]
    others += ["/auth/login", "/auth/logout", "/oauth2callback", "/component/a/index.html"]
    assert [path for path in others if not is_closed(base + path)] == []


def test_scripts_are_files_or_known_by_their_checksums() -> None:
    rules = dict(rule.split(" ", 1) for rule in content_security_policy().split("; "))
    assert "unsafe" not in rules["script-src"]
    assert rules["script-src"].count("'sha256-") == 2, "Streamlit's own and ours"
    assert not [rule for rule in rules.values() if "http" in rule or "*" in rule]


def test_every_page_is_told_where_its_server_is_and_keeps_what_it_was() -> None:
    text = page().decode()
    own, streamlit = text.index("BACKEND_BASE_URL"), text.index("window.prerenderReady = ")
    assert own < streamlit < text.index('<script type="module"'), "it must be known before Streamlit's code runs"
    assert text.index('<div id="root"></div>') < text.index(".st-key-rail {"), (
        "before anything is drawn, after its styles"
    )
    assert "export " not in text[own:streamlit]
    plain = _answer("text/html; charset=utf-8", "etag")
    assert plain.body == page()
    assert plain.headers == {"content-type": "text/html; charset=utf-8", "content-length": str(len(page()))}
    small = _answer("text/html", "etag", accepted="gzip, br")
    assert gzip.decompress(small.body) == page()
    assert small.headers["content-encoding"] == "gzip"
    assert _answer("text/javascript", "etag").body == b"one, two"
    assert _answer("text/html", "content-security-policy").body == b"one, two", "a page of ours"


@pytest.mark.parametrize(
    ("path", "opens_on"), [("/", ("home", ("river",))), ("/llm/tokens", ("tokens", ())), ("/no-such-page", None)]
)
def test_a_page_names_the_modules_of_its_chapter_after_all_that_runs_before_them(
    path: str, opens_on: tuple[str, tuple[str, ...]] | None
) -> None:
    text = _answer("text/html", "etag", path=path).body.decode()
    head = text[: text.index("</head>")]
    modules = modules_for(*opens_on) if opens_on else ()
    assert tuple(re.findall(r'href="(\./parts/[^"]+)"', text)) == modules
    links = [f'<link rel="modulepreload" crossorigin fetchpriority="low" href="{address}">' for address in modules]
    assert head.rstrip().endswith("".join(links))
    assert "./parts/" not in _answer("text/javascript", "etag", path=path).body.decode()


def _answer(content_type: str, header: str, accepted: str = "", path: str = "/no-such-page") -> Answer:
    """What is sent of a file of this type, in two pieces, that has a header more."""
    described = {"content-type": content_type, "content-length": "8", header: "x"}

    async def file(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(name.encode(), value.encode()) for name, value in described.items()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"one, ", "more_body": True})
        await send({"type": "http.response.body", "body": b"two"})

    return ask(KnownServer(file, {"home": ("river",), "tokens": ()}), path, accepted)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> MemoryUploadedFileManager:
    """Where Streamlit keeps files."""
    manager = MemoryUploadedFileManager("upload")
    monkeypatch.setattr(
        uploads, "Runtime", SimpleNamespace(instance=lambda: SimpleNamespace(uploaded_file_mgr=manager))
    )
    monkeypatch.setattr(uploads, "largest_bytes", lambda: MB)
    return manager


class Upload:
    """An app that keeps what is put, once it may go on."""

    def __init__(self, kept: MemoryUploadedFileManager, size: int, go_on: asyncio.Event | None = None) -> None:
        self._kept, self._size, self._go_on = kept, size, go_on

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._go_on is not None:
            await self._go_on.wait()
        _, _, _, visit, name = scope["path"].split("/")
        self._kept.add_file(visit, UploadedFileRec(name, "own.txt", "text/plain", bytes(self._size)))
        await send({"type": "http.response.start", "status": 204, "headers": []})


async def put(limits: UploadLimits, visit: str, name: str) -> int:
    statuses: list[int] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    path = f"/_stcore/upload_file/{visit}/{name}"
    await limits({"type": "http", "method": "PUT", "path": path, "headers": []}, receive, send)
    (status,) = statuses
    return status


def test_a_visit_may_keep_a_few_files_and_gets_its_room_back(kept: MemoryUploadedFileManager) -> None:
    limits = UploadLimits(Upload(kept, 10))

    async def several() -> list[int]:
        return [await put(limits, "one", str(number)) for number in range(FILES_A_VISIT + 2)]

    assert run(several()) == [204] * FILES_A_VISIT + [507] * 2
    kept.remove_file("one", "3")
    assert run(put(limits, "one", "later")) == 204
    assert run(put(limits, "another", "0")) == 204


def test_all_visits_together_have_a_bound(kept: MemoryUploadedFileManager) -> None:
    limits = UploadLimits(Upload(kept, MB))

    async def crowd() -> list[int]:
        return [await put(limits, f"visit-{number}", "0") for number in range(BYTES_IN_ALL // MB + 3)]

    assert run(crowd()) == [204] * (BYTES_IN_ALL // MB) + [507] * 3
    for visit in list(kept.file_storage)[:5]:
        kept.remove_session_files(visit)  # as Streamlit does at the end of a session
    assert run(put(limits, "next", "0")) == 204


def test_what_is_arriving_counts_and_may_not_take_for_ever(
    kept: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "SECONDS", 0.2)

    async def slow_ones() -> list[int]:
        limits = UploadLimits(Upload(kept, 10, asyncio.Event()))
        return await asyncio.gather(*(put(limits, "one", str(number)) for number in range(FILES_A_VISIT + 1)))

    assert run(slow_ones()) == [408] * FILES_A_VISIT + [507]
    assert run(put(UploadLimits(Upload(kept, 10)), "one", "0")) == 204


def test_so_many_pages_at_once_and_no_more() -> None:
    async def visitors() -> list[str]:
        leave, told = asyncio.Event(), []

        async def stay(scope: Scope, receive: Receive, send: Send) -> None:
            told.append("in")
            await leave.wait()

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(message: Message) -> None:
            told.append(message["type"])

        door = AtMost(stay, pages=2)
        open_pages = [asyncio.create_task(door({"type": "websocket"}, receive, send)) for _ in range(3)]
        await asyncio.sleep(0)
        leave.set()
        await asyncio.gather(*open_pages)
        await door({"type": "websocket"}, receive, send)
        return told

    assert run(visitors()) == ["in", "in", "websocket.close", "in"]
