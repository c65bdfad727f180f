"""The machine on which something is measured, and whether somebody else is using it."""

from __future__ import annotations

import math
import os
import platform
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("torch", "transformers", "streamlit")


@dataclass(frozen=True, slots=True)
class Machine:
    """`memory` in bytes; `accelerator`: name of the GPU, empty if there is none; `state`: of the source code."""

    processor: str
    cores: int
    memory: int
    accelerator: str
    system: str
    versions: dict[str, str]
    state: str
    day: str

    def described(self) -> str:
        """The machine in one line."""
        parts = [f"{self.processor}, {self.cores} cores", f"{self.memory / 2**30:.0f} GiB of memory"]
        parts += [self.accelerator or "no GPU", self.system]
        return ", ".join([*parts, *(f"{name} {number}" for name, number in self.versions.items())])


def this_machine() -> Machine:
    """The machine that runs this program."""
    return Machine(
        processor=_processor(),
        cores=_cores(),
        memory=math.prod(os.sysconf(name) for name in ("SC_PHYS_PAGES", "SC_PAGE_SIZE")),
        accelerator=_accelerator(),
        system=platform.system(),
        versions={"Python": platform.python_version(), **_versions()},
        state=_said_by("git", "describe", "--always", "--dirty") or "an unknown state",
        day=datetime.now(UTC).date().isoformat(),
    )


def busy_share(watched: float = 1.0) -> float | None:
    """The share of the processors that was in use during the next `watched` seconds; None where the system does not
    tell. Asked before a measurement, it is what others use.
    """
    before = _ticks()
    if before is None:
        return None
    time.sleep(watched)
    after = _ticks()
    assert after is not None
    idle, total = (later - earlier for later, earlier in zip(after, before, strict=True))
    return round(1 - idle / total, 3) if total else 0.0


def resident_bytes() -> int:
    """What the system gives this process."""
    return int(_said_by("ps", "-o", "rss=", "-p", str(os.getpid()))) * 1024


def _ticks() -> tuple[int, int] | None:
    """Idle ticks and all ticks of all processors since the start."""
    with suppress(OSError):
        numbers = [int(part) for part in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        return numbers[3] + numbers[4], sum(numbers)
    return None


def _processor() -> str:
    with suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return _said_by("sysctl", "-n", "machdep.cpu.brand_string") or platform.processor() or platform.machine()


def _cores() -> int:
    """Those that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _versions() -> dict[str, str]:
    """Those of the packages that are installed."""
    found = {}
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _accelerator() -> str:
    import torch

    if torch.cuda.is_available():
        return torch.cuda.get_device_name()
    return "Apple GPU" if torch.backends.mps.is_available() else ""


def _said_by(*command: str) -> str:
    """What a command prints; nothing if it cannot be run."""
    with suppress(OSError, subprocess.CalledProcessError):
        ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent)
        return ran.stdout.strip()
    return ""
