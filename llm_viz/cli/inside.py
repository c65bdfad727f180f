"""`trace`, `lens` and `cut`: look inside a model from the command line; with `--json`, JSON and nothing else.

Layers, heads and positions are counted from 0, as in the arrays of `engine.protocol.types`.
"""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING

from llm_viz.base.numbers import percent
from llm_viz.cli.ask import add_question, candidate_json, model_of, token_json
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate, Distribution
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture, Trace
from llm_viz.engine.protocol.types import Layers
from llm_viz.engine.request_limits import check_range
from llm_viz.kit.terminal import Json, finite, print_answer

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands


def add(commands: Commands) -> None:
    """Declare the three commands."""
    trace = add_question(commands, "trace", run_trace, "every token of TEXT, how surprising it was, what it looked at")
    trace.add_argument(
        "--layer", type=int, action="append", metavar="N", help="attention of this layer, from 0; default: the last"
    )
    lens = add_question(commands, "lens", run_lens, "what the model would say after each layer (logit lens)")
    cut = add_question(commands, "cut", run_cut, "what changes when one token may not look at another one")
    cut.add_argument("--source", type=int, required=True, metavar="N", help="the token not looked at; the first is 0")
    cut.add_argument("--destination", type=int, metavar="N", help="the token that looks; default: the last")
    cut.add_argument(
        "--layer", type=int, action="append", metavar="N", help="only in this layer, from 0; default: in all"
    )
    cut.add_argument("--head", type=int, action="append", metavar="N", help="only this head, from 0; default: all")
    for command in (trace, lens, cut):
        command.add_argument("--top", type=int, default=5, metavar="N", help="how many candidates to list; default 5")


def run_trace(options: argparse.Namespace) -> int:
    """Print every token with its surprisal and the one it attends to most; in JSON, all attention weights.

    The first token is left out of what is printed: attention rests there whatever it says.
    """
    lm = _checked_model(options)
    layers = (lm.facts.layers - 1,) if options.layer is None else tuple(options.layer)
    if options.layer is None and lm.facts.heads == 0:
        layers = ()
    trace = lm.trace(options.text, Capture(attention=layers, candidates=options.top if lm.facts.causal else 0))
    known = lm.surprisal(options.text).bits.tolist() if lm.facts.causal else [math.nan] * len(trace.tokens)
    bits = list(map(finite, known))
    tokens = [
        {**token_json(token), "surprisal_bits": surprisal} for token, surprisal in zip(trace.tokens, bits, strict=True)
    ]
    answer = {
        "model": options.model,
        "text": options.text,
        "tokens": tokens,
        "next": [] if trace.next is None else [candidate_json(candidate) for candidate in trace.next.candidates],
        "attention": [
            {"layer": layer, "weights": weights.tolist()} for layer, weights in sorted(trace.attention.items())
        ],
    }
    lines = []
    for place, token in enumerate(trace.tokens):
        surprise = "" if bits[place] is None else f"{bits[place]:.1f}"
        lines.append(f"{place:>4}  {surprise:>6}  {token.text!r}{_looked_at(trace, place)}")
    print_answer(options, answer, lines)
    return 0


def run_lens(options: argparse.Namespace) -> int:
    """Print the best candidates after the embedding (0) and after each layer."""
    readings = model_of(options).trace(options.text, Capture(lens=options.top)).lens
    layers = [
        {
            "stream": stream,
            "entropy_bits": reading.entropy_bits,
            "winner_probability": reading.winner_probability,
            "winner_rank": reading.winner_rank,
            "candidates": [candidate_json(candidate) for candidate in reading.candidates],
        }
        for stream, reading in enumerate(readings)
    ]
    lines = (
        f"{stream:>4}  " + "  ".join(f"{percent(best.probability, 'en')} {best.text!r}" for best in reading.candidates)
        for stream, reading in enumerate(readings)
    )
    print_answer(options, {"model": options.model, "text": options.text, "streams": layers}, lines)
    return 0


def run_cut(options: argparse.Namespace) -> int:
    """Print what comes next with the link and without it."""
    lm = _checked_model(options)
    tokens = lm.tokenize(options.text).tokens
    destination = len(tokens) - 1 if options.destination is None else options.destination
    layers: Layers = "all" if options.layer is None else tuple(options.layer)
    heads: Layers = "all" if options.head is None else tuple(options.head)
    link = AttentionKnockout(destination, options.source, layers, heads)
    before = lm.next_distribution(options.text, options.top)
    after = lm.next_distribution(options.text, options.top, interventions=(link,))
    answer = {
        "model": options.model,
        "text": options.text,
        "source": token_json(tokens[options.source]),
        "destination": token_json(tokens[destination]),
        "layers": layers,
        "heads": heads,
        "before": _following(before),
        "after": _following(after),
    }
    pairs = zip(before.candidates, after.candidates, strict=True)
    lines = (
        "  →  ".join((f"{_share(first)}  {first.text!r:<20}", f"{_share(then)}  {then.text!r}"))
        for first, then in pairs
    )
    print_answer(options, answer, lines)
    return 0


def _looked_at(trace: Trace, place: int) -> str:
    """The token to which the one at this place attends most in the last kept layer, by the mean of its heads."""
    if not trace.attention or place == 0:
        return ""
    weights = trace.attention_array(place)[-1].mean(0)[1:]  # (src,)
    return f"  → {trace.tokens[1 + int(weights.argmax())].text!r}"


def _checked_model(options: argparse.Namespace) -> Model:
    """The model, if it has the layers that were asked for."""
    lm = model_of(options)
    for layer in options.layer or ():
        check_range("layer", layer, 0, lm.facts.layers - 1)
    return lm


def _following(distribution: Distribution) -> Json:
    return {
        "entropy_bits": distribution.entropy_bits,
        "candidates": [candidate_json(candidate) for candidate in distribution.candidates],
    }


def _share(candidate: Candidate) -> str:
    return f"{percent(candidate.probability, 'en'):>8}"
