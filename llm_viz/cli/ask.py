"""`tokens`, `next` and `generate`: ask a model from the command line; with `--json`, JSON and nothing else.

PyTorch and the models are imported only when a question is asked, so that `doctor` and `--help` work without them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from llm_viz.base.numbers import percent
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import GenerationStep, Sampling
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.engine.request_limits import MAX_CANDIDATES, check_range
from llm_viz.kit.terminal import Json, command_line_engine, finite, given_text, print_answer

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands


def add(commands: Commands) -> None:
    """Declare the three commands."""
    add_question(commands, "tokens", run_tokens, "how the model reads TEXT")
    for name, run, description in (
        ("next", run_next, "what could come after TEXT"),
        ("generate", run_generate, "continue TEXT, with the record of every step"),
    ):
        command = add_question(commands, name, run, description)
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


def add_question(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], description: str
) -> argparse.ArgumentParser:
    """Declare a command that asks a model about a text."""
    command = commands.add_parser(name, help=description, description=description)
    command.add_argument("text", metavar="TEXT", type=given_text, help="- reads it from standard input")
    command.add_argument("--model", default=default_model("en"), metavar="KEY", help="default: %(default)s")
    command.add_argument("--json", action="store_true", help="print JSON only")
    command.set_defaults(run=run)
    return command


def run_tokens(options: argparse.Namespace) -> int:
    """Print the tokens of a text with the characters and bytes they stand for."""
    reading = model_of(options).tokenize(options.text)
    answer = {"model": options.model, "text": options.text, "tokens": [token_json(token) for token in reading.tokens]}
    print_answer(
        options, answer, (f"{token.id:>7}  {token.text!r}  {token.bytes.hex(' ')}" for token in reading.tokens)
    )
    return 0


def run_next(options: argparse.Namespace) -> int:
    """Print the most probable next tokens, raw and after the filters."""
    check_range("candidates", options.top, 1, MAX_CANDIDATES)
    lm = model_of(options)
    following = lm.next_distribution(options.text, options.top)
    best = following.candidates
    ids = tuple(candidate.id for candidate in best)
    chances = lm.sampling_probabilities(options.text, ids, _sampling(options))
    tokens = [
        {**candidate_json(candidate), "sampling_probability": float(chance)}
        for candidate, chance in zip(best, chances, strict=True)
    ]
    answer = {"model": options.model, "text": options.text, "entropy_bits": following.entropy_bits, "tokens": tokens}
    print_answer(
        options, answer, (f"{percent(candidate.probability, 'en'):>8}  {candidate.text!r}" for candidate in best)
    )
    return 0


def run_generate(options: argparse.Namespace) -> int:
    """Print a continuation as it is written, or as JSON how each of its tokens was chosen."""
    written = model_of(options).generate(
        options.text, sampling=_sampling(options), max_new_tokens=options.max_new_tokens, top=options.top
    )
    steps = list(written) if options.json else list(_printed(options.text, written))
    continuation = steps[-1].text if steps else ""
    answer = {
        "model": options.model,
        "prompt": options.text,
        "steps": [_step(step) for step in steps],
        "continuation": continuation,
        "text": options.text + continuation,
        "stop": steps[-1].stop if steps else "context_full",
    }
    if options.json:
        print_answer(options, answer, ())
    return 0


def _printed(text: str, steps: Iterator[GenerationStep]) -> Iterator[GenerationStep]:
    """The steps, each printed as it comes. Nothing is printed of a text that cannot be continued."""
    shown = ""
    for step in steps:
        added = step.text.removeprefix(shown) if step.text.startswith(shown) else ""
        print(text + added if step.index == 0 else added, end="", flush=True)
        shown += added
        yield step
    print()


def model_of(options: argparse.Namespace) -> Model:
    """The model that the command was called with."""
    return Model(command_line_engine(), options.model)


def _sampling(options: argparse.Namespace) -> Sampling:
    return Sampling(options.temperature, options.top_k, options.top_p, options.min_p, options.seed)


def token_json(token: Token) -> Json:
    """One token of a text."""
    return {
        "id": token.id,
        "text": token.text,
        "bytes": list(token.bytes),
        "start": token.start,
        "end": token.end,
        "kind": token.kind,
    }


def candidate_json(candidate: Candidate) -> Json:
    """A token that could come next; its logit is null if the model rules it out."""
    return {
        "id": candidate.id,
        "text": candidate.text,
        "logit": finite(candidate.logit),
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
        "candidates": [candidate_json(candidate) for candidate in step.candidates],
    }
