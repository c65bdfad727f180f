"""Dials whose product moves, while they are turned, among known figures on one logarithmic axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from llm_viz.base.i18n import Strings
from llm_viz.kit.browser.payload import Payload
from llm_viz.kit.browser.registry import component
from llm_viz.kit.compute.product import Dial, Form, Product
from llm_viz.kit.visit import Visit


@dataclass(frozen=True, slots=True)
class Mark:
    """A known figure on the axis; `kind` "line" runs through all rows."""

    label: str
    value: float
    kind: str = "row"


@dataclass(frozen=True, slots=True)
class Preset:
    """Settings worth trying: dials that are not named stay as they are."""

    label: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of the products `shown`, in the unit and the form of the first, with figures to compare with."""

    low: float
    high: float
    shown: Sequence[str]
    marks: Sequence[Mark] = field(default_factory=tuple)


def product_dials(
    name: str,
    dials: Sequence[Dial],
    products: Sequence[Product],
    axis: Axis,
    visit: Visit,
    t: Strings,
    presets: Sequence[Preset] = (),
) -> None:
    """Show dials and products; messages: `<name>-dial-<key>`, `<name>-product-<key>`, `<name>-axis` and
    `<name>-working` (values: all dials and products). The settings stand in the address as `<name>_<dial>`.
    """
    values = {dial.key: visit.param_float(f"{name}_{dial.key}", dial.value, dial.low, dial.high) for dial in dials}
    keys = [*(dial.key for dial in dials), *(one.key for one in products)]
    component("product", ("figures",))(
        key=f"product-{name}",
        data={
            "name": name,
            "language": visit.language,
            "values": values,
            "dials": [_dial_payload(dial, t(f"{name}-dial-{dial.key}")) for dial in dials],
            "products": [_product_payload(one, t(f"{name}-product-{one.key}")) for one in products],
            "axis": {"label": t(f"{name}-axis")}
            | _axis_payload(axis, next(one.form for one in products if one.key == axis.shown[0])),
            "presets": [{"label": one.label, "values": dict(one.values)} for one in presets],
            "working": t(f"{name}-working", **{key: f"{{{key}}}" for key in keys}),
        },
    )


def _dial_payload(dial: Dial, label: str) -> Payload:
    return {
        "key": dial.key,
        "label": label,
        "low": dial.low,
        "high": dial.high,
        "standard": dial.value,
        "form": dial.form,
        "logarithmic": dial.logarithmic,
    }


def _product_payload(product: Product, label: str) -> Payload:
    return {
        "key": product.key,
        "label": label,
        "factor": product.factor,
        "powers": dict(product.powers),
        "form": product.form,
    }


def _axis_payload(axis: Axis, form: Form) -> Payload:
    marks = [{"label": mark.label, "value": mark.value, "kind": mark.kind} for mark in axis.marks]
    return {"low": axis.low, "high": axis.high, "shown": list(axis.shown), "form": form, "marks": marks}
