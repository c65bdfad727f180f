"""What `make setup` would run; nothing is installed here."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def commands(folder: Path, *settings: str, goal: str = "setup") -> list[str]:
    """The installations that `make` would run in a new virtual environment."""
    dry = ["make", "--dry-run", "--no-print-directory", goal, f"VENV={folder}/venv", *settings]
    ran = subprocess.run(dry, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return [line for line in ran.stdout.splitlines() if " pip install " in line]


def test_a_plain_set_up_takes_everything_from_the_same_place(tmp_path: Path) -> None:
    ran = commands(tmp_path)
    assert [line.split(" pip install ")[1] for line in ran] == [
        "-r requirements.txt",
        "--no-deps -r requirements-data.txt",
    ]


def test_what_the_tests_need_is_looked_up_together_with_the_app(tmp_path: Path) -> None:
    ran = commands(tmp_path, goal="tools")
    assert [line.split(" pip install ")[1] for line in ran] == [
        "--no-compile -r requirements.txt -r requirements-dev.txt",
        "--no-deps -r requirements-data.txt",
    ]


def test_without_nvidia_the_same_version_of_pytorch_is_installed_first(tmp_path: Path) -> None:
    installer, first, *others = commands(tmp_path, "CPU=1")
    assert re.search(r" pip install uv==[\d.]+$", installer)
    pinned = re.search(r"^torch==([\d.]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert pinned is not None
    assert first.endswith(f'/bin/python --torch-backend cpu "torch=={pinned[1]}"')
    assert len(others) == 2
