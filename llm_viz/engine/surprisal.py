"""The surprisal of a text: the training loss, token by token."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch

from llm_viz.base.errors import NotCausal
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Surprisal, SurprisalRequest
from llm_viz.engine.protocol.types import Floats
from llm_viz.engine.request_limits import check_length
from llm_viz.engine.residual_stream import residual_streams

_POSITIONS_AT_ONCE = 64  # logits over the whole vocabulary are large: a megabyte a position for Gemma


def prepare(loaded: LoadedModel, request: SurprisalRequest) -> tuple[Token, ...]:
    """The tokens of the request's text. Raises `NotCausal` for an encoder, `TooManyTokens` above `request_limits`."""
    if not loaded.facts.causal:
        raise NotCausal(model=loaded.facts.name)
    tokens = loaded.tokenizer.read(request.text)
    check_length(len(tokens), loaded.facts)
    return tokens


def surprisal(loaded: LoadedModel, request: SurprisalRequest) -> Surprisal:
    """The surprisal of one text. Raises as `prepare` and `surprisals`."""
    return surprisals(loaded, [prepare(loaded, request)])[0]


def surprisals(loaded: LoadedModel, texts: Sequence[tuple[Token, ...]]) -> list[Surprisal]:
    """−log2 p of every token of each text given those before it, over the whole vocabulary. Raises `ModelBroken`.

    Shorter texts are filled up at their ends: no token looks at what comes after it.
    """
    ids = loaded.filled_up([[token.id for token in tokens] for tokens in texts])
    last = loaded.facts.layers
    with loaded.pass_through(None), residual_streams(loaded.modules, (last,)) as streams:
        loaded.model.base_model(input_ids=ids)  # without the output projection, which comes in parts below
        return [
            Surprisal(tokens, _bits(loaded, streams[last][row, : len(tokens)], ids[row, : len(tokens)]))
            for row, tokens in enumerate(texts)
        ]


def _bits(loaded: LoadedModel, stream: torch.Tensor, ids: torch.Tensor) -> Floats:
    """The surprisals (pos,) of the tokens `ids` (pos,), from the last residual stream (pos, d_model)."""
    nats = [
        torch.nn.functional.cross_entropy(
            loaded.checked(loaded.modules.logits(part)).float(), following, reduction="none"
        )
        for part, following in zip(
            torch.split(stream[:-1], _POSITIONS_AT_ONCE), torch.split(ids[1:], _POSITIONS_AT_ONCE), strict=True
        )
    ]
    row = np.concatenate([np.full(1, np.nan), *(loaded.read_only(part) for part in nats)]) / math.log(2)
    bits = row.astype(np.float32)
    bits.setflags(write=False)
    return bits
