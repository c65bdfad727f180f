"""The engine on a device that is not the CPU, on machines that have no other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_everything_is_computed_on_the_models_device(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.engine.pretended_run", str(tmp_path)]
    ran = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert ran.returncode == 0, ran.stderr[-3000:]
