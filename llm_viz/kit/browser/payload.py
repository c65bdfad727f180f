"""Results of the engine as plain JSON for the browser parts."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.engine.protocol.types import TokenKind

ARRAY_TYPES = frozenset({"uint8", "uint16", "uint32", "int8", "int16", "int32", "float32", "float64"})

Payload = dict[str, Any]
"""A JSON object: strings, numbers, booleans, None, lists and dicts of them."""


class TokenPayload(TypedDict):
    """What `chip` in `chips.js` draws; `label` has every character visible, `bytes` are hexadecimal."""

    position: int
    id: int
    text: str
    label: str
    bytes: str
    start: int
    end: int
    kind: TokenKind


class CandidatePayload(TypedDict):
    """A possible next token, with its raw logit and probability."""

    id: int
    text: str
    label: str
    kind: TokenKind
    logit: float
    probability: float


def token_payload(token: Token) -> TokenPayload:
    """The token for the browser."""
    return {
        "position": token.position,
        "id": token.id,
        "text": token.text,
        "label": visible(token.text),
        "bytes": token.bytes.hex(" ").upper(),
        "start": token.start,
        "end": token.end,
        "kind": token.kind,
    }


def candidate_payload(candidate: Candidate) -> CandidatePayload:
    """The candidate for the browser."""
    return {
        "id": candidate.id,
        "text": candidate.text,
        "label": visible(candidate.text),
        "kind": candidate.kind,
        "logit": float(candidate.logit),
        "probability": float(candidate.probability),
    }


def encode_arrays(payload: Mapping[str, object]) -> bytes:
    """The payload as one message; `decode_arrays` in `arrays.js` makes it a payload with typed arrays again.

    The length of a header (4 bytes), the header, the arrays in the order of the payload, all little-endian. The header
    is JSON: what is not an array, and in `arrays` name, type (NumPy's, such as "float32") and number of values of each.
    Arrays begin at multiples of 8 bytes. TypeError for a type that browsers have no array of.
    """
    arrays = {name: np.ascontiguousarray(value) for name, value in payload.items() if isinstance(value, np.ndarray)}
    wrong = [name for name, array in arrays.items() if array.dtype.name not in ARRAY_TYPES]
    if wrong:
        raise TypeError(f"no typed array for {wrong}")
    plain = {name: value for name, value in payload.items() if name not in arrays}
    described = [[name, array.dtype.name, array.size] for name, array in arrays.items()]
    header = json.dumps({"payload": plain, "arrays": described}).encode("ascii")
    blocks = [struct.pack("<I", len(header)) + header, *(_little_endian(array) for array in arrays.values())]
    return b"".join(block + b"\0" * (-len(block) % 8) for block in blocks)


def _little_endian(array: NDArray[np.generic]) -> bytes:
    return array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()
