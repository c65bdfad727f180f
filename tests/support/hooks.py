"""What `hook_page.py` does, and the server that shows it: Streamlit's own, in a thread of the test's process."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
import streamlit as st
import uvicorn
from streamlit.runtime import Runtime

HOOKS: dict[str, Callable[[], None]] = {}


@contextmanager
def server_here(
    hooks: dict[str, Callable[[], None]], beside: Callable[[], Awaitable[None]] | None = None
) -> Iterator[str]:
    """The address of a running server whose page calls these hooks. `beside` runs in its event loop meanwhile."""

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        task = None if beside is None else asyncio.ensure_future(beside())
        yield
        if task is not None:
            task.cancel()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Runtime, "_instance", None)
        HOOKS.clear()
        HOOKS.update(hooks)
        app = st.App(Path(__file__).with_name("hook_page.py"), lifespan=lifespan)
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(10)
