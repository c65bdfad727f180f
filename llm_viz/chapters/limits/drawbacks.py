"""What growing costs: the eleven drawbacks of the article, in its order."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from llm_viz.kit.shell.contents import About

ORDER = (
    "cost", "returns", "data", "speed", "blackbox", "legal", "hallucination", "misuse", "privacy", "culture", "bias",
)  # fmt: skip
"""The names of the drawbacks as they are offered."""
OPENING = "hallucination"
"""The one that the chapter opens on: a picture that needs no explanation."""


@dataclass(frozen=True, slots=True)
class Drawback:
    """One drawback: room `limits/<key>`, its messages `title` and `short` are its names."""

    key: str
    about: About


DRAWBACKS = tuple(Drawback(key, import_module(f"llm_viz.chapters.limits.{key}").ABOUT) for key in ORDER)
