"""The question that covers the drawback of data quality, on how much good text surprises each model."""

from __future__ import annotations

from llm_viz.chapters.limits.data.compute import GUESSES, most_harmful, quality_curves
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.parts.guess_rows import GuessRow, GuessScale, Hero, Tick, guess_rows
from llm_viz.training.experiments import QUALITY

_MOST, _EVERY = 40, 10  # bits


def uncovered(page: DrawbackPage) -> bool:
    """Ask which of the two bad texts does more harm; whether what follows may be seen."""
    t, reports = page.t, QUALITY.recorded(page.visit.language).reports
    question = page.ask_on_picture("guess-question", [t(f"guess-{quality}") for quality in GUESSES])
    answer = most_harmful(reports)
    ends = {line.key: line.last.value for line in quality_curves(reports)}
    rows = [
        GuessRow(
            t(f"guess-{quality}"),
            ends[quality],
            t("bits", bits=f"{ends[quality]:.1f}"),
            t("control") if quality == "clean" else "",
            style="marked" if quality == answer else "plain",
            asked=quality in GUESSES,
        )
        for quality in ("clean", *GUESSES)
    ]
    floor = Tick(reports[0].floor, t("level-floor"))
    scale = GuessScale(0, _MOST, tuple(Tick(bits, str(bits)) for bits in range(0, _MOST + 1, _EVERY)), lines=(floor,))
    extra = {quality: f"{ends[quality] - ends['clean']:.1f}" for quality in GUESSES}
    hero = Hero(t("more-bits", bits=extra[answer]), t("hero"))
    says = t("says", **extra, name=t(f"guess-{answer}"))
    guess_rows("limits_data-picture", rows, scale, question, hero, t("says-open") if question.is_open else says, t)
    return not question.is_open
