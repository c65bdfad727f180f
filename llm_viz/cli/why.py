"""`why`: where the score of a next token comes from; with `--json`, JSON and nothing else.

Layers are counted from 1, positions of tokens from 0.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from llm_viz.base.errors import BadRequest
from llm_viz.cli.ask import add_question, model_of
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.attribution import AttributionTargets, ScoreShares
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Capture
from llm_viz.kit.compute.receipt import Item, items_by_layer, largest_first, signed
from llm_viz.kit.terminal import Json, print_answer

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands

_MEAN = "mean of the vocabulary"
_MOST = 1000  # lines


def add(commands: Commands) -> None:
    """Declare the command."""
    command = add_question(commands, "why", run, "where the score of the next token comes from, as a sum")
    command.add_argument("--token", metavar="TOKEN", help="whose score, such as ' Paris'; default: the most probable")
    command.add_argument("--against", metavar="TOKEN", help="compare with this token; default: with the mean of all")
    command.add_argument("--top", type=int, default=12, metavar="N", help="how many lines to print; default 12")


def run(options: argparse.Namespace) -> int:
    """Print the score as a list that adds up, the largest shares first; in JSON, all of them.

    Only direct effects count, and the scale of the final normalisation is taken as given.
    """
    if not 1 <= options.top <= _MOST:
        raise BadRequest(name="top", value=str(options.top), allowed=f"1 – {_MOST}")
    lm = model_of(options)
    lm.check_causal()
    tokens = lm.tokenize(options.text).tokens
    token = None if options.token is None else _id_of(lm, options.text, tokens, "token", options.token)
    against = None if options.against is None else _id_of(lm, options.text, tokens, "against", options.against)
    targets = AttributionTargets(
        tokens=() if token is None else (token,), likeliest=int(token is None), against=against
    )
    [shares] = lm.trace(options.text, Capture(candidates=0), attribution=(targets,)).attribution
    print_answer(options, _answer(options, shares), _lines(shares, tokens, options.top))
    return 0


def _id_of(lm: Model, text: str, tokens: Sequence[Token], name: str, wanted: str) -> int:
    """The token that reads `wanted`, after the text or else by itself. `BadRequest` if it is not one token."""
    before = [token.id for token in tokens]
    after = [token.id for token in lm.tokenize(text + wanted).tokens]
    alone = [token.id for token in lm.tokenize(wanted).tokens if token.kind != "special"]
    if after[: len(before)] == before and len(after) == len(before) + 1:
        return after[-1]
    if len(alone) == 1:
        return alone[0]
    raise BadRequest(name=name, value=repr(wanted), allowed="one token of the model (see: python -m llm_viz tokens)")


def _answer(options: argparse.Namespace, shares: ScoreShares) -> Json:
    """The parts add up to the score. What entered the first layer is one part, with its position; a layer that reads
    other tokens without attention has no source.
    """
    items = items_by_layer(shares, 0)
    return {
        "model": options.model,
        "text": options.text,
        "token": shares.candidates[0].text,
        "score": float(shares.score[0]),
        "baseline": _MEAN if shares.against is None else shares.against.text,
        "embedding": _sum(items, "start"),
        "attention": [
            {"layer": _number(item), "source": item.source, "share": item.share}
            for item in items
            if item.kind in ("attention", "mixer")
        ],
        "feed_forward": [{"layer": _number(item), "share": item.share} for item in items if item.kind == "mlp"],
        "rest": _sum(items, "rest"),
    }


def _sum(items: Sequence[Item], kind: str) -> float:
    return sum((item.share for item in items if item.kind == kind), 0.0)


def _number(item: Item) -> int | None:
    return None if item.layer is None else item.layer + 1


def _lines(shares: ScoreShares, tokens: Sequence[Token], shown: int) -> Iterator[str]:
    baseline = f"the {_MEAN}" if shares.against is None else repr(shares.against.text)
    yield f"{shares.candidates[0].text!r}: {signed(shares.score[0])} compared with {baseline}"
    for item in largest_first(items_by_layer(shares, 0), shown):
        yield f"{signed(item.share):>8}  {_named(item, tokens)}"
    yield f"{signed(shares.score[0]):>8}  in all (direct effects only; the final scale is taken as given)"


def _named(item: Item, tokens: Sequence[Token]) -> str:
    match item.kind:
        case "attention" if item.source is not None:
            return f"layer {_number(item)}, attention, from {item.source} {tokens[item.source].text!r}"
        case "mixer":
            return f"layer {_number(item)}, from earlier tokens without attention"
        case "mlp":
            return f"layer {_number(item)}, feed-forward"
        case "start":
            return f"the token {tokens[-1].text!r} itself"
        case "others":
            return f"{item.count} smaller shares together"
        case _:
            return "biases and rounding"
