"""`experiments`: run the training experiments of chapters 1 and 11 again, and keep what they report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from llm_viz.base.languages import LANGUAGES
from llm_viz.training.experiments import EXPERIMENTS, MAX_SEED
from llm_viz.training.results import FOLDER, record, write

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands


def add(commands: Commands) -> None:
    """Declare the command."""
    description = "Run training experiments again, each on one processor core, and write their results as JSON."
    command = commands.add_parser("experiments", help="run the training experiments again", description=description)
    command.add_argument("names", nargs="*", metavar="NAME", help=f"which (default: all): {', '.join(EXPERIMENTS)}")
    command.add_argument("--language", choices=LANGUAGES, help="of the texts (default: both)")
    command.add_argument("--seed", type=_seed, default=0, help=f"0 to {MAX_SEED}; that of the shipped results is 0")
    command.add_argument("--output", type=Path, default=FOLDER, help="folder for the files (default: the package's)")
    command.set_defaults(run=run, parser=command)


def run(options: argparse.Namespace) -> int:
    """Run them one after the other, and say where the results are."""
    if unknown := set(options.names) - set(EXPERIMENTS):
        options.parser.error(f"unknown: {', '.join(sorted(unknown))} (choose from {', '.join(EXPERIMENTS)})")
    for name in options.names or EXPERIMENTS:
        experiment = EXPERIMENTS[name]
        for language in [options.language] if options.language else experiment.languages:
            recorded = record(experiment.of(language), options.seed)
            path = write(experiment.result_name(language), recorded, options.output)
            print(f"{path}: {len(recorded.reports)} reports in {recorded.seconds:.0f} s", flush=True)
    return 0


def _seed(text: str) -> int:
    seed = int(text)
    if not 0 <= seed <= MAX_SEED:
        raise argparse.ArgumentTypeError(f"{seed} is not in 0 to {MAX_SEED}")
    return seed
