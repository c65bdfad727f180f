"""Published language models: how large they are, and how that is known (`data/models.csv`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from llm_viz.facts.load import load_rows
from llm_viz.facts.source import Confidence, Source

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

    Two fields hold columns by their names in the table. `unverified`: values that were recalled, not looked up.
    `differs`: values that do not mean what they mean in other rows, such as the tokens of a model that continues
    another's training, or the parameters at work where that is not all of them but no number is known.
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
    unverified: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()

    @property
    def year(self) -> float:
        """The middle of the month of publication, in years."""
        year, month = self.published.split("-")
        return int(year) + (int(month) - 0.5) / 12

    @property
    def parameters_per_token(self) -> float | None:
        """Parameters that work on each token; None where that is neither all of them nor a known number."""
        if not self.comparable("active_parameters"):
            return None
        return self.parameters if self.active_parameters is None else self.active_parameters

    @property
    def tokens_per_parameter(self) -> float | None:
        """Tokens of the whole training for each parameter at work; None where either is not known."""
        parameters, tokens = self.parameters_per_token, self.training_tokens
        if parameters is None or tokens is None or not self.comparable("parameters", "training_tokens"):
            return None
        return tokens / parameters

    @property
    def disclosed(self) -> bool:
        """Whether the size is known at all."""
        return self.parameters is not None

    def confidence(self, *fields: str) -> Confidence:
        """How sure the values of these fields are, together: "low" if one of them was not looked up."""
        return "low" if _columns(fields) & set(self.unverified) else self.source.confidence

    def comparable(self, *fields: str) -> bool:
        """Whether the values of these fields mean what they mean for other models."""
        return not _columns(fields) & set(self.differs)


def _columns(fields: Iterable[str]) -> set[str]:
    return {_COLUMNS.get(field, field) for field in fields}


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
