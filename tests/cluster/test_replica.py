"""How an answer leaves a replica."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Message

from llm_viz.cluster import wire
from llm_viz.cluster.frames import Mark, frame
from llm_viz.cluster.questions import VERSION, VERSION_HEADER
from llm_viz.cluster.replica import Replica
from llm_viz.engine.protocol.generation import GenerationRequest
from llm_viz.engine.protocol.tokens import TokenizeRequest
from tests.support.fake_engine import FakeEngine

MODEL = "smollm2-135m"


def parts_of_the_answer(method: str, question: object) -> list[bytes]:
    """What goes to the network, write by write."""

    async def receive() -> Message:
        return {"type": "http.request", "body": wire.encode((question,)), "more_body": False}

    async def answered() -> list[bytes]:
        headers = [(VERSION_HEADER.lower().encode(), VERSION.encode())]
        scope = {"type": "http", "method": "POST", "path": f"/{method}", "query_string": b"", "headers": headers}
        response = await Replica(FakeEngine(), places=1).respond(Request(scope, receive))
        assert isinstance(response, StreamingResponse)
        return [part async for part in response.body_iterator if isinstance(part, bytes)]

    with ThreadPoolExecutor(1) as pool:  # browser tests before it may leave a loop in this thread
        return pool.submit(asyncio.run, answered()).result()


def test_an_only_result_and_its_end_leave_together() -> None:
    (part,) = parts_of_the_answer("tokenize", TokenizeRequest(MODEL, "one write"))
    assert part.startswith(Mark.RESULT.value)
    assert part.endswith(frame(Mark.ENDED))


def test_the_tokens_of_a_text_leave_one_by_one() -> None:
    *tokens, end = parts_of_the_answer("generate", GenerationRequest(MODEL, "Once", max_new_tokens=3))
    assert [part[:1] for part in tokens] == [Mark.RESULT.value] * 3
    assert end == frame(Mark.ENDED)
