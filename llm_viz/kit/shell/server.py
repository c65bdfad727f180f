"""The server around the pages: models loaded before the first visitor, headers on every answer."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from llm_viz.base.i18n import LANGUAGES, strings
from llm_viz.engine.catalogue import default_model
from llm_viz.kit.browser.modules import MODULE_ROUTES
from llm_viz.kit.browser.preload import PreloadModules

_LOG = logging.getLogger(__name__)

# 'unsafe-inline' and blob: are how Streamlit brings styles and its components' scripts into the page. What matters:
# the page can neither load from nor send to any other host.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self' blob: data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityHeaders:
    """Adds `HEADERS` to every HTTP answer. Plain ASGI: Starlette's convenience class would buffer streams."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


MIDDLEWARE = (Middleware(SecurityHeaders), Middleware(PreloadModules))


async def _home(request: Request) -> Response:
    """Streamlit knows its default page as "/" only."""
    return RedirectResponse(f"./?{request.url.query}")  # relative: right behind any proxy


ROUTES = (Route("/home", _home), *MODULE_ROUTES)


def explain(error: Exception) -> bool:
    """What visitors see of an error outside any section of a page, instead of Streamlit's own box."""
    _LOG.error("The page failed", exc_info=error)
    language = st.session_state.get("lang")
    st.error(strings(language if language in LANGUAGES else "en")("error-unexpected"), icon=":material/error:")
    return True


@asynccontextmanager
async def warm_up(_: st.App) -> AsyncIterator[None]:
    """Load the models of both languages before anybody is served, and spare them from garbage collection."""
    if "LLM_VIZ_ALLOW_DOWNLOAD" not in os.environ:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    await anyio.to_thread.run_sync(_load_models)
    yield


def _load_models() -> None:
    from llm_viz.engine.local import local_engine

    running = local_engine()
    usable = {status.key for status in running.models() if status.problem is None}
    running.warm_up(sorted(usable & {default_model(language) for language in LANGUAGES}))
    gc.collect()
    gc.freeze()
