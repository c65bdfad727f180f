"""Requests that another site has set off, or that come under a name that is not ours, are refused."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from llm_viz.kit.shell.server.names import (
    HOSTS_VARIABLE,
    Authority,
    authority,
    is_allowed_name,
    is_own_name,
    origin_of,
    same_server,
)
from llm_viz.kit.shell.server.refusal import refuse

_SAFE_METHODS = ("GET", "HEAD")


class OwnNamesOnly:
    """Refuses what was sent to a name that is not this server's (`names.py`)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        written = Headers(scope=scope).get("host", "")
        host = authority(written)
        if host is not None and is_own_name(host.name):
            await self._app(scope, receive, send)
        else:
            name = written[:100] if host is None else host.name[:100]
            await refuse(scope, receive, send, 403, "refused-host", host=name, setting=HOSTS_VARIABLE)


class OwnPagesOnly:
    """Refuses sockets and changes that a page of another origin asks for.

    Streamlit would refuse them too, but only after it has asked a service on the internet for this machine's public
    address, on the event loop: one second for each request during which nobody is served. It does so for the origins
    of `server.corsAllowedOrigins` as well; so what is let through here is passed on as if it came from a page of ours.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or (scope["type"] == "http" and scope["method"] in _SAFE_METHODS):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin, written = headers.get("origin"), headers.get("host", "")
        host = authority(written)
        if origin is None:  # no browser: those always say it
            await self._app(scope, receive, send)
        elif host is None or not _is_welcome(origin, host):
            await refuse(scope, receive, send, 403, "refused-origin", origin=origin[:100], setting=HOSTS_VARIABLE)
        else:
            await self._app(_as_own(scope, origin, written), receive, send)


def _is_welcome(origin: str, host: Authority) -> bool:
    found = origin_of(origin)
    if found is None:
        return False
    scheme, asking = found
    listed = origin in {allowed.strip() for allowed in config.get_option("server.corsAllowedOrigins")}
    return same_server(scheme, asking, host) or is_allowed_name(asking.name) or listed


def _as_own(scope: Scope, origin: str, host: str) -> Scope:
    """The same request, its origin written as Streamlit compares it."""
    own = {**scope, "headers": list(scope["headers"])}
    MutableHeaders(scope=own)["origin"] = f"{origin.partition('://')[0]}://{host}"
    return own
