"""The published models by the three meanings of "large": parameters, training tokens, computation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import as_percent, large, scientific, with_power_of_ten
from llm_viz.facts.models import PublishedModel
from llm_viz.facts.source import Confidence
from llm_viz.kit.compute.notes import Note

Measure = Literal["parameters", "tokens", "flop"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

EMBEDDED = {"gemma-3-270m": "Gemma 3 270M", "smollm2-135m": "SmolLM2-135M"}
"""Models that run in this app, with their names in the table of published ones."""
LANDMARKS = frozenset(
    {"GPT-1", "GPT-3 175B", "Llama 3.1 405B", "Kimi K3 (MoE)", "SmolLM2-135M", "Gemma 3 270M", "Grok 4"}
)
"""Models with their names on the timeline; all others are named where one points at them."""
SECRETS = frozenset({"GPT-4", "Grok 4"})
"""Those with their names among the undisclosed."""
RATIOS = frozenset({"GPT-3 175B", "Chinchilla 70B", "Llama 3.1 8B", "Llama 3.1 405B", "SmolLM2-135M", "Gemma 3 270M"})
"""Those with their names on the plane of parameters and tokens."""
RULE = "Chinchilla 70B"
"""The model whose ratio of tokens to parameters became a rule of thumb."""

_TOLD = ("parameters", "active_parameters", "training_tokens", "training_flop")
_FIELDS = {"parameters": "parameters", "tokens": "training_tokens", "flop": "training_flop"}
_TOP = 5  # models, of which those with a secret size are counted


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the largest of the models whose value is known."""

    first: PublishedModel
    largest: PublishedModel
    times: float


def value_of(model: PublishedModel, measure: Measure) -> float | None:
    """The model's size by this measure; None where it is not known."""
    sizes = {"parameters": model.parameters, "tokens": model.training_tokens, "flop": model.training_flop}
    return sizes[measure]


def confidence_of(model: PublishedModel, measure: Measure) -> Confidence:
    """How sure the model's size by this measure is."""
    return model.confidence(_FIELDS[measure])


def comparable(models: Iterable[PublishedModel], measure: Measure) -> tuple[PublishedModel, ...]:
    """Those whose size by this measure means what it means for the others: that of a whole training."""
    return tuple(model for model in models if model.comparable(_FIELDS[measure]))


def on_the_plane(models: Iterable[PublishedModel]) -> tuple[PublishedModel, ...]:
    """Those whose tokens for each parameter at work are known."""
    return tuple(model for model in models if model.tokens_per_parameter is not None)


def plane_confidence(model: PublishedModel) -> Confidence:
    """How sure the model's place on the plane is."""
    return model.confidence("parameters", "active_parameters", "training_tokens")


def span(models: Sequence[PublishedModel], measure: Measure) -> Span:
    """How far it went from the earliest to the largest, counting only what is more than a rough estimate."""
    known = [
        model for model in models if value_of(model, measure) is not None and confidence_of(model, measure) != "low"
    ]
    first = min(known, key=lambda model: model.published)
    largest = max(known, key=lambda model: value_of(model, measure) or 0.0)
    return Span(first, largest, (value_of(largest, measure) or 0.0) / (value_of(first, measure) or 1.0))


def model_notes(models: Sequence[PublishedModel], measure: Measure) -> tuple[Note, ...]:
    """What the timeline shows by this measure."""
    grown = span(models, measure)
    values = {"first": grown.first.name, "from": grown.first.published[:4], "largest": grown.largest.name}
    notes = [Note("note-grown", {**values, "to": grown.largest.published[:4], "times": f"{grown.times:,.0f}"})]
    hidden = sum(value_of(model, measure) is None for model in models)
    if hidden:
        notes.append(Note(f"note-hidden-{measure}", {"hidden": hidden, "all": len(models)}))
    if measure == "flop":
        top = sorted(models, key=lambda model: model.training_flop or 0.0, reverse=True)[:_TOP]
        secret = sum(not model.disclosed for model in top)
        if secret:
            notes.append(Note("note-secret", {"secret": secret, "top": _TOP}))
    if measure == "parameters":
        mixtures = [model for model in models if model.active_parameters is not None and model.parameters is not None]
        if mixtures:
            largest = max(mixtures, key=lambda model: model.parameters or 0.0)
            share = (largest.active_parameters or 0.0) / (largest.parameters or 1.0)
            notes.append(Note("note-mixture", {"name": largest.name, "share": as_percent(share)}))
    return tuple(notes)


def ratio_notes(models: Sequence[PublishedModel]) -> tuple[Note, ...]:
    """Tokens for each parameter at work: the fewest, the most, and Chinchilla's."""
    known = [model for model in on_the_plane(models) if plane_confidence(model) != "low"]
    if len(known) < 2:
        return ()
    fewest, most = (pick(known, key=lambda model: model.tokens_per_parameter or 0.0) for pick in (min, max))
    values = {"fewest": fewest.name, "few": f"{fewest.tokens_per_parameter:.1f}", "most": most.name}
    notes = [Note("note-ratio", {**values, "many": f"{most.tokens_per_parameter:,.0f}"})]
    rule = next((model for model in known if model.name == RULE), None)
    if rule is not None:
        later = [model for model in known if model.published > rule.published]
        above = sum((model.tokens_per_parameter or 0.0) > (rule.tokens_per_parameter or 0.0) for model in later)
        values = {"rule": f"{rule.tokens_per_parameter:.0f}", "name": rule.name}
        notes.append(Note("note-rule", {**values, "above": above, "later": len(later)}))
    return tuple(notes)


def known_of(model: PublishedModel, t: Strings) -> tuple[str, ...]:
    """Lines with everything known of a model's size; what is not disclosed is said to be so."""
    unknown, active, flop = t("not-disclosed"), model.active_parameters, model.training_flop
    shown = t("hover-active", parameters=large(active, t.language)) if active else ""
    parameters, tokens = (
        unknown if value is None else large(value, t.language) for value in (model.parameters, model.training_tokens)
    )
    computation = unknown if flop is None else with_power_of_ten(*scientific(flop))
    return (
        f"{t('axis-parameters')}: {parameters}{shown}",
        f"{t('axis-tokens')}: {tokens}",
        f"{t('axis-flop')}: {computation} ({t('flop-' + model.flop_kind.replace('_', '-'))})",
        t("confidence", level=t(f"confidence-{model.confidence(*_TOLD)}")),
    )
