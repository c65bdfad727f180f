"""The server visits its own pages while nobody waits, so that what they show first is kept when somebody comes.

What a page asks of its model with the sentence that a visit begins with, and what Streamlit keeps of it, is the same
for everybody. The visits pass through the same code as those of a browser, in sessions of Streamlit that end with them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import anyio.to_thread
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, SessionClient

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.cluster.kept import RecordingEngine, write_answers
from llm_viz.engine.protocol.engine import Engine
from llm_viz.kit.shell.kept import RECORDERS, kept_file

_LOG = logging.getLogger(__name__)

QUIET_SECONDS = 1.0
"""For so long nobody has waited for a model before the next page is opened."""
PATIENCE_SECONDS = 60.0
"""After so long a page is left, complete or not."""
_LOOKS = 4
"""So often it is looked during `QUIET_SECONDS` whether somebody waits."""


class _Reader(SessionClient):
    """Where a browser would be: nothing of the page is kept but whether it is `complete`."""

    def __init__(self) -> None:
        self.complete = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        if msg.WhichOneof("type") == "script_finished" and msg.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.complete.set()

    @property
    def client_context(self) -> None:
        return None


async def visit_own_pages(pages: Sequence[str], is_idle: Callable[[], bool]) -> None:
    """Open every page in every language, one after the other. To be run in the server's event loop.

    pages: the last parts of their addresses, the first page's empty. `is_idle`: whether nobody waits for a model.
    """
    for page in pages:
        for language in LANGUAGES:
            await _quiet(is_idle)
            await _try(page, language)


async def keep_first_pictures(pages: Sequence[str], is_idle: Callable[[], bool], running: Engine) -> None:
    """Open these pages once more, and write down what they ask of their models: they show it when the server starts
    anew, while the models are being loaded (`kept.py`).
    """
    for language in LANGUAGES:
        recorder, path = RecordingEngine(running), kept_file(language)
        for page in pages:
            await _quiet(is_idle)
            await _try(page, language, recorder)
        if path is not None:
            await anyio.to_thread.run_sync(_write, path, recorder)


def _write(path: Path, recorder: RecordingEngine) -> None:
    try:
        write_answers(path, recorder.answers)
    except OSError:
        _LOG.warning("What pages show at once could not be kept in %s", path, exc_info=True)


async def _try(page: str, language: Language, recorder: RecordingEngine | None = None) -> None:
    try:
        await _visit(page, language, recorder)
    except Exception:  # without this, the server is only slower for whoever comes first
        _LOG.exception("The server could not open its page %r", page)


async def _quiet(is_idle: Callable[[], bool]) -> None:
    looks = 0
    while looks < _LOOKS:
        await asyncio.sleep(QUIET_SECONDS / _LOOKS)
        looks = looks + 1 if is_idle() else 0


async def _visit(page: str, language: Language, recorder: RecordingEngine | None) -> None:
    message, reader, runtime = BackMsg(), _Reader(), Runtime.instance()
    message.rerun_script.query_string = f"lang={language}"
    message.rerun_script.page_name = page
    session = runtime.connect_session(reader, {})
    if recorder is not None:
        RECORDERS[session] = recorder
    try:
        runtime.handle_backmsg(session, message)
        with suppress(TimeoutError):
            await asyncio.wait_for(reader.complete.wait(), PATIENCE_SECONDS)
    finally:
        runtime.close_session(session)
        RECORDERS.pop(session, None)
