"""One block opened: what attention and the feed-forward layer add to the vector that passes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from llm_viz.chapters.inside.compute.neighbourhood import CELLS
from llm_viz.engine.protocol.anatomy import BlockSums
from llm_viz.engine.protocol.types import Floats


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


def _cosines(one: Floats, other: Floats) -> Floats:
    """Of pairs of vectors (layer, d_model): (layer,); 0 for a vector of zeros."""
    product = (one * other).sum(1)
    sizes = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    cosines: Floats = np.divide(product, sizes, out=np.zeros_like(product), where=sizes > 0)
    return cosines
