"""What is reached from somewhere, each once, in circles too."""

from __future__ import annotations

from llm_viz.base.reachable import reachable

WAYS = {"a": "cb", "b": "bd", "c": "da", "d": "", "e": "a"}


def test_each_is_found_once_in_the_order_of_its_distance() -> None:
    assert reachable("a", WAYS.__getitem__) == ("a", "c", "b", "d")
    assert reachable("ea", WAYS.__getitem__) == ("e", "a", "c", "b", "d")
    assert reachable("dd", WAYS.__getitem__) == ("d",)
    assert reachable("", WAYS.__getitem__) == ()
