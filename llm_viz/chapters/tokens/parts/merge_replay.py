"""The merges of byte-pair encoding, stepped, played and scrubbed in the browser."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import MergeHistory
from llm_viz.kit.browser.part import part

_LABELS = (
    "replay-first",
    "replay-back",
    "replay-play",
    "replay-pause",
    "replay-forward",
    "replay-last",
    "replay-scrub",
    "replay-start",
    "replay-none",
    "replay-pieces",
    "replay-rank",
    "replay-list",
    "replay-agrees",
    "replay-disagrees",
)


class MergePayload(TypedDict):
    """`Merge` in `merges.js`: `piece` is what the pieces at `index` and after it become."""

    index: int
    rank: int
    piece: str


class MergeReplayPayload(TypedDict):
    """What `merge_replay.js` gets. Only each merge's own piece is in it: the browser rebuilds the rest."""

    start: list[str]
    merges: list[MergePayload]
    agrees: bool
    found: str
    settings: dict[str, int]
    labels: dict[str, str]


def merge_replay(t: Strings, history: MergeHistory, found: str, step: int, key: str) -> None:
    """Draw a replay after so many merges (at most all) at first; `found` is what is said at its end."""
    payload: MergeReplayPayload = {
        "start": [visible(piece) for piece in history.start],
        "merges": [
            {"index": merge.index, "rank": merge.rank, "piece": visible(merge.symbols[merge.index])}
            for merge in history.merges
        ],
        "agrees": history.agrees,
        "found": found,
        "settings": {"step": step},
        "labels": {label.removeprefix("replay-"): t(label) for label in _LABELS},
    }
    part(__file__, styles=("stage",))(key, payload)
