"""One model as an area in which every parameter takes the same room: taken apart to its matrices, and grown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.large.compute.parts import PARTS
from llm_viz.chapters.large.compute.recipes import LAYERS, WIDTHS, Piece, Recipe, candidates, parameters
from llm_viz.engine.protocol.models import ModelPart
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload
from llm_viz.kit.visit import Visit

KEY = "large-mosaic"
_PLAIN = ("alt", "models", "parts", "back", "layers", "width")
_MARKED = {
    "before": ("name", "parameters", "layers"),
    "headline": ("name", "parameters"),
    "shape": ("layers", "width"),
    "right": ("part", "share", "name"),
    "wrong": ("guess", "own", "part", "share", "name"),
    "most": ("part", "share", "name"),
    "deeper": ("base", "deep", "times", "table", "from", "to"),
    "wider": ("base", "wide", "times", "table", "from", "to"),
    "grown": ("base", "deep", "wide", "times", "table", "from", "to"),
    "opened": ("part", "each", "layers", "all", "share"),
    "opened-once": ("part", "all", "share"),
    "vectors": ("count", "numbers"),
    "like": ("name",),
    "scale": ("name",),
}
_GLOSSES = (
    "q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj", "c_attn", "c_proj", "c_fc",
)  # fmt: skip
"""Matrices whose names in the program say too little: messages `matrix-<name>`."""


class MatrixPayload(TypedDict):
    """`Matrix`."""

    name: str
    shape: tuple[int, ...]
    grows: tuple[bool, ...]
    count: int


class PiecePayload(TypedDict):
    """`Piece`."""

    part: ModelPart
    matrices: list[MatrixPayload]


class RecipePayload(TypedDict):
    """`Recipe`; `base`: the place of the model that it is compared with; -1: none."""

    name: str
    width: int
    outside: list[PiecePayload]
    kinds: list[list[PiecePayload]]
    pattern: tuple[int, ...]
    base: int


class AskedPayload(TypedDict):
    """What is drawn before the guess, all parts alike: those outside the layers, and those of every layer."""

    outside: list[ModelPart]
    inside: list[ModelPart]
    layers: int


class MosaicSettings(TypedDict):
    """Which model; its width and layers, 0: its own; and the part that is taken apart, "": none."""

    recipe: int
    width: int
    layers: int
    part: str


class MosaicPayload(TypedDict):
    """What `mosaic.js` gets; `recipes` is empty until the question is answered. `before`: the sentence until then;
    `glosses`: what matrices are for, by name.
    """

    settings: MosaicSettings
    question: QuestionPayload
    asked: AskedPayload
    recipes: list[RecipePayload]
    ranges: dict[str, tuple[int, int]]
    parts: dict[str, str]
    glosses: dict[str, str]
    before: str
    headline: str
    words: dict[str, str]


def mosaic(recipes: Sequence[Recipe], question: Question, visit: Visit, t: Strings) -> None:
    """Show the picture of the first of `recipes`, from which the visitor goes on to the others."""
    first = recipes[0]
    asked = candidates(first)
    outside = [piece.part for piece in first.outside if piece.part in asked]
    marked = {key.replace("-", "_"): with_marks(t, f"mosaic-{key}", *marks) for key, marks in _MARKED.items()}
    total = f"{parameters(first):,}"
    payload: MosaicPayload = {
        "settings": {
            "recipe": visit.param_int("parts_model", 0, 0, len(recipes) - 1),
            "width": visit.param_int("parts_width", 0, 0, WIDTHS[1]),
            "layers": visit.param_int("parts_layers", 0, 0, LAYERS[1]),
            "part": visit.param_choice("parts_open", "", ("", *PARTS)),
        },
        "question": question.payload,
        "asked": {
            "outside": outside,
            "inside": [part for part in asked if part not in outside],
            "layers": len(first.pattern),
        },
        "recipes": [] if question.is_open else [_recipe(recipe, recipes) for recipe in recipes],
        "ranges": {"width": WIDTHS, "layers": LAYERS},
        "parts": {part: t(f"part-{part}") for part in PARTS},
        "glosses": {name: t(f"matrix-{name}") for name in _GLOSSES},
        "before": t("mosaic-before", name=first.name, parameters=total, layers=len(first.pattern)),
        "headline": t("mosaic-headline", name=first.name, parameters=total),
        "words": {**{key: t(f"mosaic-{key}") for key in _PLAIN}, **marked},
    }
    part(__file__, styles=("controls", "stage", "squares", "ask"))(KEY, payload, on_guess_change=question.keep(KEY))


def _recipe(recipe: Recipe, recipes: Sequence[Recipe]) -> RecipePayload:
    names = [each.name for each in recipes]
    return {
        "name": recipe.name,
        "width": recipe.width,
        "outside": [_piece(piece) for piece in recipe.outside],
        "kinds": [[_piece(piece) for piece in kind] for kind in recipe.kinds],
        "pattern": recipe.pattern,
        "base": -1 if recipe.base is None else names.index(recipe.base),
    }


def _piece(piece: Piece) -> PiecePayload:
    return {
        "part": piece.part,
        "matrices": [
            {"name": matrix.name, "shape": matrix.shape, "grows": matrix.grows, "count": matrix.count}
            for matrix in piece.matrices
        ],
    }
