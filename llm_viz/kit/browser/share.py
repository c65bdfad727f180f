"""A link that opens to the same picture; made in the browser, where the address with all its settings is."""

from __future__ import annotations

from llm_viz.base.i18n import Strings
from llm_viz.kit.browser.part import part


def share_button(t: Strings) -> None:
    """A button that copies the address and shows it."""
    part(__file__)(
        "share",
        {"share": t("share"), "copied": t("share-copied"), "copy_yourself": t("share-copy-yourself")},
    )
