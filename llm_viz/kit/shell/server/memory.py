"""What visitors leave behind goes back to the system within a minute after they have left.

Without this it stays. Streamlit lets go of closed pages only when the next one is closed, Python frees what refers to
itself only when enough new objects were made, and the C library keeps what many threads have freed in many pools.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
from typing import Any

import anyio.to_thread
from streamlit.runtime import Runtime

SECONDS = 15.0
"""Between two looks. With `server.disconnectedSessionTTL` less than a minute."""
POOLS = 2
"""Pools of memory that all threads share; each visitor's every click runs in a thread of its own."""
_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h


def share_pools() -> None:
    """Let all threads allocate from a few pools. To be called before there are many threads."""
    if library := _c_library():
        library.mallopt(_ARENA_MAX, POOLS)


async def keep_giving_back() -> None:
    """Run beside the server: give memory back whenever visitors have left."""
    there: set[str] = set()
    while True:
        await asyncio.sleep(SECONDS)
        before, there = there, visits()
        if before - there:
            await anyio.to_thread.run_sync(give_back)


def visits() -> set[str]:
    """The visits that Streamlit keeps, those that may still come back included. It lets go of the others now: by itself
    it leaves them out of its list from then on, and keeps them.
    """
    sessions: Any = Runtime.instance()._session_mgr  # of which no type says where closed pages are
    sessions._session_storage._cache.expire()
    return {info.session.id for info in sessions.list_sessions()}


def give_back() -> None:
    """Free what nobody can reach any more, and return free memory to the system."""
    gc.collect()
    if library := _c_library():
        library.malloc_trim(0)


def _c_library() -> ctypes.CDLL | None:
    """That of Linux, where it is GNU's; others have neither these pools nor these functions."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, "malloc_trim") else None
