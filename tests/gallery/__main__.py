"""All browser parts in all their states on one page, for those who work on them.

python -m tests.gallery                      serves it on this machine
python -m tests.gallery --write tokens       keeps how the parts of a chapter (all without a name) look now
"""

from __future__ import annotations

import argparse
import logging
import sys

import uvicorn

from llm_viz.chapters import chapters
from tests.gallery.page import app
from tests.gallery.pictures import KEPT, kept_file, pictures, write
from tests.gallery.samples import SHELL
from tests.support.site import chromium


def main() -> None:
    """Serve the page, or write what the tests compare with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    groups = [SHELL, *(chapter.name for chapter in chapters())]
    parser.add_argument("--write", nargs="*", choices=groups, metavar="chapter")
    parser.add_argument("--port", type=int, default=8600)
    asked = parser.parse_args()
    logging.getLogger("streamlit").setLevel(logging.ERROR)  # it warns of scripts that no server runs
    if asked.write is None:
        sys.stdout.write(f"http://127.0.0.1:{asked.port}/?language=en&theme=light\n")
        uvicorn.run(app(), host="127.0.0.1", port=asked.port, log_level="warning")
        return
    with chromium() as browser:
        seen = {look: pictures(browser, look) for look in KEPT}
    for group in asked.write or groups:
        write(group, seen)
        sys.stdout.write(f"{kept_file(group)}\n")


if __name__ == "__main__":
    main()
