"""`tokens`, `next` and `generate`: ask a model from the command line; with `--json`, JSON and nothing else.

PyTorch and the models are imported only when a question is asked, so that `doctor` and `--help` work without them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from llm_viz.base.numbers import percent
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import GenerationStep, Sampling
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.engine.request_limits import MAX_CANDIDATES, check_range
from llm_viz.kit.terminal import Json, command_line_engine, print_answer

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands


def add(commands: Commands) -> None:
    """Declare the three commands."""
    _add(commands, "tokens", run_tokens, "how the model reads TEXT")
    for name, run, description in (
        ("next", run_next, "what could come after TEXT"),
        ("generate", run_generate, "continue TEXT, with the record of every step"),
    ):
        command = _add(commands, name, run, description)
        command.add_argument("--temperature", type=float, default=1.0, help="0 = always the most probable; default 1")
        command.add_argument("--top-k", type=int, default=0, help="keep the k best; default 0 = off")
        command.add_argument("--top-p", type=float, default=1.0, help="keep the best that make up p; default 1 = off")
        command.add_argument(
            "--min-p", type=float, default=0.0, help="keep those above min-p times the best; default 0"
        )
        command.add_argument("--seed", type=int, default=0, help="the same seed draws the same text; default 0")
        command.add_argument("--top", type=int, default=10, metavar="N", help="how many candidates to list; default 10")
        if name == "generate":
            command.add_argument("--max-new-tokens", type=int, default=20, help="stop after so many; default 20")


def _add(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], description: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=description, description=description)
    command.add_argument("text", metavar="TEXT")
    command.add_argument("--model", default=default_model("en"), metavar="KEY", help="default: %(default)s")
    command.add_argument("--json", action="store_true", help="print JSON only")
    command.set_defaults(run=run)
    return command


def run_tokens(options: argparse.Namespace) -> int:
    """Print the tokens of a text with the characters and bytes they stand for."""
    reading = _model(options).tokenize(options.text)
    answer = {"model": options.model, "text": options.text, "tokens": [_token(token) for token in reading.tokens]}
    print_answer(
        options, answer, (f"{token.id:>7}  {token.text!r}  {token.bytes.hex(' ')}" for token in reading.tokens)
    )
    return 0


def run_next(options: argparse.Namespace) -> int:
    """Print the most probable next tokens, raw and after the filters."""
    check_range("candidates", options.top, 1, MAX_CANDIDATES)
    lm = _model(options)
    following = lm.next_distribution(options.text, options.top)
    best = following.candidates
    ids = tuple(candidate.id for candidate in best)
    chances = lm.sampling_probabilities(options.text, ids, _sampling(options))
    tokens = [
        {**_candidate(candidate), "sampling_probability": float(chance)}
        for candidate, chance in zip(best, chances, strict=True)
    ]
    answer = {"model": options.model, "text": options.text, "entropy_bits": following.entropy_bits, "tokens": tokens}
    print_answer(
        options, answer, (f"{percent(candidate.probability, 'en'):>8}  {candidate.text!r}" for candidate in best)
    )
    return 0


def run_generate(options: argparse.Namespace) -> int:
    """Print a continuation and how each of its tokens was chosen."""
    written = _model(options).generate(
        options.text, sampling=_sampling(options), max_new_tokens=options.max_new_tokens, top=options.top
    )
    steps = list(written)
    continuation = steps[-1].text if steps else ""
    answer = {
        "model": options.model,
        "prompt": options.text,
        "steps": [_step(step) for step in steps],
        "continuation": continuation,
        "text": options.text + continuation,
        "stop": steps[-1].stop if steps else "context_full",
    }
    print_answer(options, answer, [options.text + continuation])
    return 0


def _model(options: argparse.Namespace) -> Model:
    return Model(command_line_engine(), options.model)


def _sampling(options: argparse.Namespace) -> Sampling:
    return Sampling(options.temperature, options.top_k, options.top_p, options.min_p, options.seed)


def _token(token: Token) -> Json:
    return {
        "id": token.id,
        "text": token.text,
        "bytes": list(token.bytes),
        "start": token.start,
        "end": token.end,
        "kind": token.kind,
    }


def _candidate(candidate: Candidate) -> Json:
    return {
        "id": candidate.id,
        "text": candidate.text,
        "logit": candidate.logit,
        "probability": candidate.probability,
    }


def _step(step: GenerationStep) -> Json:
    return {
        "id": step.chosen.id,
        "text": step.chosen.text,
        "probability": step.chosen.probability,
        "sampling_probability": step.sampling_probability,
        "rank": step.rank,
        "entropy_bits": step.entropy_bits,
        "candidates": [_candidate(candidate) for candidate in step.candidates],
    }
