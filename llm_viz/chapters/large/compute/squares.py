"""The picture that the chapter opens on: models as squares whose area is their size, in three meanings."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.base.numbers import Quantity, percent
from llm_viz.chapters.large.compute.models import EMBEDDED, MEASURES, Measure, value_of
from llm_viz.facts.cost import accelerator, utilisation
from llm_viz.facts.models import PublishedModel, published_model
from llm_viz.facts.source import Source
from llm_viz.kit.compute.notes import Note

GUESSED = "GPT-3 175B"
"""The model whose square is drawn by the visitor."""
PAPER = 4e11
"""Parameters of a square as high as the picture while the guess is open; chosen without regard to the answer."""
DRAWABLE = (1, 1e12)
"""The least and the most parameters that a guess may have; no picture is so wide that more could be drawn on it."""
STANDARD = "smollm2-135m"
"""The model that stands for the visitor's own while that cannot be used."""
_SHOWN = (
    "GPT-2 XL (1.5B)",
    GUESSED,
    "PaLM 540B",
    "Llama 3.1 405B",
    "DeepSeek-V3 (MoE)",
    "Qwen3-235B-A22B (MoE)",
    "Kimi K3 (MoE)",
)
SECRET = ("GPT-4", "Grok 4", "GPT-5")
"""Models of which nothing is published, at the end of the row."""
CHIP = "H100 SXM"
SPOKEN = 1.0
"""Numbers said aloud in a second."""
READ = 5.0
"""Tokens read in a second."""
_YEAR = 31_557_600  # seconds
_AGREES = 0.25  # an estimate follows from what is published if 6ND is no further from it


@dataclass(frozen=True, slots=True)
class Square:
    """A model and its sizes; None where its makers did not say, and it does not follow from what they said."""

    name: str
    sizes: dict[Measure, float | None]
    source: Source | None


def squares(key: str, name: str, parameters: float) -> tuple[Square, ...]:
    """The visitor's own model first (its key, name and parameters as counted), then the published ones by date."""
    own = published_model(EMBEDDED[key]) if key in EMBEDDED else None
    known = dict.fromkeys(MEASURES) if own is None else _sizes(own)
    first = Square(name, {**known, "parameters": parameters}, None if own is None else own.source)
    return (first, *(_square(published_model(shown)) for shown in _SHOWN))


def place_of_guessed(row: tuple[Square, ...]) -> int:
    """Where in the row the model stands that is to be guessed."""
    return next(place for place, square in enumerate(row) if square.name == GUESSED)


def years(size: float, measure: Measure) -> float:
    """A size in years of one's life: said aloud, read, or computed by one chip at its usual share of the peak."""
    if measure == "parameters":
        return size / SPOKEN / _YEAR
    if measure == "tokens":
        return size / READ / _YEAR
    peak = accelerator(CHIP).peak_flops
    assert peak is not None
    return size / (peak * utilisation().typical) / _YEAR


def chip_share() -> Quantity:
    """The share of its peak that a chip reaches in training."""
    return Quantity(utilisation().typical, percent)


def chip_sources() -> tuple[Source, ...]:
    """Where the chip's speed is from."""
    return accelerator(CHIP).source, utilisation().source


def surprise(row: tuple[Square, ...]) -> Note | None:
    """Whether the visitor's small model has read more than GPT-3; None where it has not, or that is not known."""
    own, giant = row[0], row[place_of_guessed(row)]
    read, read_then = own.sizes["tokens"], giant.sizes["tokens"]
    size, size_then = own.sizes["parameters"], giant.sizes["parameters"]
    assert size is not None
    assert size_then is not None
    if read is None or read_then is None or read <= read_then or size >= size_then:
        return None
    values = {"name": own.name, "times": f"{read / read_then:.1f}", "smaller": f"{size_then / size:,.0f}"}
    return Note("squares-surprise", {**values, "giant": giant.name})


def _square(model: PublishedModel) -> Square:
    name = model.name.removesuffix(" (MoE)").removesuffix(" (1.5B)").removesuffix("-A22B")
    return Square(name, _sizes(model), model.source)


def _sizes(model: PublishedModel) -> dict[Measure, float | None]:
    sizes = {measure: value_of(model, measure) for measure in MEASURES}
    return sizes if _follows(model) else {**sizes, "flop": None}


def _follows(model: PublishedModel) -> bool:
    """Whether the computation was reported, or follows from what was: 6 × parameters at work × tokens."""
    if model.flop_kind in ("reported", "derived_6ND", "derived_6ND_by_epoch"):
        return True
    parameters, tokens, flop = model.parameters_per_token, model.training_tokens, model.training_flop
    if parameters is None or tokens is None or flop is None:
        return False
    return abs(6 * parameters * tokens / flop - 1) < _AGREES
