"""The functions of browser modules, called from Python tests: both sides then answer the same questions."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parents[2] / "llm_viz"
_SCRIPT = """
import { readFileSync } from "node:fs";
const { module, name, calls } = JSON.parse(readFileSync(0, "utf8"));
const { [name]: wanted } = await import(module);
console.log(JSON.stringify(calls.map((parameters) => wanted(...parameters))));
"""


def answers(module: str, name: str, calls: Sequence[Sequence[object]]) -> list[Any]:
    """What the exported function `name` of `module` (a path below `llm_viz`) returns for each list of parameters.

    Parameters and answers travel as JSON. The module must run without a page, and without d3.
    """
    question = {"module": (PACKAGE / module).as_uri(), "name": name, "calls": calls}
    found = subprocess.run(
        [_node(), "--input-type=module", "--eval", _SCRIPT],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=True,
    )
    result: list[Any] = json.loads(found.stdout)
    return result


def _node() -> str:
    """The Node that was installed with Python's packages, or else the system's."""
    own = Path(sys.executable).with_name("node")
    found = str(own) if own.exists() else shutil.which("node")
    assert found is not None, "Node is missing: pip install -r requirements-dev.txt"
    return found
