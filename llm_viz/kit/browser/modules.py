"""The JavaScript modules of the browser parts, served as files that a browser keeps.

Their address holds a checksum of all of them, so an answer never changes and need not be asked for again. Nothing else
is served: the files are found once, and an address is looked up among them.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from llm_viz.base.reachable import reachable
from llm_viz.kit.answers import KeptFile

PACKAGE = Path(__file__).parents[2]
"""The folder `llm_viz`, below which the modules lie."""
_FOLDERS = ("kit/browser", "chapters/*/parts", "chapters/*/*/parts")
_IMPORT = re.compile(r'^import\b[^;]*? from "(\.[^"]+)";', re.MULTILINE)
D3 = "kit/browser/d3.module.js"
_D3_EXPORTS = (
    "area", "axisBottom", "axisLeft", "line", "range", "scaleLinear", "scaleLog", "select",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Modules:
    """`files`: the text of each module by its path below `llm_viz`; `version`: a checksum of all paths and texts."""

    version: str
    files: Mapping[str, str]


@cache
def modules() -> Modules:
    """All modules of the kit and of the chapters, read once."""
    found = [file for folder in _FOLDERS for file in sorted(PACKAGE.glob(f"{folder}/**/*.js"))]
    files = {file.relative_to(PACKAGE).as_posix(): file.read_text("utf-8") for file in found}
    files[D3] = _d3_module()
    text = "\0".join(f"{path}\0{text}" for path, text in sorted(files.items()))
    return Modules(hashlib.sha256(text.encode()).hexdigest()[:16], files)


def with_imports(*paths: str) -> tuple[str, ...]:
    """These modules and all that they import, directly or not, each once: a browser can then ask for all at once."""
    return reachable(paths, _imported)


def _imported(path: str) -> Iterator[str]:
    for name in _IMPORT.findall(modules().files[path]):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


def _d3_module() -> str:
    """d3 as a module with the exports that parts use. Its text comes from the package mpld3, which is not imported."""
    text = Path(str(distribution("mpld3").locate_file("mpld3/js/d3.v5.min.js"))).read_text("utf-8")
    exported = ", ".join(_D3_EXPORTS)
    wrapped = f"(function () {{\n{text}\n}}).call(holder);"
    return f"const holder = {{}};\n{wrapped}\nexport const {{ {exported} }} = holder.d3;\n"


@cache
def _kept(path: str) -> KeptFile:
    return KeptFile.of(modules().files[path].encode(), "text/javascript")


async def _module(request: Request) -> Response:
    """One module; 404 for everything else and for another version than the present one."""
    served = modules()
    _, _, path = request.url.path.partition(f"/parts/{served.version}/")
    if path not in served.files:
        return PlainTextResponse("Not found", status_code=404, headers={"Cache-Control": "no-store"})
    return _kept(path).unchanging(request.scope)


MODULE_ROUTES = (
    Route("/parts/{version}/{path:path}", _module),
    Route("/{base:path}/parts/{version}/{path:path}", _module),  # below any `server.baseUrlPath`
)
