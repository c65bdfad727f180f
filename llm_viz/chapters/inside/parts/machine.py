"""The whole machine, drawn at the side of the acts that open a part of it."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.models import ModelFacts


class MachinePayload(TypedDict):
    """`Machine` in `machine.js`; `read` is the last token of the text."""

    layers: int
    read: str
    names: dict[str, str]


def machine_payload(facts: ModelFacts, read: str, t: Strings) -> MachinePayload:
    """The machine for the browser."""
    names = {name: t(f"machine-{name}") for name in ("vector", "scores")}
    return {"layers": facts.layers, "read": visible(read), "names": names}
