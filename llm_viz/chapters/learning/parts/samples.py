"""What a model in training writes after the same words, early and late."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import legible
from llm_viz.kit.browser.registry import component


def sample_table(samples: Sequence[tuple[int, str]], prompt: str, t: Strings) -> None:
    """Show the samples (step, text), the latest first."""
    component("samples")(
        key="sample_table",
        data={
            "prompt": _one_line(prompt),
            "samples": [{"step": step, "text": _one_line(text)} for step, text in reversed(samples)],
            "strings": {name: t(f"sample-{name}") for name in ("step", "text")},
        },
    )


def _one_line(text: str) -> str:
    return legible(text).replace("\n", " ⏎ ")
