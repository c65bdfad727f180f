"""Drag the "?" of the largest model; then one switch between all-or-nothing marking and part marks."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import large, measured_percent
from llm_viz.chapters.emergence.compute.jump import (
    PICTURES,
    WORST,
    Mark,
    Marked,
    Picture,
    before,
    emerged,
    leap,
    marked,
    sentences,
    told,
)
from llm_viz.kit.browser.part import part
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.page.question import Question, QuestionPayload
from llm_viz.kit.visit import Visit

_KEY = "emergence-marks"
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
_ENDS: dict[Picture, tuple[float, float]] = {"sums": (7.95, 11.6), "word": (-0.6, 5.35), "script": (7.7, 11.8)}
_FIRST_GUESS = 30


class MarkPayload(TypedDict):
    """`Mark`."""

    height: float
    low: float | None
    high: float | None


class MarkedPayload(TypedDict):
    """`Marked`; `label` names it, `value` is what is written beside it, under each marking."""

    place: float
    label: str
    hard: MarkPayload
    soft: MarkPayload
    value: list[str]


class FacePayload(TypedDict):
    """A way of marking: its axis, its marks there (from the bottom up), what it means, what it shows."""

    axis: str
    ticks: list[str]
    means: str
    said: str


class PicturePayload(TypedDict):
    """A task: points, the ends and marks of the horizontal axis (powers of ten), both markings (hard, soft)."""

    name: str
    about: str
    points: list[MarkedPayload]
    ends: tuple[float, float]
    axis: str
    ticks: list[tuple[float, str]]
    faces: list[FacePayload]
    computed: bool
    joined: bool


class MarksSettings(TypedDict):
    """What the visitor sets; `guess` in percent, `soft`: 1 for part marks."""

    guess: int
    picture: str
    soft: int


class MarksPayload(TypedDict):
    """What `marks.js` gets: before the guess one picture without its largest model. `largest`: its place and name."""

    settings: MarksSettings
    question: QuestionPayload
    pictures: dict[str, PicturePayload]
    largest: tuple[float, str]
    emerged: float
    told: str
    words: dict[str, str]


def guessed(question: Question) -> int | None:
    """The share that was guessed, in percent; None for none, or for what is no such share."""
    text = question.guess or ""
    return int(text) if text.isascii() and text.isdigit() and int(text) <= 100 else None


def marks(question: Question, visit: Visit, t: Strings) -> None:
    """The picture; the largest model's result and the other tasks are sent once the question is answered."""
    guess = guessed(question)
    shown: tuple[Picture, ...] = ("sums",) if question.is_open else PICTURES
    points = marked("sums")
    payload: MarksPayload = {
        "settings": {
            "guess": _FIRST_GUESS if guess is None else guess,
            "picture": visit.param_choice("picture", PICTURES[0], PICTURES),
            "soft": int(visit.param_choice("marks", "all", ("all", "part")) == "part"),
        },
        "question": question.payload,
        "pictures": {name: _picture(name, question.is_open, t) for name in shown},
        "largest": (points[-1].place, large(points[-1].result.parameters, t.language, trim=True)),
        "emerged": emerged(),
        "told": _said(before() if question.is_open else told(guess), t),
        "words": {
            **{key: t(f"jump-{key}") for key in ("picture-alt", "hard", "soft", "tasks", "show", "mark", "sum", "wei")},
            "computed": t("jump-computed"),
            "rule": t("jump-rule", times=f"{leap():.0f}"),
            "you": t("jump-you", value="{value}"),
            "hundred": t("jump-hundred", value="{value}"),
        },
    }
    part(__file__, styles=("stage", "ask"))(_KEY, payload, on_guess_change=question.keep(_KEY))


def _picture(name: Picture, is_open: bool, t: Strings) -> PicturePayload:
    points = marked(name)[:-1] if is_open else marked(name)
    said = [""] * 2 if is_open else [_said(note, t) for note in sentences(name)]
    percents = [measured_percent(100 * height, t.language) for height in _QUARTERS]
    soft = {
        "sums": percents,
        "word": [f"{WORST * (1 - height):.0f}" for height in _QUARTERS],
        "script": [f"{100 * height:.0f}" for height in _QUARTERS],
    }[name]
    return {
        "name": t(f"jump-{name}"),
        "about": t(f"jump-{name}-about"),
        "points": [_marked(point, name, t) for point in points],
        "ends": _ENDS[name],
        "axis": t("jump-axis-step" if name == "word" else "jump-axis-size"),
        "ticks": _ticks(name, t),
        "faces": [
            {"axis": t("jump-axis-hard"), "ticks": percents, "means": t(f"jump-{name}-all"), "said": said[0]},
            {"axis": t(f"jump-axis-{name}"), "ticks": soft, "means": t(f"jump-{name}-part"), "said": said[1]},
        ],
        "computed": name == "sums",
        "joined": name != "script",
    }


def _marked(point: Marked, name: Picture, t: Strings) -> MarkedPayload:
    hard, soft = (measured_percent(100 * mark.height, t.language) for mark in (point.hard, point.soft))
    if name == "word":
        soft = f"{WORST * (1 - point.soft.height):.1f}"
    elif name == "script":
        soft = f"{100 * point.soft.height:.1f}"
    step = point.result.step
    return {
        "place": point.place,
        "label": point.result.model if step is None else f"{point.result.model} @ {step:,}",
        "hard": _mark(point.hard),
        "soft": _mark(point.soft),
        "value": [hard, soft],
    }


def _mark(mark: Mark) -> MarkPayload:
    return {"height": mark.height, "low": mark.low, "high": mark.high}


def _ticks(name: Picture, t: Strings) -> list[tuple[float, str]]:
    if name == "word":
        return [(power, large(10**power, t.language, trim=True)) for power in range(6)]
    return [(power, large(10**power, t.language, trim=True)) for power in (8, 9, 10, 11)]


def _said(note: Note, t: Strings) -> str:
    return t(note.key, **note.values)
