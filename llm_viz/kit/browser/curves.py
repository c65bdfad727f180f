"""A few curves over one quantity, read off at a cursor that a slider moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.i18n import Strings
from llm_viz.kit.browser.graph import Axis, Colour, Dash, GraphPayload, Series, graph_payload
from llm_viz.kit.browser.part import part
from llm_viz.kit.compute.calculator import Unit
from llm_viz.kit.visit import Visit

_LOOKS: tuple[tuple[Colour, Dash], ...] = (
    ("ink", "solid"),
    ("second", "dashed"),
    ("third", "dashed"),
    ("quiet", "dotted"),
)
_HEIGHT = 340  # pixels


class CurvesPayload(TypedDict):
    """What `curves.js` draws; `settings`: the index that the cursor stands at, `standard`: where it stands at first."""

    name: str
    settings: dict[str, int]
    standard: int
    unit: Unit
    digits: int
    keys: list[str]
    graph: GraphPayload
    reading: str


def curves(
    name: str,
    x: tuple[NDArray[np.float64], Unit],
    lines: Mapping[str, NDArray[np.float64]],
    start: int,
    visit: Visit,
    t: Strings,
    *,
    digits: int = 2,
    log: bool = False,
    from_zero: bool = False,
) -> None:
    """Show at most four `lines`, each as long as the values of `x`, which are written in its unit.

    `start`: where the cursor begins; `digits`: decimals of what it reads; `log`: equal steps of x are equal ratios;
    `from_zero`: the upright axis begins at 0, so that heights are shares of the whole. The
    first line is drawn in full, the others dashed. Messages: `<name>-x`, `<name>-y`, `<name>-alt`, `<name>-line-<key>`
    and `<name>-reading` (values: `x` and each line's key). The cursor stands in the address as `<name>_at`.
    """
    places, unit = x
    series = [
        Series(t(f"{name}-line-{key}"), list(zip(places.tolist(), line.tolist(), strict=True)), colour, dash)
        for (key, line), (colour, dash) in zip(lines.items(), _LOOKS, strict=False)
    ]
    ends = float(places[0]), float(places[-1])
    across, up = Axis(t(f"{name}-x"), log, *ends), Axis(t(f"{name}-y"), low=0 if from_zero else None)
    payload: CurvesPayload = {
        "name": name,
        "settings": {"at": visit.param_int(f"{name}_at", start, 0, len(places) - 1)},
        "standard": start,
        "unit": unit,
        "digits": digits,
        "keys": list(lines),
        "graph": graph_payload(series, across, up, t(f"{name}-alt"), height=_HEIGHT),
        "reading": t(f"{name}-reading", **{key: f"{{{key}}}" for key in ("x", *lines)}),
    }
    part(__file__, styles=("graph",))(f"curves-{name}", payload)
