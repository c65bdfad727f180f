"""Entries of data files become dataclasses, and what does not fit is named with its file and key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest

from llm_viz.facts import load as loading
from llm_viz.facts.load import load, load_table, load_tables, read_entry
from llm_viz.facts.source import Source


@dataclass(frozen=True, slots=True)
class Chip:
    name: str
    watts: float | None
    cores: int
    kind: Literal["gpu", "cpu"]
    range: tuple[float, float] | None
    prices: dict[str, float]
    source: Source
    note: str = ""
    shared: bool = False


ENTRY = {
    "name": "A1",
    "power": 300,
    "cores": 8,
    "kind": "gpu",
    "prices": {"rent": 1.5},
    "source": "a paper",
    "confidence": "high",
}


def test_fields_take_the_keys_of_their_names_or_those_given() -> None:
    assert load(Chip, ENTRY, "chips.toml, chips[1]", watts="power") == Chip(
        "A1", 300, 8, "gpu", None, {"rent": 1.5}, Source("a paper", "high")
    )
    full = ENTRY | {"range": [1, 2.5], "note": "x", "shared": True}
    chip = load(Chip, full, "chips.toml, chips[1]", watts="power")
    assert (chip.range, chip.note, chip.shared) == ((1, 2.5), "x", True)


def test_cells_of_tables_become_numbers() -> None:
    cells = ENTRY | {"power": "1.5e2", "cores": "8.0"}
    chip = load(Chip, cells, "chips.csv, line 2", watts="power")
    assert (chip.watts, chip.cores, type(chip.cores)) == (150.0, 8, int)
    assert load(Chip, cells | {"power": " "}, "chips.csv, line 2", watts="power").watts is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", None),
        ("name", 3),
        ("power", "many"),
        ("power", True),
        ("cores", "8.5"),
        ("cores", 8.5),
        ("kind", "tpu"),
        ("range", [1]),
        ("range", [1, "two"]),
        ("prices", {"rent": "cheap"}),
        ("prices", None),
        ("source", None),
        ("shared", "yes"),
    ],
)
def test_errors_name_file_and_key(key: str, value: object) -> None:
    with pytest.raises(ValueError, match=rf"^chips\.toml, chips\[1\], {key}"):
        load(Chip, ENTRY | {key: value}, "chips.toml, chips[1]", watts="power")


def test_a_source_needs_a_known_confidence() -> None:
    with pytest.raises(ValueError, match="confidence"):
        load(Chip, ENTRY | {"confidence": "sure"}, "chips.toml, chips[1]", watts="power")


def test_tables_are_found_by_their_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        loading, "read_tree", lambda name: {"chips": [ENTRY, ENTRY | {"cores": "many"}], "a": {"b": {}}}
    )
    assert read_entry("chips", "a.b") == {}
    with pytest.raises(ValueError, match=r"chips\.toml: no table a\.c"):
        load_table(Chip, "chips", "a.c")
    with pytest.raises(ValueError, match=r"chips\.toml: no tables dies"):
        load_tables(Chip, "chips", "dies")
    with pytest.raises(ValueError, match=r"chips\.toml, chips\[2\], cores"):
        load_tables(Chip, "chips", "chips", watts="power")


def test_a_cell_and_a_list_become_several_texts() -> None:
    @dataclass(frozen=True, slots=True)
    class Doubts:
        names: tuple[str, ...] = ()

    assert load(Doubts, {"names": "a;b"}, "chips.csv, line 2") == Doubts(("a", "b"))
    assert load(Doubts, {"names": ["a", "b"]}, "chips.toml, chips[1]") == Doubts(("a", "b"))
    assert load(Doubts, {"names": ""}, "chips.csv, line 2") == load(Doubts, {}, "chips.csv, line 2") == Doubts()
    with pytest.raises(ValueError, match=r"^chips\.toml, chips\[1\], names"):
        load(Doubts, {"names": [1]}, "chips.toml, chips[1]")
