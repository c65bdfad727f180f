"""Run the benchmarks one after the other, each in a process of its own, and report what they found.

    python -m benchmarks [--quick] [NAME …]

Without names, those of `PROGRAMS`, and `cluster` where Ray is installed; `ALSO` run when they are named. The report
goes to docs/performance.md (between its marks) and docs/performance.json; that of a quick or partial run to artifacts/.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from benchmarks.machine import this_machine
from benchmarks.report import Section, as_json, read_section, replaced, summary

ROOT = Path(__file__).parents[1]
PROGRAMS = ("startup", "engine", "visitors", "pages", "browser", "classroom")
ALSO = ("arriving", "attention", "cluster", "first_views", "river", "soak", "threads", "training")


def run(name: str, *, quick: bool) -> Section | None:
    """What one program found; None if it failed, which it has said itself."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "rows.json")
        command = [sys.executable, "-m", f"benchmarks.{name}", "--json", str(found), *(["--quick"] if quick else [])]
        print(f"\n== {name}", flush=True)
        ended = subprocess.run(command, check=False, cwd=ROOT).returncode
        return read_section(found.read_text("utf-8")) if ended == 0 else None


def usual() -> tuple[str, ...]:
    """The programs of a whole run."""
    return (*PROGRAMS, "cluster") if find_spec("ray") else PROGRAMS


def keep(name: str, text: str, *, published: bool) -> None:
    """Write a report into the documentation, or beside it."""
    folder = ROOT / ("docs" if published else "artifacts")
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    print(f"\n{path.relative_to(ROOT)} written")


def main() -> int:
    """Run, print and keep. The number of programs that failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PROGRAMS + ALSO)}")
    parser.add_argument("--quick", action="store_true", help="few rounds: whether everything works")
    options = parser.parse_args()
    if unknown := sorted(set(options.names) - {*PROGRAMS, *ALSO}):
        parser.error(f"unknown: {', '.join(unknown)}")
    names, began = options.names or usual(), time.perf_counter()
    machine = this_machine()
    found = [run(name, quick=options.quick) for name in names]
    sections = [section for section in found if section is not None]
    report = summary(machine, sections, quick=options.quick)
    published = not options.quick and not options.names and len(sections) == len(names)
    if published:
        page = (ROOT / "docs" / "performance.md").read_text("utf-8")
        keep("performance.md", replaced(page, "measured", report), published=True)
    else:
        print(f"\n{report}")
        keep("performance.md", report + "\n", published=False)
    keep("performance.json", as_json(machine, sections, quick=options.quick), published=published)
    print(f"{(time.perf_counter() - began) / 60:.1f} minutes")
    return len(names) - len(sections)


if __name__ == "__main__":
    sys.exit(main())
