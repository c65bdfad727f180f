"""`doctor`: what is installed, what is missing and how to mend it.

It must run where nothing is installed: that is when it is needed.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from llm_viz.base.i18n import strings, terminal_language
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.cli.checks import Check, State, all_checks

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands

_MARKS: dict[State, str] = {"ok": "✓", "note": "–", "warning": "!", "problem": "✗"}
_TEXTS = Path(__file__).resolve().parent / "texts"
_MESSAGE = re.compile(r"^([a-z0-9-]+) = (.+)$", re.MULTILINE)
_PLACEABLE = re.compile(r"\{ \$([a-z]+) \}")


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser("doctor", help="what is installed, what is missing", description=__doc__ or "")
    command.add_argument("--json", action="store_true", help="print JSON only")
    command.add_argument(
        "--thorough",
        action="store_true",
        help="also compare the checksums of all weights and check every model against itself again",
    )
    command.add_argument("--language", choices=LANGUAGES, default=terminal_language(), help="default: %(default)s")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the findings; 1 if the app could not run."""
    checks = list(all_checks(options.thorough))
    say = speaker(options.language)
    ok = all(check.state != "problem" for check in checks)
    if options.json:
        findings = [{**asdict(check), "text": say(check.message, **check.values)} for check in checks]
        print(json.dumps({"ok": ok, "checks": findings}, ensure_ascii=False, allow_nan=False, indent=2))
        return 0 if ok else 1
    for check in checks:
        print(_line(check, say))
    print(say("doctor-fine" if ok else "doctor-not-fine"))
    return 0 if ok else 1


def speaker(language: Language) -> Callable[..., str]:
    """The messages of `texts`, through Fluent, or read line by line where even that is not installed."""
    try:
        return strings(language, "doctor")
    except ImportError:
        return _plain_speaker(language)


def _plain_speaker(language: Language) -> Callable[..., str]:
    messages = dict(_MESSAGE.findall((_TEXTS / f"{language}.ftl").read_text("utf-8")))

    def say(key: str, **values: str) -> str:
        return _PLACEABLE.sub(lambda match: values[match[1]], messages[key])

    return say


def _line(check: Check, say: Callable[..., str]) -> str:
    line = f"{_MARKS[check.state]} {say(check.message, **check.values)}"
    return f"{line}\n    → {check.remedy}" if check.remedy else line
