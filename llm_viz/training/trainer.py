"""Training step by step, and the loss, the predictions and the samples of a model at any step.

Losses are cross-entropies in nats per token: the mean of −ln p(next token).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from llm_viz.base.errors import TrainingDiverged
from llm_viz.engine.protocol.types import Floats
from llm_viz.training.model import TinyTransformer
from llm_viz.training.recipe import Recipe
from llm_viz.training.types import TokenIds

_GRADIENT_NORM = 1.0  # longer gradients are shortened to this
_BETAS = (0.9, 0.98)
_WINDOWS_AT_ONCE = 64


class Trainer:
    """A model in training on one long text (`ids`, (pos,)); each `step()` is one update of its weights.

    Deterministic on one machine: the same ids and recipe give the same model. ValueError if the text is shorter than
    one window and its next token.
    """

    def __init__(self, ids: TokenIds, vocabulary_size: int, recipe: Recipe) -> None:
        if len(ids) <= recipe.shape.context:
            raise ValueError(f"{len(ids)} tokens do not fill a window of {recipe.shape.context} and its next token")
        self.recipe = recipe
        self.steps_done = 0
        self.last_read: TokenIds = ids[:0]
        """The first of the windows (pos,) that the last step was made with."""
        with torch.random.fork_rng(devices=()):  # the seed of this run only
            torch.manual_seed(recipe.seed)
            self.model = TinyTransformer(vocabulary_size, recipe.shape)
        self._ids = torch.from_numpy(ids)
        self._order = np.random.default_rng(recipe.seed)
        self._optimiser = torch.optim.AdamW(_groups(self.model, recipe), betas=_BETAS, fused=True)

    @property
    def tokens_seen(self) -> int:
        """How many next-token predictions the training loss was taken over so far."""
        return self.steps_done * self.recipe.batch * self.recipe.shape.context

    def step(self) -> float:
        """One step of gradient descent. Returns the loss of its batch before the update, nats per token;
        `TrainingDiverged` if that is not finite.
        """
        for group in self._optimiser.param_groups:
            group["lr"] = self.recipe.learning_rate_at(self.steps_done)
        windows = self._windows()  # (row, pos + 1): each token is to be predicted from those before it
        self._optimiser.zero_grad(set_to_none=True)
        loss = _loss(self.model, windows)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), _GRADIENT_NORM)
        self._optimiser.step()
        self.steps_done += 1
        self.last_read = windows[0, :-1].numpy()
        value = float(loss.detach())
        if not math.isfinite(value):
            raise TrainingDiverged(step=self.steps_done, learning_rate=self.recipe.learning_rate)
        return value

    def _windows(self) -> Tensor:
        """The next batch (row, pos + 1): windows that begin anywhere in the text."""
        length = self.recipe.shape.context + 1
        starts = self._order.integers(0, len(self._ids) - length + 1, self.recipe.batch)
        return torch.stack([self._ids[start : start + length] for start in starts])


@torch.inference_mode()
def cross_entropy(model: TinyTransformer, ids: TokenIds) -> float:
    """The loss on the text `ids` (pos,), nats per token.

    The text is read in overlapping windows: each token but the first is predicted once, from at least half a window of
    tokens where so many stand before it.
    """
    context = model.shape.context
    stride = max(1, context // 2)
    row = torch.from_numpy(ids)
    if len(row) <= context:
        return float(_loss(model, row[None]))
    total, count = float(_loss(model, row[None, : context + 1])) * context, context
    starts = list(range(stride, len(row) - context, stride))
    for first in range(0, len(starts), _WINDOWS_AT_ONCE):
        windows = torch.stack([row[start : start + context + 1] for start in starts[first : first + _WINDOWS_AT_ONCE]])
        losses = _losses(model, windows)[:, -stride:]
        total, count = total + float(losses.sum()), count + losses.numel()
    if remaining := len(row) - 1 - count:
        last = _losses(model, row[None, -context - 1 :])[:, -remaining:]
        total, count = total + float(last.sum()), count + remaining
    return total / count


@torch.inference_mode()
def next_probabilities(model: TinyTransformer, ids: Sequence[int]) -> Floats:
    """The probability (vocab,) of each token after `ids`, of which the model reads the last that fit its context."""
    row = torch.as_tensor(ids[-model.shape.context :], dtype=torch.int64)
    probabilities: Floats = model(row[None])[0, -1].softmax(-1).numpy()
    return probabilities


def sample(
    model: TinyTransformer, prompt: Sequence[int], count: int, *, seed: int, temperature: float = 1.0
) -> list[int]:
    """`count` token ids (pos,) sampled one by one after the ids `prompt` (pos,), the same for the same `seed`.

    The distribution is p^(1 / temperature), renormalised; temperature 0 takes the most probable token (greedy).
    """
    rng, ids = np.random.default_rng(seed), list(prompt)
    for _ in range(count):
        probabilities = next_probabilities(model, ids).astype(np.float64)
        if temperature == 0:
            ids.append(int(probabilities.argmax()))
            continue
        sharpened = probabilities ** (1 / temperature)
        ids.append(int(rng.choice(len(sharpened), p=sharpened / sharpened.sum())))
    return ids[len(prompt) :]


def _losses(model: TinyTransformer, windows: Tensor) -> Tensor:
    """−ln p (row, pos) of each token of windows (row, pos + 1) but the first."""
    logits = model(windows[:, :-1])  # (row, pos, vocab)
    return functional.cross_entropy(logits.flatten(0, 1), windows[:, 1:].flatten(), reduction="none").view(
        windows.shape[0], -1
    )


def _loss(model: TinyTransformer, windows: Tensor) -> Tensor:
    """The mean −ln p over windows (row, pos + 1), a scalar."""
    return _losses(model, windows).mean()


def _groups(model: TinyTransformer, recipe: Recipe) -> list[dict[str, object]]:
    """AdamW's parameter groups: weight decay applies to matrices, not to biases and the gains of normalisation."""
    matrices = [weights for weights in model.parameters() if weights.dim() >= 2]
    others = [weights for weights in model.parameters() if weights.dim() < 2]
    return [
        {"params": matrices, "weight_decay": recipe.weight_decay, "lr": recipe.learning_rate},
        {"params": others, "weight_decay": 0.0, "lr": recipe.learning_rate},
    ]
