"""What did each written token look at? A table under the picture of a text that the model has continued."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.chapters.attention.compute.written_tokens import written_tokens
from llm_viz.chapters.attention.parts.written import written_table
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.page.frame import Page


def show(page: Page, tokens: Sequence[Token], weights: Floats, start: int) -> None:
    """The tokens from position `start` on; `weights` (layer, head, dest, src). The fold around it names it."""
    page.prose("written")
    written_table(written_tokens(tokens, weights, start), page.t)
