"""Published language models: how large they are, and how that is known (`data/models.csv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from llm_viz.facts.files import number, read_table
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
    return tuple(sorted(map(_model, read_table("models")), key=lambda model: model.published))


def published_model(name: str) -> PublishedModel:
    """The model of that name; KeyError if there is none."""
    for model in published_models():
        if model.name == name:
            return model
    raise KeyError(name)


def _model(row: dict[str, str]) -> PublishedModel:
    return PublishedModel(
        name=row["name"],
        organisation=row["organisation"],
        published=row["year_month"],
        parameters=number(row["params_total"]),
        active_parameters=number(row["params_active"]),
        training_tokens=number(row["training_tokens"]),
        training_flop=number(row["train_flop"]),
        flop_kind=cast("FlopKind", row["flop_kind"]),
        context_length=_whole(row["context_length"]),
        layers=_whole(row["n_layers"]),
        width=_whole(row["d_model"]),
        heads=_whole(row["n_heads"]),
        key_value_heads=_whole(row["n_kv_heads"]),
        vocabulary_size=_whole(row["vocab"]),
        weights=row["open_weights"],
        note=row["note"],
        source=Source(row["source"], cast("Confidence", row["confidence"])),
    )


def _whole(cell: str) -> int | None:
    value = number(cell)
    return None if value is None else int(value)
