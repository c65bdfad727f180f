"""Browser parts: a JavaScript module and its style beside a Python file, shown by one call (docs/browser-parts.md).

The module exports `mount(root, payload, {language, theme, send})` and knows nothing of Streamlit; `streamlit.js` ties
it to a component. Browsers load modules as files that they keep (`modules.py`); only the style travels with the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import streamlit as st

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
from llm_viz.kit.browser.modules import PACKAGE, modules, with_imports
from llm_viz.kit.browser.payload import encode_arrays
from llm_viz.kit.rude_words import all_covered
from llm_viz.kit.visit import visit_name

_KIT = Path(__file__).parent
_ADAPTER = "kit/browser/streamlit.js"
HIDDEN = ("hidden",)
"""The `styles` of a part that shows nothing: browsers need not read any other for it."""
IN_PAGE = ("in page",)
"""The `styles` of a part that lies in the page itself, with the page's styles (`shell.css`), not in a shadow tree."""
_LOADER = """\
const load = (path) => import(new URL(`parts/{version}/${{path}}`, document.baseURI).href);
let show;
try {{
  const [{{ adapt }}, part] = await Promise.all({paths}.map(load));
  show = adapt(part);
}} catch (error) {{
  reportError(error);
  show = ({{ parentElement }}) => {{
    parentElement.querySelector(".root").dataset.mounted = "";
    parentElement.host?.setAttribute("data-mounted", "");
    parentElement.querySelector(`.failed[lang="${{document.documentElement.lang || "en"}}"]`).hidden = false;
  }};
}}
export default show;
"""


class Part(Protocol):
    """Shows a browser part; what `part` returns."""

    def __call__(self, key: str, payload: Mapping[str, object], **callbacks: Callable[[], None]) -> None:
        """Show the part under the widget key `key`.

        payload: what `mount` gets, as JSON. If values of it are NumPy arrays, they arrive as typed arrays, flat and in
            row-major order.
        callbacks: `on_<name>_change` is called after the part has called `send(name, value)`; the value is then
            `st.session_state[key].<name>`, in this run only.
        """


@cache
def part(file: str, name: str = "", styles: tuple[str, ...] = (), *, as_written: bool = False) -> Part:
    """The part that lies beside the Python file `file` (`__file__`), registered once with Streamlit.

    name: the stem of its `.js` and, if there is one, `.css`; that of `file` if not given.
    styles: further style sheets that come before its own: stems of `.css` files beside it (or a path from there) or in
        the kit.
    as_written: whether rude words stay as they are (`kit/rude_words.py`): in fields and in the address.
    """
    module = Path(file).with_name(f"{name or Path(file).stem}.js")
    component = st.components.v2.component(
        f"llm_viz_{module.stem}",
        html=frame(),
        css=_style(module, styles),
        js=_loader(module),
        isolate_styles=styles != IN_PAGE,
    )

    def show(key: str, payload: Mapping[str, object], **callbacks: Callable[[], None]) -> None:
        data = {
            **(payload if as_written else all_covered(payload)),
            "language": st.session_state.get("lang", "en"),
            "widget_key": key,
            "visit": visit_name(),
        }
        has_arrays = any(isinstance(value, np.ndarray) for value in payload.values())
        named: dict[str, Any] = {"key": key, "data": encode_arrays(data) if has_arrays else data, **callbacks}
        component(**named)

    return show


def frame() -> str:
    """The element that a part draws into, and what stands there if it fails, in each language."""
    failed = (f'<p class="failed" lang="{name}" hidden>{strings(name)("part-failed")}</p>' for name in LANGUAGES)
    return f'<div class="root"></div>{"".join(failed)}\n'


def _loader(module: Path) -> str:
    """The script that Streamlit gets: it loads the adapter and the part from this server, below any base path.

    All that they import is asked for at the same time: a browser would find it out only step by step.
    """
    served = modules()
    path = module.relative_to(PACKAGE).as_posix()
    if path not in served.files:
        raise FileNotFoundError(module)
    return _LOADER.format(version=served.version, paths=json.dumps(with_imports(_ADAPTER, path)))


def sheets(module: Path, styles: tuple[str, ...]) -> tuple[Path, ...]:
    """The style sheets of a part, in their order."""
    if styles == HIDDEN:
        return (_KIT / "hidden.css",)
    if styles == IN_PAGE:
        return ()
    beside = [module.parent / f"{style}.css" for style in styles]
    shared = [file if file.is_file() else _KIT / file.name for file in beside]
    own = [file for file in (module.with_suffix(".css"),) if file.is_file()]
    return _KIT / "core.css", *shared, *own


def _style(module: Path, styles: tuple[str, ...]) -> str:
    return "\n".join(file.read_text("utf-8") for file in sheets(module, styles))
