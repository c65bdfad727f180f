"""Transparency: what makers disclose of their models, and the line that the EU draws by training compute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from llm_viz.base.numbers import as_percent
from llm_viz.facts.models import PublishedModel, published_model, published_models
from llm_viz.kit.compute.calculator import Calculator, Knob, Result, Step, product
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.scaling_laws import FLOP_PER_PARAMETER_AND_TOKEN

LINE = 1e25
"""Floating-point operations of training above which the EU presumes a systemic risk (AI Act, Article 51)."""
TURN = "2023"
"""The year from which makers of closed models are looked at apart from earlier ones."""
CALCULATOR = "flop"
"""Name of the calculator, in messages and in the address."""
CANDIDATES = ("GPT-3 175B", "DeepSeek-V3 (MoE)", "PaLM 540B", "Llama 3.1 405B")
"""Models to choose from; one of them is above the line."""
SMALLEST = "SmolLM2-135M"
"""The model beside them that runs here."""
EXAMPLES = (SMALLEST, "GPT-3 175B", "DeepSeek-V3 (MoE)", "Llama 3.1 405B")
"""Models whose numbers the calculator can be set to."""
_SHOWN_ON_AXIS = ("GPT-3 175B", "PaLM 540B", "DeepSeek-V3 (MoE)", "Llama 3.1 405B", SMALLEST)

ComputeKind = Literal["stated", "computable", "estimated", "unknown"]
"""How the training compute is known: the makers stated it, 6 N D from what they stated, others estimated it, not."""
Group = Literal["closed-early", "closed-late", "open-late"]
GROUPS: tuple[Group, ...] = get_args(Group)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What the makers of one model have said."""

    model: PublishedModel
    parameters: bool
    tokens: bool
    compute: ComputeKind


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many of a group's models have their parameters and their training tokens disclosed."""

    group: Group
    parameters: int
    tokens: int
    count: int


def disclosures() -> tuple[Disclosure, ...]:
    """All models, the newest first."""
    return tuple(_disclosure(model) for model in reversed(published_models()))


def _disclosure(model: PublishedModel) -> Disclosure:
    parameters, tokens = model.parameters is not None, model.training_tokens is not None
    compute: ComputeKind = "unknown"
    if model.flop_kind == "reported":
        compute = "stated"
    elif parameters and tokens:
        compute = "computable"
    elif model.training_flop is not None:
        compute = "estimated"
    return Disclosure(model, parameters, tokens, compute)


def group_of(model: PublishedModel) -> Group | None:
    """Closed before the turn, closed since, or with weights to download since; None for open models before."""
    late = model.published >= TURN
    if model.weights == "no":
        return "closed-late" if late else "closed-early"
    return "open-late" if late else None


def group_counts(by_model: Sequence[Disclosure]) -> tuple[GroupCount, ...]:
    """Each group's models counted; closed models since the turn have open ones of the same years as their control."""
    counts = []
    for group in GROUPS:
        members = [disclosure for disclosure in by_model if group_of(disclosure.model) == group]
        parameters = sum(disclosure.parameters for disclosure in members)
        tokens = sum(disclosure.tokens for disclosure in members)
        counts.append(GroupCount(group, parameters, tokens, len(members)))
    return tuple(counts)


def count_notes(counts: Sequence[GroupCount]) -> tuple[Note, ...]:
    """What the counts show."""
    early, late, control = counts
    notes = []
    if late.tokens * early.count < early.tokens * late.count:
        values = {"early": early.tokens, "count": early.count, "late": late.count, "disclosed": late.tokens}
        notes.append(Note("note-closing", {"year": TURN, **values}))
    if control.count and control.tokens / control.count > late.tokens / max(1, late.count):
        share = as_percent(control.tokens / control.count)
        notes.append(Note("note-control", {"tokens": control.tokens, "count": control.count, "share": share}))
    return tuple(notes)


def above_line() -> str:
    """The one of `CANDIDATES` above the line."""
    above = [name for name in CANDIDATES if (published_model(name).training_flop or 0) > LINE]
    if len(above) != 1:
        raise ValueError(f"not one model above the line: {above}")
    return above[0]


def flop_calculator() -> Calculator:
    """6 N D with the parameters that work on each token; `dense`: as if all of them did.

    Knobs: parameters, the share of them that works on each token (1 = all, no mixture of experts), training tokens.
    """
    start = published_model("DeepSeek-V3 (MoE)")
    return Calculator(
        CALCULATOR,
        knobs=(
            Knob("n", 1e6, 1e13, start.parameters or 0, "large", digits=2),
            Knob("active", 0.01, 1, _active(start), "share", digits=2),
            Knob("d", 1e8, 1e14, start.training_tokens or 0, "large", digits=2),
        ),
        steps=(
            Step("compute", (product(FLOP_PER_PARAMETER_AND_TOKEN, n=1, active=1, d=1),)),
            Step("dense", (product(FLOP_PER_PARAMETER_AND_TOKEN, n=1, d=1),)),
        ),
        results=(Result("compute", "flop"), Result("dense", "flop")),
    )


def settings(name: str) -> dict[str, float]:
    """The knobs of the calculator set to a published model."""
    model = published_model(name)
    return {"n": model.parameters or 0, "active": _active(model), "d": model.training_tokens or 0}


def on_axis() -> tuple[PublishedModel, ...]:
    """Models to compare with, none of them an estimate of what was not disclosed."""
    return tuple(map(published_model, _SHOWN_ON_AXIS))


def _active(model: PublishedModel) -> float:
    return (model.parameters_per_token or 0) / (model.parameters or 1)
