"""What each written token was chosen from, as a table whose tokens light up in the heat map."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.i18n import Strings
from llm_viz.chapters.attention.compute.written_tokens import WrittenToken
from llm_viz.kit.browser.payload import token_payload
from llm_viz.kit.browser.registry import component

_STRINGS = ("chosen", "looking", "seen")


def written_table(looks: Sequence[WrittenToken], t: Strings) -> None:
    """Show the looks, one row for each written token."""
    component("written")(
        key="written_table",
        data={
            "looks": [
                {
                    "token": token_payload(look.token),
                    "looking": token_payload(look.predicted_at),
                    "seen": [{"token": token_payload(token), "share": share} for token, share in look.sources],
                }
                for look in looks
            ],
            "strings": {name: t(f"written-{name}") for name in _STRINGS},
        },
    )
