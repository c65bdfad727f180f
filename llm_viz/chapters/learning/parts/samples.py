"""What a model in training writes after the same words, early and late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import legible
from llm_viz.kit.browser.part import part


class SamplePayload(TypedDict):
    """What was written after that many steps of training."""

    step: int
    text: str


class SamplesPayload(TypedDict):
    """What `samples.js` gets, the latest sample first."""

    prompt: str
    samples: list[SamplePayload]
    strings: dict[str, str]


def sample_table(samples: Sequence[tuple[int, str]], prompt: str, t: Strings, key: str = "sample_table") -> None:
    """Show the samples (step, text), the latest first, under the widget key `key`."""
    payload: SamplesPayload = {
        "prompt": _one_line(prompt),
        "samples": [{"step": step, "text": _one_line(text)} for step, text in reversed(samples)],
        "strings": {name: t(f"sample-{name}") for name in ("step", "text")},
    }
    part(__file__)(key, payload)


def _one_line(text: str) -> str:
    return legible(text).replace("\n", " ⏎ ")
