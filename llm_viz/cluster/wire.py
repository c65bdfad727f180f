"""How requests and results travel: JSON for their fields, raw bytes for their arrays.

Only the dataclasses of the protocol can be written, and whoever reads says which type it expects and gets exactly that
or `NotOfTheProtocol`: unlike pickle, bytes from a stranger run no code here. Numbers come out bit for bit as they went
in.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import math
import struct
import types
import typing
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import numpy as np

from llm_viz.base import errors
from llm_viz.base.errors import LlmVizError

_LENGTH = struct.Struct(">I")
_ALIGNMENT = 16
"""Bytes; arrays that begin at a multiple of it can be read where they lie."""
_DTYPES = {"float32": np.float32, "int64": np.int64}

_AS_THEY_ARE = frozenset({str, int, float, bool})
"""Types whose values stand in JSON as they are. Most of what travels is of these: they are looked for first, and where
they are found nothing is called.
"""

Array = np.ndarray[Any, Any]
_Decoder = Callable[[object, list[Array]], object]
Plain = TypeVar("Plain")


class NotOfTheProtocol(ValueError):
    """What was to be written, or was read, is no value that the protocol has there."""


def encode(value: object) -> bytes:
    """A value of the protocol as bytes: length of the JSON, JSON, arrays one after another."""
    arrays: list[Array] = []
    tree = _simplify(value, arrays)
    described = [[array.dtype.name, array.shape] for array in arrays]
    head = json.dumps([tree, described], separators=(",", ":")).encode()
    parts = [_LENGTH.pack(len(head)), head]
    place = _LENGTH.size + len(head)
    for array in arrays:
        data = np.ascontiguousarray(array).tobytes()
        parts += [bytes(-place % _ALIGNMENT), data]
        place += -place % _ALIGNMENT + len(data)
    return b"".join(parts)


def decode(kind: object, data: bytes) -> object:
    """The value of this type, written as in an annotation; arrays are read-only.

    `NotOfTheProtocol` for any other bytes.
    """
    try:
        (length,) = _LENGTH.unpack_from(data)
        place = _LENGTH.size + length
        tree, described = json.loads(data[_LENGTH.size : place])
        arrays: list[Array] = []
        for name, shape in described:
            place += -place % _ALIGNMENT
            array: Array = np.frombuffer(data, _DTYPES[name], math.prod(shape), place).reshape(shape)
            arrays.append(array)
            place += array.nbytes
        return _decoder(kind)(tree, arrays)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError, struct.error) as problem:
        raise NotOfTheProtocol(str(problem)) from problem


def encode_error(error: LlmVizError) -> bytes:
    """An error meant for people: its name and values."""
    return json.dumps([type(error).__name__, error.values]).encode()


def decode_error(data: bytes) -> LlmVizError:
    """The error that was written; `NotOfTheProtocol` for one that is not known here."""
    name, values = json.loads(data)
    kind = getattr(errors, str(name), None)
    if not (isinstance(kind, type) and issubclass(kind, LlmVizError)):
        raise NotOfTheProtocol(name)
    return kind(**values)


def fingerprint(kinds: Iterable[object]) -> str:
    """A checksum of the fields of these types and of all they contain: equal where both sides agree about them."""
    known: dict[str, list[str]] = {}
    for kind in kinds:
        _describe(kind, known)
    return f"{zlib.crc32(json.dumps(known, sort_keys=True).encode()):08x}"


def _describe(kind: object, known: dict[str, list[str]]) -> None:
    for part in get_args(kind):
        _describe(part, known)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__name__ not in known:
        hints = _hints(kind)
        known[kind.__name__] = [f"{name}: {hint}" for name, hint in hints.items()]
        for hint in hints.values():
            _describe(hint, known)


def _hints(kind: type) -> dict[str, object]:
    """The types of a dataclass's fields; a field may be called like a type, as `Token.bytes` is."""
    return typing.get_type_hints(kind, localns={})


