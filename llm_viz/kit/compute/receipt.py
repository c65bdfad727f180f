"""Why this token: its score as a list of items that add up to it (`ScoreShares`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from llm_viz.base.visible import visible
from llm_viz.engine.protocol.attribution import ScoreShares
from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.compute.notes import Note, Values

ItemKind = Literal["attention", "mixer", "mlp", "start", "rest", "others"]
"""What attention brought from a token; what a layer brought from all tokens in another way; a feed-forward layer; the
token itself at its position, as it entered the first layer; biases; all smaller items together.
"""
_CLEAR = 0.05  # of the score: smaller shares are no finding


@dataclass(frozen=True, slots=True)
class Item:
    """One line: its share of the score. `layer` from 0, None = all layers together; `source` is the position of the
    token it came from; `count` is how many items a line of others gathers.
    """

    kind: ItemKind
    share: float
    layer: int | None = None
    source: int | None = None
    count: int = 1


def items_by_token(shares: ScoreShares, target: int) -> list[Item]:
    """What came from each token, all layers and heads together, and what did not come from a token."""
    sources = shares.attention[target].sum((0, 1))
    items = [Item("attention", float(share), source=source) for source, share in enumerate(sources)]
    items.append(Item("mixer", float(shares.mixer[target].sum())))
    items.append(Item("mlp", float(shares.mlp[target].sum())))
    return _with_ends(items, shares, target)


def items_by_layer(shares: ScoreShares, target: int) -> list[Item]:
    """What came from each token in each layer, all heads together, and what each feed-forward layer added."""
    by_source = shares.attention[target].sum(1)  # (layer, src)
    items = []
    for layer in range(len(by_source)):
        items += [Item("attention", float(share), layer, source) for source, share in enumerate(by_source[layer])]
        items.append(Item("mixer", float(shares.mixer[target, layer]), layer))
        items.append(Item("mlp", float(shares.mlp[target, layer]), layer))
    return _with_ends(items, shares, target)


def _with_ends(items: list[Item], shares: ScoreShares, target: int) -> list[Item]:
    """These items, the start and the rest; without those of which a model has none."""
    items.append(Item("start", float(shares.embedding[target] + shares.positional[target])))
    items.append(Item("rest", float(shares.rest[target])))
    return [item for item in items if item.share != 0]


def largest_first(items: Sequence[Item], shown: int) -> list[Item]:
    """The `shown` items with the largest shares, for or against, and one line for all others together."""
    ordered = sorted(items, key=lambda item: -abs(item.share))
    small = ordered[shown:]
    if len(small) < 2:
        return ordered
    return [*ordered[:shown], Item("others", sum(item.share for item in small), count=len(small))]


def receipt_notes(shares: ScoreShares, target: int, tokens: Sequence[Token]) -> list[Note]:
    """What the shares of one target show: how far ahead it is, which earlier token speaks most for and against it."""
    score = float(shares.score[target])
    named: Values = {"token": visible(shares.candidates[target].text), "score": f"{score:.1f}"}
    if shares.against is None:
        notes = [Note("note-receipt-mean", named)]
    elif score >= 0:
        notes = [Note("note-receipt-ahead", {**named, "other": visible(shares.against.text)})]
    else:
        other = {"other": visible(shares.against.text), "score": f"{-score:.1f}"}
        notes = [Note("note-receipt-behind", {**named, **other})]
    earlier = shares.attention[target, :, :, : shares.position].sum(1)  # (layer, src)
    together, clear = earlier.sum(0), _CLEAR * abs(score)
    if len(together) and together.max() > clear:
        source = int(together.argmax())
        layer = int(earlier[:, source].argmax())
        values: Values = {"source": visible(tokens[source].text), "share": f"{together[source]:.1f}"}
        there: Values = {"layer": layer + 1, "there": f"{earlier[layer, source]:.1f}"}
        less = earlier[layer, source] > together[source] + 0.1  # other layers brought something against
        key = "note-receipt-source-less" if less else "note-receipt-source"
        notes.append(Note(key, {**named, **values, **there}))
    if len(together) and together.min() < -clear:
        source = int(together.argmin())
        values = {"source": visible(tokens[source].text), "share": f"{-together[source]:.1f}"}
        notes.append(Note("note-receipt-opponent", {**named, **values}))
    added = float(shares.mlp[target].sum())
    if abs(added) > clear:
        layer = int(np.abs(shares.mlp[target]).argmax())
        notes.append(Note("note-receipt-mlp", {**named, "share": signed(added), "layer": layer + 1}))
    return notes


def signed(share: float) -> str:
    """A share with its sign, to one hundredth, in which two that differ seldom look alike: +3.22, −0.40."""
    return f"{share:+.2f}".replace("-", "−")
