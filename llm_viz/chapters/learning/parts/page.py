"""A page that rewrites itself while a model learns: from noise to words, along the line of its training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.learning.compute.pages import ENOUGH, WrittenPage
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

KEY = "learning-page"


class MomentPayload(TypedDict):
    """A moment of the training. `inked` are the spans of known words, one after the other; `page` is "" while the
    question is open, except for the first.
    """

    step: int
    times: float
    bits: float
    page: str
    read: str
    inked: list[int]
    share: float


class PagePayload(TypedDict):
    """What `page.js` gets. `first` is the place of the first words, -1 while the question is open."""

    moments: Sequence[MomentPayload]
    first: int
    lowest: int
    columns: int
    question: QuestionPayload
    settings: dict[str, int]
    intro: str
    strings: dict[str, str]


def learning_page(
    pages: Sequence[WrittenPage], first: int, lowest: int, intro: str, at: int, question: Question, t: Strings
) -> None:
    """Show the page, at first at the moment `at` (-1: the last)."""
    moments = [_moment(page, is_hidden=question.is_open and place > 0) for place, page in enumerate(pages)]
    marks = {"step": "{step}", "times": "{times}", "share": "{share}", "count": "{count}", "guess": "{guess}"}
    names = ("reads", "reads-nothing", "writes", "unsure", "axis", "start", "play", "stop", "mark", "slider", "flag",
             "you", "says", "says-guess", "says-lowest", "train")  # fmt: skip
    strings = {name: t(f"page-{name}", enough=ENOUGH, **marks) for name in names}
    payload: PagePayload = {
        "moments": moments,
        "first": -1 if question.is_open else first,
        "lowest": lowest,
        "columns": 32 if t.language == "ja" else 48,
        "question": question.payload,
        "settings": {"at": at},
        "intro": intro,
        "strings": strings,
    }
    part(__file__, styles=("stage", "ask"))(KEY, payload, on_guess_change=question.keep(KEY))


def _moment(page: WrittenPage, *, is_hidden: bool) -> MomentPayload:
    report = page.report
    return {
        "step": report.step,
        "times": report.readings,
        "bits": report.validation_bits,
        "page": "" if is_hidden else report.page,
        "read": "" if is_hidden else report.read,
        "inked": [] if is_hidden else [edge for span in page.inked for edge in span],
        "share": 0.0 if is_hidden else page.share,
    }
