"""`facts`: the published figures that the pages show, and whether every one of them can be traced."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from llm_viz.facts.check import CheckReport, check
from llm_viz.facts.contents import shipped
from llm_viz.kit.terminal import print_answer

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands


def add(commands: Commands) -> None:
    """Declare the command."""
    description = (
        "Check the published figures: every one has a source and a confidence, derived values are recomputed, "
        "tables are complete, columns mean one thing, doubts lower the confidence, law has its day."
    )
    command = commands.add_parser("facts", help="check the published figures", description=description)
    command.add_argument("--check", action="store_true", required=True, help="look through every data file")
    command.add_argument("--json", action="store_true", help="print JSON only")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what was checked and every problem; 1 if there is any."""
    report = check(shipped())
    print_answer(options, asdict(report), _lines(report))
    return 1 if report.problems else 0


def _lines(report: CheckReport) -> list[str]:
    problems = [f"{problem.file}, {problem.place}: {problem.what}" for problem in report.problems]
    checked = f"{len(report.files)} files, {report.figures:,} figures, {report.recomputed:,} values recomputed"
    return [*problems, f"{checked}: {f'{len(problems)} problems' if problems else 'no problem'}", _dates(report)]


def _dates(report: CheckReport) -> str:
    """How long ago findings and tables were compared with their sources. Age is no problem, only something to know."""
    dated = [check for check in report.last_checks if check.day is not None]
    without = len(report.last_checks) - len(dated)
    reports = sum(check.seen == "reports" for check in report.last_checks)
    counted = f"{len(report.last_checks)} findings and tables, {without} without a day of their last check"
    counted += f", {reports} seen only in reports by others (--json)"
    return f"{counted}; oldest: {dated[0].day} ({dated[0].file}, {dated[0].place})" if dated else counted
