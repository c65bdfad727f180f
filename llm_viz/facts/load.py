"""The entries of the data files as dataclasses, by the names and types of their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from llm_viz.facts.files import read_table, read_tree

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")
Entry = Mapping[str, object]
"""A row of a table (CSV), whose values are all text, or a table of a tree (TOML)."""

_KEYS = {"citation": "source"}  # of a `Source`, in all files


def load(kind: type[Record], entry: Entry, place: str, **keys: str) -> Record:
    """The dataclass `kind`, filled from an entry.

    A field takes the value of the key with its own name, or of the key that `keys` gives for it. Text becomes a number
    where the field is one, and several texts (separated by ";") where it is a tuple of any length. A missing key or an
    empty cell gives the field's default, else None where its type allows None. A field that is a dataclass itself is
    filled from the table under its key, or else from the same entry.

    Raises ValueError, naming `place` (the file and the entry in it) and the key, if a value is missing or not of the
    field's type.
    """
    types, values = _types(kind), dict[str, object]()
    for field in fields(kind):
        key = keys.get(field.name) or _KEYS.get(field.name, field.name)
        expected, value = types[field.name], entry.get(key)
        if isinstance(expected, type) and is_dataclass(expected) and not isinstance(value, Mapping):
            values[field.name] = load(expected, entry, place, **keys)
        elif value is None and field.default is not MISSING:
            values[field.name] = field.default
        else:
            values[field.name] = _value(expected, value, f"{place}, {key}")
    return kind(**values)


def load_rows(kind: type[Record], table: str, **keys: str) -> tuple[Record, ...]:
    """Every row of `<table>.csv`; `keys` and errors as in `load`."""
    rows = enumerate(read_table(table), start=2)  # as an editor counts the lines, the header being 1
    return tuple(load(kind, row, f"{table}.csv, line {line}", **keys) for line, row in rows)


def load_table(kind: type[Record], tree: str, table: str, **keys: str) -> Record:
    """The table under a dotted path of `<tree>.toml`, such as "single.data"; `keys` and errors as in `load`."""
    return load(kind, read_entry(tree, table), f"{tree}.toml, {table}", **keys)


def load_tables(kind: type[Record], tree: str, tables: str, **keys: str) -> tuple[Record, ...]:
    """Every table of the array of tables `tables` in `<tree>.toml`; `keys` and errors as in `load`."""
    entries = _tree(tree).get(tables)
    if not isinstance(entries, list):
        raise ValueError(f"{tree}.toml: no tables {tables}")
    return tuple(
        load(kind, entry, f"{tree}.toml, {tables}[{index}]", **keys) for index, entry in enumerate(entries, start=1)
    )


def read_entry(tree: str, path: str) -> Mapping[str, Any]:
    """The table under a dotted path of `<tree>.toml`. Raises ValueError if there is none."""
    node: object = _tree(tree)
    for key in path.split("."):
        node = node.get(key) if isinstance(node, dict) else None
    if not isinstance(node, dict):
        raise ValueError(f"{tree}.toml: no table {path}")
    return node


@cache
def _tree(name: str) -> Mapping[str, Any]:
    """The tree, parsed once and not at every run of every page; entries are only read."""
    return read_tree(name)


@cache
def _types(kind: type[object]) -> dict[str, object]:
    return get_type_hints(kind)


def _value(expected: object, value: object, place: str) -> object:
    """The value as the expected type has it. ValueError if it is none of that type."""
    origin, options = get_origin(expected), get_args(expected)
    if origin in (Union, UnionType):
        return _of_union(options, value, place)
    if isinstance(expected, type) and is_dataclass(expected) and isinstance(value, Mapping):
        return load(expected, value, place)
    if origin is tuple and options[-1] is Ellipsis and isinstance(value, str | list | tuple):
        items = [item for item in value.split(";") if item] if isinstance(value, str) else value
        return tuple(_value(options[0], item, place) for item in items)
    if origin is tuple and isinstance(value, list | tuple) and len(value) == len(options):
        return tuple(_value(option, item, place) for option, item in zip(options, value, strict=True))
    if origin is dict and isinstance(value, dict):
        return {name: _value(options[1], item, f"{place}.{name}") for name, item in value.items()}
    if expected in (int, float) and isinstance(value, str):
        return _number(expected is int, value, place)
    if origin is Literal:
        fits = value in options
    elif expected is float:
        fits = isinstance(value, int | float) and not isinstance(value, bool)
    else:
        fits = type(value) is expected
    if not fits:
        raise ValueError(f"{place}: {value!r} is no {expected}")
    return value


def _of_union(options: tuple[object, ...], value: object, place: str) -> object:
    """The value as the first of the types that it fits; an absent one and an empty cell are None."""
    if NoneType in options and (value is None or (isinstance(value, str) and not value.strip())):
        return None
    problems = []
    for option in options:
        if option is not NoneType:
            try:
                return _value(option, value, place)
            except ValueError as problem:
                problems.append(str(problem))
    raise ValueError("; ".join(problems))


def _number(whole: bool, text: str, place: str) -> float | int:
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"{place}: {text!r} is no number") from None
    if not whole:
        return number
    if not number.is_integer():
        raise ValueError(f"{place}: {text!r} is no whole number")
    return int(number)
