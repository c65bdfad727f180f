"""What can be come to from somewhere, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def reachable(first: Iterable[Item], following: Callable[[Item], Iterable[Item]]) -> tuple[Item, ...]:
    """`first` and all that follows from them, directly or not, each once and in the order in which it is found."""
    found = list(dict.fromkeys(first))
    known = set(found)
    for item in found:  # grows meanwhile
        new = [each for each in dict.fromkeys(following(item)) if each not in known]
        found.extend(new)
        known.update(new)
    return tuple(found)
