"""A few curves over one quantity, read off at a cursor that a slider moves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.i18n import Strings
from llm_viz.kit.browser.graph import GRAPH_PARTS, Axis, Colour, Dash, Series, graph_payload
from llm_viz.kit.browser.registry import component
from llm_viz.kit.compute.product import Form
from llm_viz.kit.visit import Visit

_LOOKS: tuple[tuple[Colour, Dash], ...] = (
    ("ink", "solid"),
    ("second", "dashed"),
    ("third", "dashed"),
    ("quiet", "dotted"),
)
_HEIGHT = 340  # pixels


def curves(
    name: str,
    x: tuple[NDArray[np.float64], Form],
    lines: Mapping[str, NDArray[np.float64]],
    start: int,
    visit: Visit,
    t: Strings,
    *,
    digits: int = 2,
    log: bool = False,
) -> None:
    """Show at most four `lines`, each as long as the values of `x`, which are written in its form.

    `start`: where the cursor begins; `digits`: decimals of what it reads; `log`: equal steps of x are equal ratios. The
    first line is drawn in full, the others dashed. Messages: `<name>-x`, `<name>-y`, `<name>-alt`, `<name>-line-<key>`
    and `<name>-reading` (values: `x` and each line's key). The cursor stands in the address as `<name>_at`.
    """
    places, form = x
    series = [
        Series(t(f"{name}-line-{key}"), list(zip(places.tolist(), line.tolist(), strict=True)), colour, dash)
        for (key, line), (colour, dash) in zip(lines.items(), _LOOKS, strict=False)
    ]
    ends = float(places[0]), float(places[-1])
    across, up = Axis(t(f"{name}-x"), log, *ends), Axis(t(f"{name}-y"))
    component("curves", ("figures", *GRAPH_PARTS), ("graph",))(
        key=f"curves-{name}",
        data={
            "name": name,
            "language": visit.language,
            "at": visit.param_int(f"{name}_at", start, 0, len(places) - 1),
            "standard": start,
            "form": form,
            "digits": digits,
            "keys": list(lines),
            "graph": graph_payload(series, across, up, t(f"{name}-alt"), height=_HEIGHT),
            "reading": t(f"{name}-reading", **{key: f"{{{key}}}" for key in ("x", *lines)}),
        },
    )
