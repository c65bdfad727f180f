"""A text's tokens in as many lanes as a picture has room for."""

from __future__ import annotations


def lanes_of(count: int, most: int) -> tuple[tuple[int, ...], ...]:
    """The positions 0 to `count` − 1, one to a lane, but those in the middle together where there are more than `most`.

    The first token keeps its lane: attention rests there whatever it says.
    """
    single = [(position,) for position in range(count)]
    if count <= most:
        return tuple(single)
    gathered = tuple(range(1, count - most + 2))
    return single[0], gathered, *single[len(gathered) + 1 :]
