"""Published language models: how large they are, and how that is known (`data/models.csv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from llm_viz.facts.load import load_rows
from llm_viz.facts.source import Source

EPOCH_AI = "Epoch AI, Notable AI Models, CC BY 4.0, epoch.ai/data"
"""The credit that the licence of many of these rows asks for; it goes wherever they are shown."""

FlopKind = Literal[
    "reported",  # by the makers
    "derived_6ND",  # computed here from parameters and tokens
    "derived_6ND_by_epoch",
    "epoch_estimate",
    "epoch_estimate_speculative",
    "not_published",
]
_COLUMNS = {
    "published": "year_month",
    "parameters": "params_total",
    "active_parameters": "params_active",
    "training_flop": "train_flop",
    "layers": "n_layers",
    "width": "d_model",
    "heads": "n_heads",
    "key_value_heads": "n_kv_heads",
    "vocabulary_size": "vocab",
    "weights": "open_weights",
}


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """One model. What its makers have not disclosed, and nobody has derived, is None.

    `active_parameters` are those that work on each token of a mixture of experts; None: all of them. `published` is
    year-month. `weights` is how they may be had: "yes", "no", "licence", …
    """

    name: str
    organisation: str
    published: str
    parameters: float | None
    active_parameters: float | None
    training_tokens: float | None
    training_flop: float | None
    flop_kind: FlopKind
    context_length: int | None
    layers: int | None
    width: int | None
    heads: int | None
    key_value_heads: int | None
    vocabulary_size: int | None
    weights: str
    note: str
    source: Source

    @property
    def year(self) -> float:
        """The middle of the month of publication, in years."""
        year, month = self.published.split("-")
        return int(year) + (int(month) - 0.5) / 12

    @property
    def parameters_per_token(self) -> float | None:
        """Parameters that work on each token."""
        return self.parameters if self.active_parameters is None else self.active_parameters

    @property
    def tokens_per_parameter(self) -> float | None:
        """Training tokens for each parameter, all experts counted."""
        if self.parameters is None or self.training_tokens is None:
            return None
        return self.training_tokens / self.parameters

    @property
    def disclosed(self) -> bool:
        """Whether the size is known at all."""
        return self.parameters is not None


@cache
def published_models() -> tuple[PublishedModel, ...]:
    """All of them, oldest first."""
    return tuple(sorted(load_rows(PublishedModel, "models", **_COLUMNS), key=lambda model: model.published))


def published_model(name: str) -> PublishedModel:
    """The model of that name; KeyError if there is none."""
    for model in published_models():
        if model.name == name:
            return model
    raise KeyError(name)
