"""`scaling`: the experiment of the chapter on scaling laws, run on this machine."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from llm_viz.chapters.scaling.compute.fit import Fit, fit_power_law
from llm_viz.chapters.scaling.compute.own import SERIES, samples_of
from llm_viz.training.scaling_plan import SEEDS, ScalingResults, TrialResult, full_plan, short_plan, to_json

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands

_DESCRIPTION = """\
Train decoder-only transformers of growing size, and one size on growing data, on a made-up language whose lowest
possible loss is known; then fit a power law to the losses above it. Progress goes to the standard error. The whole
experiment takes about eight minutes of one processor core, the short one half a minute. The same machine and version of
PyTorch give the same losses again.
"""


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser("scaling", help="measure a scaling law of one's own", description=_DESCRIPTION)
    command.add_argument("--short", action="store_true", help="five sizes and one seed")
    command.add_argument("--seed", type=int, metavar="N", help=f"of the short experiment (default: {SEEDS[0]})")
    command.add_argument("--output", type=Path, metavar="FILE", help="keep the results here, after every model")
    command.add_argument("--json", action="store_true", help="print JSON only")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run it, and print the losses and the laws through them."""
    from llm_viz.training.results import on_one_core
    from llm_viz.training.scaling import ScalingExperiment

    if options.seed is not None and not options.short:
        print(f"error: --seed goes with --short; the whole experiment has the seeds {SEEDS}", file=sys.stderr)
        return 1
    plan = short_plan(SEEDS[0] if options.seed is None else options.seed) if options.short else full_plan()
    experiment = ScalingExperiment(plan)
    with on_one_core():
        for report in experiment.run():
            if isinstance(report, TrialResult):
                print(f"{len(experiment.measurements)}/{len(plan)}  {_line(report)}", file=sys.stderr, flush=True)
                if options.output:
                    _keep(experiment.results(), options.output)
    results = experiment.results()
    print(to_json(results) if options.json else "\n".join(_lines(results)))
    return 0


def _keep(results: ScalingResults, file: Path) -> None:
    """Replace the file at once: whoever reads it never sees half of it."""
    draft = file.with_name(file.name + ".part")
    draft.write_text(to_json(results), "utf-8")
    draft.replace(file)


def _line(trial: TrialResult) -> str:
    return (
        f"{trial.parameters:>9,} parameters  {trial.tokens:>9,} words  seed {trial.seed}  "
        f"loss {trial.loss:.4f}  {trial.seconds:.0f} s"
    )


def _lines(results: ScalingResults) -> Iterable[str]:
    yield f"lowest possible loss on the {results.test_words:,} test words: {results.floor:.4f} nats per word"
    yield from map(_line, results.measurements)
    for series in SERIES:
        samples = samples_of(results.measurements, series)
        for floor in (results.floor, None):
            if len(samples) >= 3:
                yield f"{series}: {_law(fit_power_law(samples, floor))}" + ("" if floor is None else "  (E known)")


def _law(fit: Fit) -> str:
    law = fit.law
    return (
        f"L = {law.floor:.3f} + ({law.scale:.3g} / x)^{law.exponent:.3f}"
        f"  exponent {fit.exponent.low:.3f} to {fit.exponent.high:.3f}  R² = {law.r_squared:.4f}"
    )
