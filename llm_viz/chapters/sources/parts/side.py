"""What stands beside all pictures of this chapter: the kinds of figures, one of which can be chosen."""

from __future__ import annotations

from llm_viz.base.i18n import Strings
from llm_viz.chapters.sources.compute.wall import KINDS
from llm_viz.kit.visit import Visit


def chosen_kind(visit: Visit) -> str:
    """The kind that the address names; empty for all of them."""
    return visit.param_choice("kind", "", ("", *KINDS))


def kind_words(t: Strings) -> dict[str, str]:
    """What each kind is called, for `side.js`."""
    return {f"kind-{kind}": t(f"wall-kind-{kind}") for kind in KINDS}
