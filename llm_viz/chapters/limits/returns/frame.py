"""The question that covers the drawback of diminishing returns, on doors and the money that takes one more away."""

from __future__ import annotations

from llm_viz.base.numbers import as_large
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.returns.compute import ASKED, GUESSES, price_curve, prices
from llm_viz.chapters.limits.returns.parts.doors import doors
from llm_viz.facts.laws import published_fits, runs_source
from llm_viz.kit.compute.rent import rent
from llm_viz.kit.page.citations import fold_citations


def uncovered(page: DrawbackPage) -> bool:
    """Ask what it costs to be less unsure by one door; whether what follows may be seen."""
    t = page.t
    question = page.ask_on_picture("guess-question", own=t("doors-mark"), bounds=(GUESSES[0], GUESSES[-1]))
    by_doors = {price.doors: price.dollars for price in prices()}
    before, cost, after = (by_doors[ASKED + step] for step in (1, 0, -1))
    says = t(
        "says",
        asked=ASKED,
        before=ASKED + 1,
        times=round(cost / before),
        after=ASKED - 1,
        more=round(after / cost),
        dollars=as_large(_two_digits(after)),
    )
    shown = t("says-open") if question.is_open else says
    doors(prices(), ASKED, GUESSES, price_curve(), shown, question, page.visit, t)
    if not question.is_open:
        fold_citations("doors", (runs_source(), published_fits()["besiroglu"].source, *rent().sources), t)
    return not question.is_open


def _two_digits(number: float) -> float:
    return float(f"{number:.2g}")
