"""The question that covers the drawback of diminishing returns, on what is left of the loss."""

from __future__ import annotations

import math

from llm_viz.base.numbers import as_percent, percent, percent_sign
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.parts.guess_rows import Drag, GuessRow, GuessScale, Hero, Tick, guess_rows
from llm_viz.kit.compute.scaling_laws import tenfold_saving

_WHOLE = 100  # percent
_TENFOLDS = (0, 1, 2, 3, 6)
"""How often the computing is made ten times as much."""
_START = 50  # percent


def uncovered(page: DrawbackPage) -> bool:
    """Ask what ten times the computing leaves of the loss; whether what follows may be seen."""
    t, saved = page.t, tenfold_saving()
    question = page.ask_on_picture("guess-question", own=t("rows-mark"), bounds=(0, _WHOLE))
    rows = [
        GuessRow(
            t("computing", times=10**tenfolds),
            _WHOLE * (1 - saved) ** tenfolds,
            percent((1 - saved) ** tenfolds, t.language),
            style="marked" if tenfolds == 1 else "plain",
            asked=tenfolds == 1,
            late=tenfolds > 1,
        )
        for tenfolds in _TENFOLDS
    ]
    marks = tuple(Tick(share, percent(share / _WHOLE, t.language)) for share in range(0, _WHOLE + 1, _WHOLE // 4))
    drag = Drag(tuple(range(_WHOLE + 1)), _START, f"{{value}}{percent_sign(t.language)}")
    hero = Hero(f"\N{MINUS SIGN}{percent(saved, t.language)}", t("hero"))
    halved = round(math.log(0.5) / math.log(1 - saved))
    says = t("says", saved=as_percent(saved), times=10**halved)
    guess_rows(
        "limits_returns-picture",
        rows,
        GuessScale(0, _WHOLE, marks),
        question,
        hero,
        t("says-open") if question.is_open else says,
        t,
        drag,
    )
    return not question.is_open
