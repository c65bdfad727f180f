"""Results of the engine as plain JSON for the browser parts."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import Candidate, Token

Payload = dict[str, Any]
"""A JSON object: strings, numbers, booleans, None, lists and dicts of them."""


def token_payload(token: Token) -> Payload:
    """What `chip` in `core.js` draws; `label` has every character visible, `bytes` are hexadecimal."""
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


def candidate_payload(candidate: Candidate) -> Payload:
    """A possible next token, with its raw logit and probability."""
    return {
        "id": candidate.id,
        "text": candidate.text,
        "label": visible(candidate.text),
        "kind": candidate.kind,
        "logit": float(candidate.logit),
        "probability": float(candidate.probability),
    }


def packed(header: Payload, numbers: NDArray[np.generic]) -> bytes:
    """One message: the length of the header (4 bytes), the header as JSON, the numbers, all little-endian."""
    text = json.dumps(header).encode("ascii")
    return struct.pack("<I", len(text)) + text + numbers.tobytes()
