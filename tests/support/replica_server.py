"""A replica behind plain HTTP, as Ray Serve puts it, with the faults of a network on request."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import InitVar, dataclass, field

import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from llm_viz.cluster.connection import Cluster
from llm_viz.cluster.doors import NONE_KNOWN, Replicas
from llm_viz.cluster.replica import Replica
from llm_viz.engine.protocol.engine import Engine


class _Cut(Exception):
    """The connection ends here."""


@dataclass
class ReplicaServer:
    """An ASGI application. The faults: `cut_after` so many parts of an answer, each fault once; `status` instead of an
    answer; `silent`: nothing at all comes. `asked` lists the methods. `told`: what it says of where all replicas are.
    """

    engine: InitVar[Engine]
    sign_of_life: InitVar[float]
    replica: Replica = field(init=False)
    cut_after: list[int] = field(default_factory=list)
    status: int | None = None
    silent: bool = False
    asked: list[str] = field(default_factory=list)
    port: int = 0
    told: Replicas = NONE_KNOWN

    def __post_init__(self, engine: Engine, sign_of_life: float) -> None:
        self.replica = Replica(engine, places=16, sign_of_life=sign_of_life, where_all_are=self._where_all_are)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cluster(self, silence: float = 20) -> Cluster:
        return Cluster(self.address, "LLM_VIZ_ENGINE", silence)

    async def _where_all_are(self) -> Replicas:
        return self.told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "GET":
            await (await self.replica.respond(Request(scope, receive)))(scope, receive, send)
            return
        self.asked.append(scope["path"].strip("/"))
        if self.silent:
            await asyncio.sleep(30)
        request = Request(scope, receive)
        if self.status is not None:
            await request.body()
            await Response(status_code=self.status)(scope, receive, send)
            return
        parts = self.cut_after.pop(0) if self.cut_after else None

        async def cut(message: Message) -> None:
            nonlocal parts
            if message["type"] == "http.response.body" and parts is not None:
                if parts == 0:
                    raise _Cut
                parts -= 1
            await send(message)

        response = await self.replica.respond(request)
        await response(scope, receive, cut)


@contextmanager
def serving(engine: Engine, port: int = 0, sign_of_life: float = 5) -> Iterator[ReplicaServer]:
    """The engine behind HTTP on a free port of this machine."""
    app = ReplicaServer(engine, sign_of_life)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    app.port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield app
    finally:
        server.should_exit = server.force_exit = True
        thread.join()
