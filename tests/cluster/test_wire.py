"""Requests and results travel unchanged, and nothing else gets through."""

from __future__ import annotations

import math

import numpy as np
import pytest

from llm_viz.base.errors import EngineBusy, TextTooLong
from llm_viz.cluster import wire
from llm_viz.cluster.frames import Mark, frame, read_frames
from llm_viz.cluster.questions import QUESTIONS
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.generation import GenerationRequest, Sampling
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import (
    AttentionKnockout,
    AttentionVectors,
    Capture,
    HeadAblation,
    InterventionBatch,
    ReplaceToken,
    Surprisal,
    Trace,
    TraceRequest,
)

EVERYTHING = Capture(attention="all", hidden=(0, 2), positions=(1,), lens=3, candidates=7, vectors=())
CHANGES = (AttentionKnockout(1, 0), HeadAblation(2, 3), ReplaceToken(0, 9))
REQUESTS = (
    TraceRequest("m", "日本の👩‍👩‍👧 “quotes”\n", (1, 2), EVERYTHING, CHANGES),
    TraceRequest("m", "half a pair: \ud83d"),
    GenerationRequest("m", "", sampling=Sampling(temperature=1, top_p=0.1 + 0.2, seed=2**40)),
)


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_request_comes_out_as_it_went_in(request_: object) -> None:
    assert wire.decode(type(request_), wire.encode(request_)) == request_


def test_numbers_and_arrays_come_out_bit_for_bit() -> None:
    numbers = np.random.default_rng(0).standard_normal((3, 5, 7), np.float32)
    odd = np.array([math.nan, math.inf, -0.0, 1e-45], np.float32)
    trace = Trace(
        tokens=(Token(0, 5, "é", b"\xc3", 0, 1, "part"),),
        next=None,
        attention={2: numbers[:, :, ::2], 0: numbers},
        hidden={},
        lens=(),
        vectors={1: AttentionVectors(numbers, odd, scaling=float(np.float64(1) / 3), cap=None)},
    )
    back = wire.decode(Trace, wire.encode(trace))
    assert isinstance(back, Trace)
    assert back.tokens == trace.tokens
    assert list(back.attention) == [2, 0]
    for before, after in (
        (numbers[:, :, ::2], back.attention[2]),
        (numbers, back.attention[0]),
        (odd, back.vectors[1].keys),
    ):
        assert after.tobytes() == before.tobytes()
        assert after.shape == before.shape
        assert not after.flags.writeable
    assert back.vectors[1].scaling == trace.vectors[1].scaling
    silent = Surprisal((), np.array([], np.float32))
    read = wire.decode(Surprisal, wire.encode(silent))
    assert isinstance(read, Surprisal)
    assert read.bits.shape == (0,)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (TraceRequest, wire.encode(REQUESTS[2])),
        (TraceRequest, wire.encode(("TraceRequest", "m", "text", ()))),
        (TraceRequest, wire.encode(("TraceRequest", "m", 5, (), (), ()))),
        (Token, wire.encode(Token(0, 0, "", b"", 0, 0, "text")).replace(b'"text"', b'"tank"')),
        (tuple[int, ...], wire.encode((1, True))),
        (tuple[int, ...], b"\x00\x00\x00\x06[[1],["),
        (Surprisal, wire.encode(("Surprisal", (), 3))),
        (InterventionBatch, wire.encode(("InterventionBatch", np.zeros(2, np.int64), ()))),
        (str, b""),
        (str, b"\xff\xff\xff\xff[]"),
        (tuple[int, ...], b"\x00\x00\xff\xff" + b"[" * 65535),
    ],
)
def test_other_bytes_are_refused(kind: object, data: bytes) -> None:
    with pytest.raises(wire.NotOfTheProtocol):
        wire.decode(kind, data)


def test_what_is_not_of_the_protocol_is_not_written() -> None:
    for value in ({1}, object(), np.zeros(2, np.float64)):
        with pytest.raises(wire.NotOfTheProtocol):
            wire.encode(value)


def test_errors_keep_their_values_and_no_other_class_can_be_named() -> None:
    back = wire.decode_error(wire.encode_error(TextTooLong(length=3, limit=2)))
    assert (type(back), back.values) == (TextTooLong, {"length": 3, "limit": 2})
    for name in ("LlmVizErrors", "strings", "annotations", "__builtins__"):
        with pytest.raises(wire.NotOfTheProtocol, match=name):
            wire.decode_error(b'["%s", {}]' % name.encode())
    assert str(wire.decode_error(wire.encode_error(EngineBusy(waiting=4)))) == str(EngineBusy(waiting=4))


def test_every_method_of_an_engine_can_be_asked() -> None:
    assert set(QUESTIONS) == Engine.__abstractmethods__ - {"is_loaded"}  # a front end says what it knows already


def test_a_changed_field_changes_the_fingerprint() -> None:
    class Changed:
        """Stands for a version of the facts with another field."""

    same = wire.fingerprint([ModelFacts, Trace])
    assert same == wire.fingerprint([ModelFacts, Trace])
    assert same != wire.fingerprint([ModelFacts, Changed])


def test_an_answer_that_is_cut_off_is_noticed() -> None:
    whole = frame(Mark.RESULT, b"abc") + frame(Mark.WAITING) + frame(Mark.ENDED)

    def read(data: bytes) -> list[tuple[Mark, bytes]]:
        left = memoryview(data)

        def some(length: int) -> bytes:
            nonlocal left
            part, left = bytes(left[: min(length, 2)]), left[min(length, 2) :]
            return part

        return list(read_frames(some))

    assert read(whole) == [(Mark.RESULT, b"abc"), (Mark.WAITING, b""), (Mark.ENDED, b"")]
    for length in range(len(whole)):
        with pytest.raises(EOFError):
            read(whole[:length])
