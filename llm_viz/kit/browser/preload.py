"""Which modules the page of a chapter names, so that the browser asks for all of them at once.

Without it the browser learns of them only once the page's script has run, while the server is busy computing.
"""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

from llm_viz.kit.browser.modules import modules, with_imports

_SHELL = ("streamlit", "chrome", "rail", "address", "stage")
"""Modules of the kit that every page needs."""


@cache
def modules_for(chapter: str, stems: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses, relative to the page, of all modules that a chapter needs which opens on these parts."""
    served = modules()
    own = [path for path in served.files if path.startswith(f"chapters/{chapter}/") and _stem(path) in stems]
    shell = (f"kit/browser/{name}.js" for name in _SHELL)
    return tuple(f"./parts/{served.version}/{path}" for path in with_imports(*shell, *own))


def _stem(path: str) -> str:
    return PurePosixPath(path).stem
