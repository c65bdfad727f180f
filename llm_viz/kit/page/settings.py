"""Settings of a page that stand in its address, so that a link that is copied opens to the same picture.

Each control begins with what the address says; from then on it holds the setting for the whole visit, also while the
visitor is on another page, and the address follows. A setting that is as it was at first is left out of the address.
What the address cannot have is named quietly and not used.

Streamlit's own `bind="query-params"` is for texts and switches only: of an option it writes the label, which depends on
the language, and it drops a wrong value without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import streamlit as st

from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.visit import Visit

Option = TypeVar("Option", bound=str)
Number = TypeVar("Number", int, float)
Width = int | Literal["stretch"]


def option_setting(
    visit: Visit,
    param: str,
    options: Sequence[Option],
    label: str,
    name: Callable[[Option], str],
    *,
    key: str,
    default: Option | None = None,
    control: Literal["segments", "pills", "menu"] = "segments",
    width: Width = "stretch",
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> Option:
    """One of the `options`, chosen in a row of buttons or in a menu.

    `param` is its name in the address, `key` that in the session state; `name` gives an option's label; `default`: the
    first option, if None; `width` of a menu in pixels; `label_visibility`: a collapsed label is only read out.
    """
    first = options[0] if default is None else default
    if key not in st.session_state:
        st.session_state[key] = visit.param_choice(param, first, options)
    chosen: Option | None
    if control == "menu":
        chosen = st.selectbox(
            label, options, key=key, format_func=name, width=width, persist_state="session",
            label_visibility=label_visibility,
        )  # fmt: skip
    else:
        row = st.pills if control == "pills" else st.segmented_control
        chosen = row(
            label, options, key=key, format_func=name, required=True, persist_state="session",
            label_visibility=label_visibility,
        )  # fmt: skip
    _keep(key, param, None if chosen == first else chosen)
    return first if chosen is None else chosen


def several_setting(
    visit: Visit, param: str, options: Sequence[Option], label: str, name: Callable[[Option], str], *, key: str
) -> list[Option]:
    """Some of the `options`, chosen in a row of buttons; all at first.

    `param` is its name in the address (options with commas between them), `key` that in the session state; `name` gives
    an option's label.
    """
    if key not in st.session_state:
        st.session_state[key] = visit.param_choices(param, options)
    chosen = st.pills(
        label, options, key=key, format_func=name, selection_mode="multi", persist_state="session"
    )  # fmt: skip
    _keep(key, param, None if len(chosen) == len(options) else ",".join(chosen))
    return chosen


def switch_setting(visit: Visit, param: str, label: str, *, key: str) -> bool:
    """A switch that is off at first. `param` is its name in the address, `key` that in the session state."""
    if key not in st.session_state:
        st.session_state[key] = visit.param_choice(param, "0", ("0", "1")) == "1"
    is_on = st.toggle(label, key=key, persist_state="session")
    _keep(key, param, "1" if is_on else None)
    return is_on


def text_setting(
    param: str,
    label: str,
    *,
    key: str,
    longest: int,
    default: str = "",
    placeholder: str = "",
    help: str | None = None,  # as Streamlit calls it
    width: Width = "stretch",
) -> str:
    """A line of text of at most `longest` characters; more in the address is cut off.

    `param` is its name in the address, `key` that in the session state; `placeholder` stands in the empty field;
    `width` in pixels.
    """
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(param, default)[:longest]
    text = st.text_input(
        label, key=key, max_chars=longest, placeholder=placeholder, help=help, width=width, persist_state="session"
    )
    _keep(key, param, None if text == default else text)
    return text or ""


def number_setting(
    visit: Visit,
    param: str,
    label: str,
    *,
    key: str,
    high: int,
    default: int = 0,
    step: int = 1,
    help: str | None = None,
    width: Width = "stretch",
) -> int:
    """A whole number from 0 to `high`, such as a seed.

    `param` is its name in the address, `key` that in the session state; `step`: what the field's buttons add; `width`
    in pixels.
    """
    start = number_at_first(visit, param, key=key, high=high, default=default)
    if key not in st.session_state:
        st.session_state[key] = start
    number = int(st.number_input(label, 0, high, step=step, key=key, width=width, help=help, persist_state="session"))
    _keep(key, param, None if number == default else str(number))
    return number


def number_at_first(visit: Visit, param: str, *, key: str, high: int, default: int = 0) -> int:
    """What `number_setting` will say or has said, for what is computed before its field is shown."""
    known = st.session_state.get(key)
    return visit.param_int(param, default, 0, high) if known is None else int(known)


def slider_setting(
    visit: Visit,
    param: str,
    label: str,
    *,
    key: str,
    high: Number,
    default: Number,
    step: Number,
    help: str | None = None,
) -> Number:
    """A number from 0 to `high`, set with a slider in steps of `step`; all three are of one type, int or float.

    `param` is its name in the address, `key` that in the session state.
    """
    if key not in st.session_state:
        st.session_state[key] = (
            visit.param_int(param, default, 0, int(high))
            if isinstance(default, int)
            else visit.param_float(param, default, 0, high)
        )
    number: Number = st.slider(label, type(high)(0), high, step=step, key=key, help=help, persist_state="session")
    _keep(key, param, None if number == default else f"{number:g}")
    return number


def not_set(*settings: tuple[str, str]) -> None:
    """Take settings (key, param), whose controls are not shown for the time being, out of the address."""
    for key, param in settings:
        _keep(key, param, None)


def _keep(key: str, param: str, value: str | None) -> None:
    remember_in_address(f"{key}-address", **{param: value})
