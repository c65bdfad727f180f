"""One step of the writing: the text, the branches out of its end, and the one taken (see `writing`)."""

from __future__ import annotations

from llm_viz.base.i18n import Strings
from llm_viz.chapters.generation.parts.writing import ViewPayload, words
from llm_viz.kit.browser.part import part

_WORDS = {
    "prediction": ("vocabulary",), "output": (), "rest": ("count",),
    "take": (), "rank": ("rank",), "most-probable": (), "chance": ("chance",), "your-choice": (),
    "undecided": (), "thinking": (), "earlier": ("count",), "parts": ("count",),
    "spoken": ("step", "token", "probability"), "unfinished": (), "ending-end_of_text": ("token",),
    "ending-special": ("token",), "ending-length": ("limit",), "ending-context_full": (),
}  # fmt: skip


def step_view(t: Strings, *, words_only: bool) -> None:
    """Show the step."""
    payload: ViewPayload = {"words": words(t, "step", _WORDS), "words_only": words_only}
    part(__file__, styles=("stage",))("generation-step", payload)
