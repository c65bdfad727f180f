"""Act 3: where one head looks in the visitor's text, and what comes next without that look."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.head_looks import HeadLooks
from llm_viz.chapters.attention.parts.lane_payload import LanePayload, lane_payload
from llm_viz.kit.browser.part import part

_TEXTS = {
    "picture": (), "head": ("layer", "head"), "place": ("number", "count"), "before": (), "after": (), "bar": ("word",),
    "look_from": ("text",), "looks": ("layer", "head", "looking", "seen", "share"),
    "alone": ("layer", "head", "looking"),
    "falls": ("word", "before", "after"), "rises": ("word", "before", "after"), "same": ("word", "before"),
    "rest": ("word", "share"), "none": (),
}  # fmt: skip


class HeadPayload(TypedDict):
    """`Head` in `one_head.js`; layer and head as numbers from 1."""

    layer: int
    head: int
    rows: list[list[float]]
    without: float | None


class TargetPayload(TypedDict):
    """The most probable next token."""

    label: str
    probability: float


class OneHeadSettings(TypedDict):
    """Which of the heads is shown."""

    head: int


class OneHeadPayload(TypedDict):
    """`OneHeadPayload` in `one_head.js`."""

    subject: str
    lanes: list[LanePayload]
    heads: list[HeadPayload]
    target: TargetPayload | None
    note: str
    settings: OneHeadSettings
    texts: dict[str, str]


def one_head(looks: HeadLooks, subject: str, t: Strings) -> None:
    """Show the heads one by one; `subject` tells one text and model from others."""
    target = looks.target
    rule = "head-rule" if target is not None else "head-rule-reads"
    payload: OneHeadPayload = {
        "subject": subject,
        "lanes": [lane_payload(looks.tokens, lane) for lane in looks.lanes],
        "heads": [
            {
                "layer": look.layer + 1,
                "head": look.head + 1,
                "rows": [[round(float(share), 4) for share in row] for row in look.rows],
                "without": None if look.without is None else round(look.without, 5),
            }
            for look in looks.heads
        ],
        "target": None
        if target is None
        else {"label": visible(target.text.strip(" ") or target.text), "probability": target.probability},
        "note": t(rule, measured=looks.measured, shown=len(looks.heads)),
        "settings": {"head": 0},
        "texts": {
            "name": t("section-head"),
            "about": t("about-picture"),
            **{
                name: t(f"head-{name.replace('_', '-')}", **{mark: f"{{{mark}}}" for mark in marks})
                for name, marks in _TEXTS.items()
            },
            "previous": t("head-previous"),
            "next": t("head-next"),
        },
    }
    part(__file__, styles=("stage", "act"))("one_head", payload)
