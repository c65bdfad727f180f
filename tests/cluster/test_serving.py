"""How much a cluster takes on, without Ray."""

from __future__ import annotations

from pathlib import Path

from llm_viz.cluster.serving import QUESTIONS_A_REPLICA, QUESTIONS_AT_THE_DOOR
from llm_viz.engine.core_loop import MAX_ROWS
from llm_viz.engine.local import MAX_WAITING
from llm_viz.kit.shell.server.crowd import MAX_PAGES

SCALING = Path(__file__).parents[2] / "docs" / "scaling.md"


def test_no_open_page_of_a_front_end_is_turned_away() -> None:
    assert QUESTIONS_A_REPLICA + QUESTIONS_AT_THE_DOOR >= MAX_PAGES


def test_a_replica_takes_clicks_beside_a_full_batch_and_never_more_than_its_engine() -> None:
    assert MAX_ROWS < QUESTIONS_A_REPLICA <= MAX_WAITING


def test_the_documentation_names_the_limits() -> None:
    limits = f"({QUESTIONS_A_REPLICA} questions a replica, {QUESTIONS_AT_THE_DOOR} at the door)"
    assert limits in SCALING.read_text("utf-8")
