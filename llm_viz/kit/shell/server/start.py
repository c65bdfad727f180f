"""What `app.py` hands to Streamlit: what stands before and beside it, and what happens before the first visitor."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from threading import Thread

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from llm_viz.base.discretion import keep_texts_out_of_the_log
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
from llm_viz.cluster.chosen import chosen_engine, cluster_address
from llm_viz.kit.browser.modules import MODULE_ROUTES
from llm_viz.kit.shell.server.announcement import announce, say_loaded, say_not_loaded, say_starting
from llm_viz.kit.shell.server.crowd import AtMost
from llm_viz.kit.shell.server.doors import ClosedDoors
from llm_viz.kit.shell.server.headers import SecurityHeaders
from llm_viz.kit.shell.server.memory import keep_giving_back, share_pools
from llm_viz.kit.shell.server.own_visits import keep_first_pictures, visit_own_pages
from llm_viz.kit.shell.server.page_file import KnownServer
from llm_viz.kit.shell.server.prompt_answers import answer_promptly
from llm_viz.kit.shell.server.sandbox import SANDBOX_ROUTES
from llm_viz.kit.shell.server.strangers import OwnNamesOnly, OwnPagesOnly
from llm_viz.kit.shell.server.streamlit_files import StreamlitFiles
from llm_viz.kit.shell.server.uploads import UploadLimits

_LOG = logging.getLogger(__name__)

_GUARDS = (SecurityHeaders, OwnNamesOnly, OwnPagesOnly, ClosedDoors, UploadLimits, AtMost)


def middleware(opens_on: Mapping[str, tuple[str, ...]]) -> tuple[Middleware, ...]:
    """What stands before the app, the outermost first; `opens_on`: see `KnownServer`."""
    guards = (Middleware(each) for each in _GUARDS)
    return *guards, Middleware(StreamlitFiles), Middleware(KnownServer, opens_on=opens_on)


async def _home(request: Request) -> Response:
    """Streamlit knows its default page as "/" only."""
    return RedirectResponse(f"./?{request.url.query}")  # relative: right behind any proxy


ROUTES = (Route("/home", _home), *MODULE_ROUTES, *SANDBOX_ROUTES)


def explain(error: Exception) -> bool:
    """What visitors see of an error outside any section of a page, instead of Streamlit's own box."""
    _LOG.error("The page failed", exc_info=error)
    language = st.session_state.get("lang")
    st.error(strings(language if language in LANGUAGES else "en")("error-unexpected"), icon=":material/error:")
    return True


@asynccontextmanager
async def warm_up(_: st.App, pages: Sequence[str], waiting: Sequence[str] = ()) -> AsyncIterator[None]:
    """Load the models of both languages; their checksums are compared meanwhile. Then open all `pages` once, whenever
    nobody waits for a model: what they show first is kept for visitors, and that of the pages that wait for a model
    (`waiting`) also for the server's next start.

    Pages are served as soon as the engine is there: they show what was kept, or wait for their model. Where the models
    run elsewhere, nothing is loaded, and pages are served whether the cluster answers yet or not. As long as the server
    runs, memory of visitors who left is given back.
    """
    loading = None
    keep_texts_out_of_the_log()
    answer_promptly()
    share_pools()
    if (cluster := cluster_address()) is not None:
        chosen_engine()  # raises if the address is none
        announce(cluster)
    else:
        await _prepare_here()
        announce()
        loading = asyncio.create_task(_logged(_load_here(pages, waiting)))
    giving_back = asyncio.create_task(_logged(keep_giving_back()))
    yield
    giving_back.cancel()
    if loading is not None:
        loading.cancel()


async def _logged(work: Coroutine[None, None, None]) -> None:
    """Do what nobody waits for: an exception in it is written to the log at once."""
    try:
        await work
    except Exception:
        _LOG.exception("Something beside the server has failed")


async def _prepare_here() -> None:
    say_starting()
    if "LLM_VIZ_ALLOW_DOWNLOAD" not in os.environ:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    await anyio.to_thread.run_sync(_make_engine)


async def _load_here(pages: Sequence[str], waiting: Sequence[str]) -> None:
    Thread(target=_mend_models, name="checksums", daemon=True).start()
    try:
        await anyio.to_thread.run_sync(_load_models)
    except Exception:  # whoever opens a page has the model loaded then, and is told there what goes wrong
        say_not_loaded()
        raise
    say_loaded()
    if os.environ.get("LLM_VIZ_OWN_VISITS") != "0":
        from llm_viz.engine.local import local_engine

        await visit_own_pages(pages, lambda: local_engine().is_idle)
        await keep_first_pictures(waiting, lambda: local_engine().is_idle, local_engine())


def _make_engine() -> None:
    from llm_viz.engine.local import local_engine

    local_engine()


def _load_models() -> None:
    from llm_viz.engine.local import local_engine
    from llm_viz.engine.upkeep import warm_up_defaults

    warm_up_defaults(local_engine())


def _mend_models() -> None:
    from llm_viz.engine.local import local_engine
    from llm_viz.engine.upkeep import check_and_mend

    if check_and_mend(local_engine()):
        st.cache_data.clear()  # what was computed with damaged weights
