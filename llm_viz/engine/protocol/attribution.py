"""Where the score of a next token comes from, as an exact sum (direct logit attribution).

The residual stream after the last layer is the sum of what entered the first layer and of what every layer added. What
attention added is a sum over heads and source tokens (Elhage et al. 2021, "A mathematical framework for transformer
circuits", https://transformer-circuits.pub/2021/framework/index.html; nostalgebraist 2020, "interpreting GPT: the logit
lens"). Once the scale of the final normalisation is known, the logit is linear in that sum: every summand has its share
of it.

What it is not: a share counts only what a part writes straight to the output. What it does by way of later layers
counts as theirs, and every normalisation on the way keeps the scale that it had in this pass. What would happen without
a part only cutting it can tell (`AttentionKnockout`, `HeadAblation`).
"""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.engine.protocol.types import Floats


@dataclass(frozen=True, slots=True)
class AttributionTargets:
    """Whose scores to divide: those that follow the token at `position` (−1 = the last one).

    The targets are the token ids `tokens`, and after them the `likeliest` most probable tokens at that position, best
    first. A score is a logit less a baseline: the mean logit of the vocabulary, or the logit of the token `against`.
    """

    position: int = -1
    tokens: tuple[int, ...] = ()
    likeliest: int = 0
    against: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ScoreShares:
    """The scores of the `candidates` (the targets) that follow the token at `position`, each as a sum of shares.

    `score` (target,) = logit − `baseline`, before any cap (`softcap`); it equals the sum of all shares:

    - `embedding` (target,): the token at `position` itself, as it entered the first layer
    - `positional` (target,): its position embedding; 0 in a model without one, as with rotary positions
    - `attention` (target, layer, head, src): what this head brought from the token at `src` ≤ `position`, the bias of
      its values included; 0 in layers without attention
    - `mixer` (target, layer): what a layer brought from all tokens in another way, which has no single sources: a
      state, a convolution, linear attention; 0 where there is none
    - `mlp` (target, layer): the feed-forward network, all its experts together
    - `rest` (target,): biases added to the stream on the way, those of normalisations and of the output, and rounding

    `against` is the token whose logit is the `baseline`, None where that is the mean logit of the vocabulary.
    `softcap`: some models (Gemma 2, arXiv:2408.00118) send logits through `softcap` · tanh(logit / `softcap`) at the
    end; `candidates` have the capped ones, score and baseline are before the cap. None = no cap.
    """

    position: int
    candidates: tuple[Candidate, ...]
    against: Candidate | None
    baseline: float
    softcap: float | None
    score: Floats
    embedding: Floats
    positional: Floats
    attention: Floats
    mixer: Floats
    mlp: Floats
    rest: Floats
