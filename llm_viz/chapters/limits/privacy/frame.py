"""The question that covers the drawback of privacy, on boxes whose PINs come out or not."""

from __future__ import annotations

from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.privacy.compute import GUESSES, found_first, known_from
from llm_viz.chapters.limits.shared.parts.guess_rows import GuessRow, GuessScale, Hero, Tick, guess_rows
from llm_viz.training.canary import PINS
from llm_viz.training.experiments import CANARY


def uncovered(page: DrawbackPage) -> bool:
    """Ask from how many times on the secret is known; whether what follows may be seen."""
    t, reports = page.t, CANARY.recorded(page.visit.language).reports
    question = page.ask_on_picture("guess-question", [t("guess-times", times=times) for times in GUESSES])
    found, answer = found_first(reports), known_from(reports)
    rows = [
        GuessRow(
            t("guess-times", times=known.repeats) if known.repeats else t("never"),
            known.first,
            f"{known.first}/{known.boxes}",
            t("control") if not known.repeats else "",
            style="marked" if known.repeats == answer else "plain",
            asked=known.repeats in GUESSES,
        )
        for known in found
    ]
    boxes = max(known.boxes for known in found)
    ends = tuple(Tick(count, t("boxes", count=count)) for count in (0, boxes // 2, boxes))
    least = next(known for known in found if known.repeats == answer)
    hero = Hero(t("guess-times", times=answer), t("hero"))
    says = t("says", first=least.first, boxes=least.boxes, times=answer, pins=PINS)
    scale = GuessScale(0, boxes, ends, each=1)
    guess_rows("limits_privacy-picture", rows, scale, question, hero, t("says-open") if question.is_open else says, t)
    return not question.is_open
