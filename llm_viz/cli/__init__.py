"""The command line: what can be checked, prepared and computed without a browser."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from importlib import import_module

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters import chapters

_MODULES = {
    "doctor": "llm_viz.cli.doctor",
    "setup": "llm_viz.cli.setup",
    "tokens": "llm_viz.cli.ask",
    "next": "llm_viz.cli.ask",
    "generate": "llm_viz.cli.ask",
    "facts": "llm_viz.cli.facts",
    "experiments": "llm_viz.cli.experiments",
    "examples": "llm_viz.cli.examples",
    "train": "llm_viz.cli.train",
    **{
        chapter.about.command: f"llm_viz.chapters.{chapter.name}.command"
        for chapter in chapters()
        if chapter.about.command
    },
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status (0 done, 1 not possible; argparse exits with 2 for a wrong call)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # UTF-8 whatever the terminal claims
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m llm_viz", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # Only the chosen command's module is imported: `doctor` must run where the others cannot.
    wanted = [_MODULES[word] for word in arguments[:1] if word in _MODULES]
    for module in wanted or sorted(set(_MODULES.values())):
        import_module(module).add(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except LlmVizError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
