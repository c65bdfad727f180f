"""What a model takes as a square of true area beside things one knows: memory, computation, electricity."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.large.compute.cost import BILLS, CHIP, STANDARD, Bill, Known, known_things, rates, trained_models
from llm_viz.facts.cost import utilisation
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.compute.calculator import Unit
from llm_viz.kit.visit import Visit

RANGE = (1e8, 1e13)
"""Parameters between which the corner is dragged."""
_UNITS: dict[Bill, Unit] = {"memory": "bytes", "flop": "flop", "energy": "energy"}


class KnownPayload(TypedDict):
    """`Known`."""

    name: str
    amount: float


class BillPayload(TypedDict):
    """A way of looking: its name, unit, things to compare with, and the sentences (`working.py`)."""

    label: str
    unit: Unit
    known: list[KnownPayload]
    working: str


class ModelPayload(TypedDict):
    """`Trained`."""

    name: str
    parameters: float
    tokens: float


class RatesPayload(TypedDict):
    """`Rates`."""

    bytes: float
    flops: float
    watts: float


class CostSettings(TypedDict):
    """What the visitor sets: an index of `models`, whose tokens count, and the parameters."""

    bill: str
    model: int
    parameters: float


class CostPayload(TypedDict):
    """What `cost.js` gets."""

    settings: CostSettings
    standard: int
    bills: dict[str, BillPayload]
    models: list[ModelPayload]
    rates: RatesPayload
    range: tuple[float, float]
    words: dict[str, str]


def cost_squares(visit: Visit, t: Strings) -> None:
    """Show the picture: first what the best known model takes to be held."""
    models = trained_models(visit.model)
    standard = next(index for index, model in enumerate(models) if model.name == STANDARD)
    chosen = visit.param_int("cost_model", standard, 0, len(models) - 1)
    known = rates()
    payload: CostPayload = {
        "settings": {
            "bill": visit.param_choice("bill", BILLS[0], BILLS),
            "model": chosen,
            "parameters": visit.param_float("cost_size", models[chosen].parameters, *RANGE),
        },
        "standard": standard,
        "bills": {bill: _bill(bill, t) for bill in BILLS},
        "models": [{"name": model.name, "parameters": model.parameters, "tokens": model.tokens} for model in models],
        "rates": {"bytes": known.bytes_per_parameter, "flops": known.flops, "watts": known.watts},
        "range": RANGE,
        "words": {
            "alt": t("cost-alt"),
            "bills": t("cost-bills"),
            "models": t("choice-model"),
            "knob": t("cost-knob"),
            "own": t("cost-own"),
            "fits": t("cost-fits"),
            "times": with_marks(t, "cost-times", "times"),
            "more": with_marks(t, "cost-more", "times", "name"),
            "less": with_marks(t, "cost-less", "share", "name"),
        },
    }
    part(__file__, styles=("stage", "squares"))("large-cost", payload)


def _name(known: Known, t: Strings) -> str:
    return t("cost-then", name=known.name) if known.name else t(f"cost-known-{known.key}")


def _bill(bill: Bill, t: Strings) -> BillPayload:
    values = {"parameters": "{parameters}", "tokens": "{tokens}", "amount": "{amount}", "flop": "{flop}"}
    fixed = {"bytes": f"{rates().bytes_per_parameter:.0f}", "chip": CHIP, "watts": f"{rates().watts:.0f}"}
    share = f"{utilisation().typical:.0%}" if t.language == "ja" else f"{100 * utilisation().typical:.0f}\u00a0%"
    return {
        "label": t(f"cost-{bill}"),
        "unit": _UNITS[bill],
        "known": [{"name": _name(known, t), "amount": known.amount} for known in known_things(bill)],
        "working": t(f"cost-working-{bill}", **values, **fixed, share=share),
    }
