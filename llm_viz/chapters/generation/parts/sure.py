"""How sure the model is of each token that it writes, as a skyline; some are covered until somebody has guessed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.generation.compute.sureness import shown
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import QuestionPayload

KEY = "generation-sure"


class BarPayload(TypedDict):
    """A token that was written, and its probability."""

    word: str
    share: float


class SurePayload(TypedDict):
    """What `sure.js` gets. `ahead` is empty while the question is open; `covered` is how many it will be then."""

    known: list[BarPayload]
    ahead: list[BarPayload]
    covered: int
    says: str
    question: QuestionPayload
    strings: dict[str, str]


def show_sure(
    t: Strings,
    known: Sequence[Candidate],
    ahead: Sequence[Candidate] | None,
    covered: int,
    says: str,
    question: QuestionPayload,
    on_guess: Callable[[], None],
) -> None:
    """Show the bars; `ahead` is None while they may not be seen, `covered` how many they are then."""
    payload: SurePayload = {
        "known": [_bar(token) for token in known],
        "ahead": [_bar(token) for token in ahead or ()],
        "covered": covered if ahead is None else 0,
        "says": says,
        "question": question,
        "strings": {name: t(f"sure-{name}") for name in ("known", "ahead", "half", "hidden", "picture")},
    }
    part(__file__, styles=("stage", "ask"))(KEY, payload, on_guess_change=on_guess)


def _bar(token: Candidate) -> BarPayload:
    return {"word": shown(token.text), "share": token.probability}
