"""What requests and results are made of, and how the axes of arrays are named.

Wherever an array or tensor is a field, parameter or result, its axes are given in order, such as (layer, head, dest,
src). The names are TransformerLens's where it has one:

- `row`: one text of a batch; `pos`: token positions, special tokens included, from 0
- `layer`: the kept layers in ascending order, all of them unless said otherwise, from 0
- `head`: query heads; where keys and values are shared (grouped-query attention), they are repeated to this number
- `dest`, `src`: the position that attends (its query) and the one attended to (its key)
- `d_model`: the residual stream, of size `ModelFacts.width`; `d_head`: one head's query, key or value
- `vocab`: the vocabulary, by token id; `candidate`: a list of candidates, best first

A number in place of a name is an axis of that size; (…, vocab) has any axes before the last. Counts are plain words in
`ModelFacts` (`layers`, `heads`, `width`), as opposed to n_layers, n_heads and d_model in TransformerLens.

Residual streams are numbered as in transformers' `hidden_states`: 0 is the embedding (TransformerLens's
`blocks.0.hook_resid_pre`), l ≥ 1 the output of layer l − 1 (`blocks.{l-1}.hook_resid_post`). The last one is taken
before the final normalisation, in TransformerLens as here; in transformers after it. Attention weights are
TransformerLens's `pattern`: after the softmax.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
"""Its axes are said where it is used."""
Layers = tuple[int, ...] | Literal["all"]
"""A choice of layers (or of heads, or of residual streams) by their numbers."""
TokenKind = Literal["text", "part", "special"]
"""See `Token`."""
StopReason = Literal["end_of_text", "length", "context_full"]
"""The model wrote an end token; as many tokens as requested were written; the context has no room left."""
