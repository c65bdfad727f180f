"""Where a text begins to repeat itself."""

from __future__ import annotations

import pytest

from llm_viz.kit.compute import loops


@pytest.mark.parametrize(
    ("ids", "loop"),
    [
        ("", None),
        ("abcdef", None),
        ("abab", None),
        ("xabab", None),
        ("ababab", loops.Loop(0, 2, 3)),
        ("xyababa", None),
        ("xyabababa", loops.Loop(2, 2, 3)),
        ("zaaa", loops.Loop(1, 1, 3)),
        ("zabcdefabcdef", loops.Loop(1, 6, 2)),
        ("zabcdefabcdeg", None),
        ("aaab", None),
    ],
)
def test_a_loop_is_found_only_at_the_end_and_only_if_it_is_one(ids: str, loop: loops.Loop | None) -> None:
    assert loops.find_loop(list(ids.encode())) == loop
