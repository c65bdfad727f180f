"""The logit lens as a table: one row a layer, what the model would have said there."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tracing import LensReading
from llm_viz.kit.browser.payload import candidate_payload
from llm_viz.kit.browser.registry import component
from llm_viz.kit.compute.predictions import settled_layer


def lens_table(lens: Sequence[LensReading], t: Strings) -> None:
    """Show the readings, first layer on top; the same token lights up in all rows while the pointer is on it."""
    winner = lens[-1].candidates[0]
    layers = [
        {
            "candidates": [candidate_payload(candidate) for candidate in reading.candidates],
            "winner_probability": reading.winner_probability,
            "winner_rank": f"{reading.winner_rank:,}",
        }
        for reading in lens
    ]
    component("lens")(
        key="next_token-lens",
        data={
            "layers": layers,
            "winner": winner.id,
            "settled": settled_layer(lens),
            "caption": t("lens-caption"),
            "layer": t("lens-layer"),
            "embedding": t("lens-embedding"),
            "place": [t("lens-place", place=place) for place in range(1, len(lens[-1].candidates) + 1)],
            "rank": t("lens-rank", token=visible(winner.text)),
            "probability": t("lens-probability", token=visible(winner.text)),
        },
    )
