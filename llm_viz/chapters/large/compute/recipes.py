"""What a model is made of, matrix by matrix, so that it can be taken apart and grown: deeper, or wider."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from llm_viz.chapters.large.compute.parts import PARTS
from llm_viz.engine.protocol.models import Inventory, ModelFacts, ModelPart
from llm_viz.facts.models import published_model
from llm_viz.facts.source import Source

PUBLISHED = ("GPT-2 small", "GPT-3 175B")
"""Models of one recipe: GPT-3 is GPT-2's, deeper and wider (Brown et al. 2020, arXiv:2005.14165, section 2.1)."""
WIDTHS = (32, 16_384)
LAYERS = (1, 128)
"""Within which a model is grown."""

_LEAST = 16  # a side of a matrix in a layer grows with the width if it is at least so small a part of it


@dataclass(frozen=True, slots=True)
class Matrix:
    """So many (`count`) matrices or vectors of one name and shape. `grows`: the sides that grow with the width."""

    name: str
    shape: tuple[int, ...]
    grows: tuple[bool, ...]
    count: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of the model, of one layer or outside all layers."""

    part: ModelPart
    matrices: tuple[Matrix, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A model. `kinds` are its different layers, `pattern` says of each layer which one it is; `base`: the name of the
    smaller model of the same recipe that it is compared with.
    """

    name: str
    width: int
    outside: tuple[Piece, ...]
    kinds: tuple[tuple[Piece, ...], ...]
    pattern: tuple[int, ...]
    source: Source | None = None
    base: str | None = None


def counted(inventory: Inventory, facts: ModelFacts) -> Recipe:
    """The recipe of a model whose parameters are counted here."""
    outside, layers = [], dict[int, list[Piece]]()
    for group in sorted(inventory.groups, key=lambda group: PARTS.index(group.part)):
        inside = group.layer is not None
        piece = Piece(group.part, _alike(group.tensors, facts.width, inside=inside))
        if group.layer is None:
            outside.append(piece)
        else:
            layers.setdefault(group.layer, []).append(piece)
    made = [tuple(layers[layer]) for layer in sorted(layers)]
    kinds = tuple(dict.fromkeys(made))
    return Recipe(facts.name, facts.width, tuple(outside), kinds, tuple(kinds.index(layer) for layer in made))


@cache
def published(name: str) -> Recipe:
    """The recipe of GPT-2 with a published model's layers, width, vocabulary and context."""
    model = published_model(name)
    layers, width, vocabulary, context = model.layers, model.width, model.vocabulary_size, model.context_length
    assert layers is not None
    assert width is not None
    assert vocabulary is not None
    assert context is not None
    norm = (_vector("weight", width), _vector("bias", width))
    layer = (
        Piece("attention", (*_linear("c_attn", width, 3 * width), *_linear("c_proj", width, width))),
        Piece("mlp", (*_linear("c_fc", width, 4 * width), *_linear("c_proj", 4 * width, width))),
        Piece("norm", tuple(_vector(f"ln_{place}.{part.name}", width) for place in (1, 2) for part in norm)),
    )
    outside = (
        Piece("embedding", (Matrix("wte", (vocabulary, width), (False, True)),)),
        Piece("positions", (Matrix("wpe", (context, width), (False, True)),)),
        Piece("norm", tuple(_vector(f"ln_f.{part.name}", width) for part in norm)),
    )
    base = None if name == PUBLISHED[0] else published_model(PUBLISHED[0]).name
    return Recipe(name, width, outside, (layer,), (0,) * layers, model.source, base)


def parameters(recipe: Recipe) -> int:
    """All numbers of a model as it is."""
    pieces = (*recipe.outside, *(piece for kind in recipe.pattern for piece in recipe.kinds[kind]))
    return sum(_size(matrix) for piece in pieces for matrix in piece.matrices)


def candidates(recipe: Recipe) -> tuple[ModelPart, ...]:
    """The parts that one may hold to be the largest: those with a matrix of their own."""
    pieces = (*recipe.outside, *(piece for kind in recipe.kinds for piece in kind))
    solid = {piece.part for piece in pieces if any(len(matrix.shape) > 1 for matrix in piece.matrices)}
    return tuple(part for part in PARTS if part in solid and part not in ("positions", "norm"))


def _size(matrix: Matrix) -> int:
    size = matrix.count
    for side in matrix.shape:
        size *= side
    return size


def _alike(tensors: Iterable[tuple[str, tuple[int, ...]]], width: int, *, inside: bool) -> tuple[Matrix, ...]:
    """Matrices by name and shape; those that differ by a number in their names only, as experts do, are counted."""
    found = Counter((_short(name), shape) for name, shape in tensors)
    return tuple(
        Matrix(name, shape, tuple(_grows(side, place, width, inside=inside) for place, side in enumerate(shape)), count)
        for (name, shape), count in found.items()
    )


def _grows(side: int, place: int, width: int, *, inside: bool) -> bool:
    """Whether a side of a matrix grows with the width. Rows of tables outside the layers, one for each token or place,
    do not, nor does in a layer what is small, such as the length of a filter.
    """
    return side * _LEAST >= width if inside else place > 0 or side == width


def _short(name: str) -> str:
    """A matrix's own name, without the path that leads to it."""
    plain = name.removesuffix(".weight")
    return re.sub(r"\d+", "#", plain.rpartition(".")[2] if plain != name else ".".join(plain.split(".")[-2:]))


def _linear(name: str, rows: int, columns: int) -> tuple[Matrix, Matrix]:
    return Matrix(name, (rows, columns), (True, True)), _vector(f"{name}.bias", columns)


def _vector(name: str, length: int) -> Matrix:
    return Matrix(name, (length,), (True,))
