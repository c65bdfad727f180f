"""The surprisal of a text: the training loss, token by token."""

from __future__ import annotations

import math

import numpy as np
import torch

from llm_viz.base.errors import NotCausal
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.tracing import Surprisal, SurprisalRequest
from llm_viz.engine.request_limits import check_length
from llm_viz.engine.residual_stream import residual_streams

_POSITIONS_AT_ONCE = 64  # logits over the whole vocabulary are large: a megabyte a position for Gemma


def surprisal(loaded: LoadedModel, request: SurprisalRequest) -> Surprisal:
    """−log2 p of every token given those before it, over the whole vocabulary.

    Raises `NotCausal` for an encoder, `TooManyTokens` above `request_limits`.
    """
    if not loaded.facts.causal:
        raise NotCausal(model=loaded.facts.name)
    tokens = loaded.tokenizer.read(request.text)
    check_length(len(tokens), loaded.facts)
    ids = loaded.tensor([token.id for token in tokens])
    last = loaded.facts.layers
    with loaded.pass_through(None), residual_streams(loaded.modules, (last,)) as streams:
        loaded.model.base_model(input_ids=ids)  # without the output projection, which comes in parts below
        stream = streams[last][0, :-1]  # (pos - 1, d_model)
        nats = [
            torch.nn.functional.cross_entropy(
                loaded.checked(loaded.modules.logits(part)).float(), following, reduction="none"
            )
            for part, following in zip(
                torch.split(stream, _POSITIONS_AT_ONCE), torch.split(ids[0, 1:], _POSITIONS_AT_ONCE), strict=True
            )
        ]
    row = np.concatenate([np.full(1, np.nan), *(loaded.read_only(part) for part in nats)]) / math.log(2)
    bits = row.astype(np.float32)
    bits.setflags(write=False)
    return Surprisal(tokens, bits)