def _simplify(value: object, arrays: list[Array]) -> object:
    kind: type = type(value)
    if (fields_of := _fields(kind)) is not None:
        simple = [item if type(item) in _AS_THEY_ARE else _simplify(item, arrays) for item in fields_of(value)]
        return [kind.__name__, *simple]
    if isinstance(value, np.generic):
        return value.item()
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, np.ndarray) and value.dtype.name in _DTYPES:
        arrays.append(value)
        return len(arrays) - 1
    if isinstance(value, tuple):
        return [_simplify(item, arrays) for item in value]
    if isinstance(value, Mapping):
        return [[_simplify(key, arrays), _simplify(item, arrays)] for key, item in value.items()]
    raise NotOfTheProtocol(f"the protocol has no {type(value).__name__}")


@cache
def _fields(kind: type) -> Callable[[object], Iterable[object]] | None:
    """What gives the values of a dataclass's fields; None for any other type."""
    if not dataclasses.is_dataclass(kind):
        return None
    names = [field.name for field in dataclasses.fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: [getattr(value, name) for name in names]


@cache
def _decoder(kind: object) -> _Decoder:
    """What reads a value of this type back from JSON."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _one_of(parts)
    if origin in (Union, types.UnionType):
        return _first_that_fits([_decoder(part) for part in parts])
    if origin is tuple:
        return _tuple(parts)
    if origin is np.ndarray:
        return _array(*get_args(parts[1]))
    if origin is Mapping:
        return _mapping(_decoder(parts[0]), _decoder(parts[1]))
    if kind is bytes:
        return lambda tree, _: base64.b64decode(_checked(str, tree), validate=True)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return _dataclass(kind, [hints[field.name] for field in dataclasses.fields(kind)])
    if isinstance(kind, type):
        return _plain(kind)
    raise NotOfTheProtocol(f"the protocol has no {kind}")


def _checked(kind: type[Plain], tree: object) -> Plain:
    if type(tree) is kind:
        return tree
    raise NotOfTheProtocol(f"{tree!r:.40} is no {kind.__name__}")


def _plain(kind: type) -> _Decoder:
    if kind is float:  # a whole number may stand for one
        return lambda tree, _: tree if type(tree) is int else _checked(float, tree)
    return lambda tree, _: _checked(kind, tree)


def _one_of(values: tuple[object, ...]) -> _Decoder:
    def read(tree: object, _: list[Array]) -> object:
        if tree not in values:
            raise NotOfTheProtocol(f"{tree!r:.40} is none of {values}")
        return tree

    return read


def _first_that_fits(decoders: list[_Decoder]) -> _Decoder:
    def read(tree: object, arrays: list[Array]) -> object:
        for decoder in decoders:
            try:
                return decoder(tree, arrays)
            except NotOfTheProtocol:
                continue
        raise NotOfTheProtocol(f"{tree!r:.40} is of no type that is allowed here")

    return read


def _tuple(parts: tuple[object, ...]) -> _Decoder:
    if parts[-1:] == (...,):
        each = _decoder(parts[0])
        return lambda tree, arrays: tuple([each(item, arrays) for item in _checked(list, tree)])
    decoders = [_decoder(part) for part in parts]
    return lambda tree, arrays: tuple(
        [decoder(item, arrays) for decoder, item in zip(decoders, _checked(list, tree), strict=True)]
    )


def _mapping(key: _Decoder, value: _Decoder) -> _Decoder:
    return lambda tree, arrays: {key(name, arrays): value(item, arrays) for name, item in _checked(list, tree)}


def _array(dtype: type) -> _Decoder:
    def read(tree: object, arrays: list[Array]) -> object:
        array = arrays[_checked(int, tree)]
        if array.dtype != dtype:
            raise NotOfTheProtocol(f"an array of {array.dtype} instead of {dtype}")
        return array

    return read


def _dataclass(kind: type, hints: list[object]) -> _Decoder:
    expected = [(hint if hint in _AS_THEY_ARE else None, _decoder(hint)) for hint in hints]

    def read(tree: object, arrays: list[Array]) -> object:
        name, *fields = _checked(list, tree)
        if name != kind.__name__:
            raise NotOfTheProtocol(f"{name!r:.40} instead of {kind.__name__}")
        values = [
            field if type(field) is exact else decoder(field, arrays)
            for (exact, decoder), field in zip(expected, fields, strict=True)
        ]
        return kind(*values)

    return read
