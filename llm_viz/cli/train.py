"""`train`: chapter 1's training run on the command line; with `--json`, JSON and nothing else."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from llm_viz.kit.terminal import print_answer

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands
    from llm_viz.training.character_model import TrainingReport
    from llm_viz.training.corpora import Corpus

_DEFAULT = "stories_en"


def add(commands: Commands) -> None:
    """Declare the command."""
    description = "train a tiny transformer on a text and report how it learns"
    command = commands.add_parser("train", help=description, description=description)
    text = command.add_mutually_exclusive_group()
    text.add_argument("--corpus", default=_DEFAULT, metavar="KEY", help="a text that comes along; default: %(default)s")
    text.add_argument("--file", type=Path, metavar="PATH", help="a text of your own instead")
    command.add_argument("--width", type=int, help="numbers per token; default 64")
    command.add_argument("--layers", type=int, help="default 2")
    command.add_argument("--steps", type=int, help="training steps; default: enough for the text")
    command.add_argument("--learning-rate", type=float, help="default 0.003")
    command.add_argument("--seed", type=int, help="default 0")
    command.add_argument("--prompt", help="what the samples begin with; default: one that fits the text")
    command.add_argument("--word", help="whose probability after the prompt is watched")
    command.add_argument("--json", action="store_true", help="print JSON only")
    command.set_defaults(run=run_train)


def run_train(options: argparse.Namespace) -> int:
    """Train, printing each report as it comes."""
    from llm_viz.training.character_model import (  # with PyTorch: only when there is something to train
        baselines,
        run_training,
    )
    from llm_viz.training.character_settings import default_settings

    corpus = _corpus(options)
    given = {
        name: getattr(options, name)
        for name in ("width", "layers", "steps", "learning_rate", "seed", "prompt", "word")
        if getattr(options, name) is not None
    }
    settings = replace(default_settings(corpus), **given)
    reports = []
    for report in run_training(settings.setup()):
        reports.append(report)
        if not options.json:
            print(_line(report), flush=True)
    answer = {
        "corpus": corpus.key,
        "entropy_bits": corpus.entropy_bits,
        "yardsticks": asdict(baselines(corpus.train, corpus.validation)),
        "prompt": settings.prompt,
        "word": settings.word,
        "reports": [asdict(report) for report in reports],
    }
    if options.json:
        print_answer(options, answer, ())
    return 0


def _corpus(options: argparse.Namespace) -> Corpus:
    from llm_viz.base.errors import FileUnreadable
    from llm_viz.training.corpora import corpus, own_corpus
    from llm_viz.training.corpora.own import LARGEST

    if options.file is None:
        return corpus(options.corpus)
    try:
        with options.file.open("rb") as stream:
            content = stream.read(LARGEST + 1)  # one more than is taken; what never ends, such as /dev/zero, ends here
    except OSError as problem:
        raise FileUnreadable(file=str(options.file), reason=problem.strerror or type(problem).__name__) from problem
    return own_corpus(content, options.file.name)


def _line(report: TrainingReport) -> str:
    loss = f"step {report.step:>6,}  {report.seconds:>6.1f} s  {report.validation_bits:.3f} bits per character"
    return loss if report.sample is None else f"{loss}\n    {report.sample!r}"
