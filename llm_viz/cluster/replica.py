"""The other side: questions as they travel, answered by the engine of this process.

Every question is answered in a thread of its own, which waits for the engine's core loop as a visitor's thread does;
the event loop only passes on what comes. When the front end is gone, the question is abandoned at the next check.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from llm_viz.base.errors import LlmVizError
from llm_viz.cluster import wire
from llm_viz.cluster.doors import NONE_KNOWN, WHERE, Replicas
from llm_viz.cluster.frames import Mark, frame
from llm_viz.cluster.questions import QUESTIONS, VERSION, VERSION_HEADER, Question
from llm_viz.engine.protocol.engine import Engine

_LOG = logging.getLogger(__name__)

SIGN_OF_LIFE_SECONDS = 5.0
_PART_BYTES = 2**16  # what Serve passes on without a detour through its store of large objects
MAX_BODY_BYTES = 4 * 2**20
"""No request that the pages make is near it."""


_Part = tuple[bytes, bool]
"""Of an answer, and whether it is the last."""


class _Left(BaseException):
    """Raised in the engine when nobody waits for the answer any more."""


async def _alone() -> Replicas:
    return NONE_KNOWN


class Replica:
    """Answers HTTP requests. `places`: how many at once. `where_all_are`: tells where front ends can ask directly."""

    def __init__(
        self,
        engine: Engine,
        places: int,
        sign_of_life: float = SIGN_OF_LIFE_SECONDS,
        where_all_are: Callable[[], Awaitable[Replicas]] = _alone,
    ) -> None:
        self._engine = engine
        self._where_all_are = where_all_are
        self._sign_of_life = sign_of_life
        self._threads = ThreadPoolExecutor(places, thread_name_prefix="llm-viz-answer")

    async def respond(self, request: Request) -> Response:
        """`POST /METHOD` with its arguments; 409 if the other side's protocol differs, 400 for what is none at all.

        `GET /replicas`: where all replicas are.
        """
        name = request.url.path.rpartition("/")[2]
        if request.method == "GET" and name == WHERE:
            return Response(wire.encode(await self._where_all_are()), media_type="application/octet-stream")
        question = QUESTIONS.get(name)
        if request.method != "POST" or question is None:
            return PlainTextResponse("LLM Viz: an engine, to be asked by a front end (LLM_VIZ_ENGINE)", 404)
        if request.headers.get(VERSION_HEADER) != VERSION:
            return PlainTextResponse(f"this side speaks {VERSION}", 409)
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > MAX_BODY_BYTES:
                return PlainTextResponse("too large", 413)
        try:
            arguments = question.read_arguments(bytes(body))
        except ValueError as problem:
            return PlainTextResponse(str(problem), 400)
        return StreamingResponse(self._answer(question, arguments), media_type="application/octet-stream")

    async def _answer(self, question: Question[object], arguments: tuple[object, ...]) -> AsyncIterator[bytes]:
        parts: asyncio.Queue[_Part] = asyncio.Queue()
        loop, left = asyncio.get_running_loop(), threading.Event()

        def put(data: bytes, last: bool) -> None:
            loop.call_soon_threadsafe(parts.put_nowait, (data, last))

        self._threads.submit(self._work, question, arguments, left, put)
        try:
            last = False
            while not last:
                data, last = await self._next(parts)
                for place in range(0, len(data), _PART_BYTES):
                    yield data[place : place + _PART_BYTES]
        finally:
            left.set()

    async def _next(self, parts: asyncio.Queue[_Part]) -> _Part:
        try:
            async with asyncio.timeout(self._sign_of_life):
                return await parts.get()
        except TimeoutError:
            return frame(Mark.WAITING), False

    def _work(
        self,
        question: Question[object],
        arguments: tuple[object, ...],
        left: threading.Event,
        put: Callable[[bytes, bool], None],
    ) -> None:
        """Hand the whole answer to `put`, part by part. An only result and the end go together: every part wakes both
        sides.
        """

        def check_cancelled() -> None:
            if left.is_set():
                raise _Left

        end = frame(Mark.ENDED)
        try:
            for result in question.answers_of(self._engine, arguments, check_cancelled):
                check_cancelled()
                data = frame(Mark.RESULT, wire.encode(result))
                if question.many:
                    put(data, False)
                else:
                    end = data + end
        except _Left:
            end = b""
        except LlmVizError as problem:
            end = frame(Mark.ERROR, wire.encode_error(problem))
        except Exception:
            _LOG.exception("A question failed")
            end = frame(Mark.FAILED)
        put(end, True)
