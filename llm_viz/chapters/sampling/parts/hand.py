"""The article's four words under the dial, with every step of the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.sampling.compute.texts import SamplingSettings
from llm_viz.chapters.sampling.parts.draw_settings import KEY, SettingsPayload, settings_payload
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.compute import article
from llm_viz.kit.compute.predictions import MAX_TEMPERATURE

_WORDS: dict[str, Sequence[str]] = {
    "usual": (), "column-word": (), "column-article": (), "column-sum": (), "column-chance": (), "sum": (),
    "table": (), "limit": (), "aloud": ("token",), "says": ("temperature", "token", "before", "after"),
    "says-zero": ("token",), "says-one": ("token", "before"),
}  # fmt: skip


class HandPayload(TypedDict):
    """What `hand.js` draws. `names` and `shares` are those of the article, most probable first; `glosses`: the
    names in the visitor's language, empty where they are in it.
    """

    text: str
    names: list[str]
    glosses: list[str]
    shares: list[float]
    max_temperature: float
    defaults: SettingsPayload
    settings: SettingsPayload
    words: dict[str, str]


def hand(t: Strings, start: SamplingSettings) -> None:
    """Show the picture; `start` are the settings at first."""
    payload: HandPayload = {
        "text": article.TEXT,
        "names": [word for word, _ in article.WORDS],
        "glosses": [t(f"hand-gloss-{number}") for number in range(len(article.WORDS))],
        "shares": [share for _, share in article.WORDS],
        "max_temperature": MAX_TEMPERATURE,
        "defaults": settings_payload(SamplingSettings()),
        "settings": settings_payload(start),
        "words": {
            "temperature": t("temperature"),
            "cold": t("dial-cold"),
            "hot": t("dial-hot"),
            "picture": t("section-hand"),
            "told": t("dial-told", picture=t("section-hand"), piles="{piles}"),
            "each": t("dial-each"),
            **{name.replace("-", "_"): with_marks(t, f"hand-{name}", *marks) for name, marks in _WORDS.items()},
        },
    }
    part(__file__, styles=("stage", "urn", "hues"))(KEY, payload)
