"""The command line: what can be checked, prepared and computed without a browser."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from llm_viz import VERSION
from llm_viz.base.errors import LlmVizError
from llm_viz.chapters import chapters

_MODULES = {
    "doctor": "llm_viz.cli.doctor",
    "setup": "llm_viz.cli.setup",
    "tokens": "llm_viz.cli.ask",
    "next": "llm_viz.cli.ask",
    "generate": "llm_viz.cli.ask",
    "trace": "llm_viz.cli.inside",
    "lens": "llm_viz.cli.inside",
    "cut": "llm_viz.cli.inside",
    "why": "llm_viz.cli.why",
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


_PIPE_CLOSED = 141
"""What a shell reports of a program that wrote to a closed pipe: 128 + SIGPIPE."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status (0 done, 1 not possible; argparse exits with 2 for a wrong call).

    When nobody reads its output any more, as in `… | head -1`, it ends without a word.
    """
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that Python's last flush finds a reader
        return _PIPE_CLOSED
    return status


def _run(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # UTF-8 whatever the terminal claims
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):  # bytes that are no text are noticed as such
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m llm_viz", description=__doc__)
    parser.add_argument("--version", action="version", version=f"LLM Viz {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # Only the chosen command's module is imported: `doctor` must run where the others cannot.
    wanted = [_MODULES[word] for word in arguments[:1] if word in _MODULES]
    for module in wanted or sorted(set(_MODULES.values())):
        import_module(module).add(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except LlmVizError as problem:
        print(f"error: {problem.sentence('en', 'terminal')}", file=sys.stderr)
        return 1
