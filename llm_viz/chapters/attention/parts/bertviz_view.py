"""BertViz (Vig 2019) inside the app: its head view and its model view, offline and safe.

The pictures are drawn by BertViz's own JavaScript, read from the installed package. Its Python side is left out: it
wants tensors, loads require.js, d3 and jQuery from a content delivery network, writes its data into the page twice, and
does not escape tokens, so that a text with `</script>` in it could run as a script. Here d3 and jQuery come from the
installed packages mpld3 and XStatic-jQuery, two lines stand in for require.js, the data stand in the page once and
escaped, and a content security policy forbids the page every request. No package is imported: only files are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Literal

import numpy as np

from llm_viz.base.errors import BertVizChanged
from llm_viz.base.languages import Language
from llm_viz.engine.protocol.types import Floats

View = Literal["head", "model"]

MAX_HEAD_VIEW_TOKENS = 64
MAX_LINES = 30 * 9 * 32 * 32
"""Lines that the model view may draw at once: 32 tokens in every head of SmolLM2. A browser needs seconds for them."""
DIGITS = 3

_MARKER = "PYTHON_PARAMS; // HACK: PYTHON_PARAMS is a template marker that is replaced by actual params."
_NEEDS = "requirejs(['jquery', 'd3'], function"
_PARAMETER = re.compile(r"params\['(\w+)'\]")
_KNOWN: dict[View, frozenset[str]] = {
    "head": frozenset({"attention", "default_filter", "root_div_id", "include_layers", "heads", "layer"}),
    "model": frozenset(
        {"attention", "default_filter", "display_mode", "root_div_id", "include_layers", "include_heads", "total_heads"}
    ),
}
_LOADER = """
window.require = { config() {} };
window.requirejs = (names, run) => run(...names.map((name) => ({ jquery: window.jQuery, d3: window.d3 })[name]));
"""
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"
_STYLE = """
body { margin: 12px; background: white; color: black; font: 16px sans-serif; }
#vis { overflow-x: auto; }
.model svg { zoom: 0.85; } /* BertViz draws it 970 pixels wide, more than our page has. */
"""


def bertviz_page(
    view: View, weights: Floats, labels: Sequence[str], *, first_layer: int, language: Language, layer_label: str
) -> str:
    """A complete HTML page with a view of the weights (layers, heads, queries, keys).

    The first of these layers is number `first_layer`, counted from 1. `BertVizChanged` if a file is not what it was.
    """
    layers, heads = weights.shape[:2]
    numbers = np.round(weights.astype(np.float64), DIGITS).tolist()
    include_layers = list(range(first_layer, first_layer + layers))
    params: dict[str, object] = {
        "attention": [{"name": None, "attn": numbers, "left_text": list(labels), "right_text": list(labels)}],
        "default_filter": "0",
        "root_div_id": "bertviz",
        "include_layers": include_layers,
    }
    if view == "head":
        params |= {"layer": first_layer, "heads": None}
        controls = f'<label>{escape(layer_label)}: <select id="layer"></select></label>'
    else:
        params |= {"display_mode": "light", "include_heads": list(range(1, heads + 1)), "total_heads": heads}
        controls = ""  # its picture has a fixed width of 970 pixels
    # No "<" inside the script: a token such as </script> cannot end it.
    payload = json.dumps(params, separators=(",", ":")).replace("<", "\\u003c")
    script = drawing_script(view).replace(_MARKER, f"{payload};")
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>BertViz</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><style>{_STYLE}</style>'
        f"{_libraries()}</head><body>"
        f'<div id="bertviz" class="{view}">{controls}<div id="vis"></div></div><script>{script}</script></body></html>'
    )


@cache
def drawing_script(view: View) -> str:
    """BertViz's JavaScript with its marker for the data; `BertVizChanged` if it is not the one we know."""
    script = _file("bertviz", f"bertviz/{view}_view.js")
    if script.count(_MARKER) != 1 or _NEEDS not in script or frozenset(_PARAMETER.findall(script)) != _KNOWN[view]:
        raise BertVizChanged(part=f"bertviz/{view}_view.js")
    return script


def layers_at_once(length: int, heads: int) -> int:
    """How many layers the model view can draw of a text of that many tokens; at least one."""
    return max(1, MAX_LINES // (heads * length * length))


def page_height(view: View, layers: int, heads: int, length: int) -> int:
    """Pixels that the picture needs, at most what fits a screen."""
    needed = 100 + 23 * length if view == "head" else 100 + max(layers * (84 * length // heads + 10), 18 * length + 60)
    return min(needed, 760)


@cache
def _libraries() -> str:
    d3 = _file("mpld3", "mpld3/js/d3.v5.min.js")
    jquery = _file("XStatic-jQuery", "xstatic/pkg/jquery/data/jquery.min.js")
    return "".join(f"<script>{script}</script>" for script in (d3, jquery, _LOADER))


def _file(package: str, path: str) -> str:
    try:
        text = Path(str(distribution(package).locate_file(path))).read_text("utf-8")
    except (PackageNotFoundError, OSError) as problem:
        raise BertVizChanged(part=path) from problem
    if "</script" in text.lower():
        raise BertVizChanged(part=path)
    return text
