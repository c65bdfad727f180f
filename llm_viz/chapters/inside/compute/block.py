"""One block opened: what attention and the feed-forward layer add to the vector that passes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from llm_viz.chapters.inside.compute.neighbourhood import CELLS
from llm_viz.engine.protocol.anatomy import BlockSums
from llm_viz.engine.protocol.types import Floats

_APART = 1.1  # times: answers that are closer than that cannot be told apart by thinking


@dataclass(frozen=True, slots=True, eq=False)
class BlockPicture:
    """What is drawn of all blocks at one token.

    The first numbers of `streams` (layer + 1, cell), `attention` and `mlp` (layer, cell); the `lengths` (layer, 4) of
    the vector before the block, of what attention adds, of what the feed-forward layer adds, and of the vector after
    it; the cosines `turns` (layer, 2) of each addition with what it is added to.
    """

    streams: Floats
    attention: Floats
    mlp: Floats
    lengths: Floats
    turns: Floats


def picture_of(sums: BlockSums) -> BlockPicture:
    """What is drawn of these sums."""
    before, after = sums.streams[:-1], sums.streams[1:]
    lengths = [np.linalg.norm(vectors, axis=1) for vectors in (before, sums.attention, sums.mlp, after)]
    turns = [_cosines(sums.attention, before), _cosines(sums.mlp, before + sums.attention)]
    return BlockPicture(
        streams=sums.streams[:, :CELLS],
        attention=sums.attention[:, :CELLS],
        mlp=sums.mlp[:, :CELLS],
        lengths=np.stack(lengths, axis=1).astype(np.float32),
        turns=np.stack(turns, axis=1).astype(np.float32),
    )


def first_layer(picture: BlockPicture) -> int:
    """The block (from 0) whose two additions are the longest, compared with what they are added to.

    The first one is left out where there are others: the embedding is short, so everything is long beside it.
    """
    added = (picture.lengths[:, 1] + picture.lengths[:, 2]) / np.maximum(picture.lengths[:, 0], 1e-9)
    return int(added[1:].argmax()) + 1 if len(added) > 1 else 0


def covered(picture: BlockPicture, layer: int) -> BlockPicture:
    """Of one block what goes in and what is added, and nothing else: neither what comes out nor any angle."""
    hidden = BlockPicture(*(np.zeros_like(array) for array in (
        picture.streams, picture.attention, picture.mlp, picture.lengths, picture.turns
    )))  # fmt: skip
    hidden.streams[layer] = picture.streams[layer]
    hidden.attention[layer] = picture.attention[layer]
    hidden.mlp[layer] = picture.mlp[layer]
    hidden.lengths[layer, :3] = picture.lengths[layer, :3]
    return hidden


@dataclass(frozen=True, slots=True)
class LengthAfter:
    """How long the vector is after a block, and what one might think instead: all lengths added, as long as before,
    what is left if everything pulls against each other. `answers` are in order; empty where they are too alike.
    """

    after: float
    answers: tuple[float, ...]


def length_after(picture: BlockPicture, layer: int) -> LengthAfter:
    """The length of the vector behind one block, of three digits."""
    before, attention, mlp, after = (_three_digits(float(length)) for length in picture.lengths[layer])
    answers = [after]
    for thought in (before + attention + mlp, before, abs(before - attention - mlp)):
        written = _three_digits(thought)
        if written > 0 and all(max(written, kept) >= _APART * min(written, kept) for kept in answers):
            answers.append(written)
    return LengthAfter(after, tuple(sorted(answers)) if len(answers) > 1 else ())


def _three_digits(value: float) -> float:
    return round(value, 2 - math.floor(math.log10(value))) if value > 0 else 0.0


def _cosines(one: Floats, other: Floats) -> Floats:
    """Of pairs of vectors (layer, d_model): (layer,); 0 for a vector of zeros."""
    product = (one * other).sum(1)
    sizes = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    cosines: Floats = np.divide(product, sizes, out=np.zeros_like(product), where=sizes > 0)
    return cosines
