"""How tokens, heads, links and scores are written inside the chapter's notes: layers and heads as numbers from 1."""

from __future__ import annotations

from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.compute.notes import Values


def token_label(token: Token) -> str:
    """A token within a sentence: without the space before it, which is no part of the word."""
    return visible(token.text.strip(" ") or token.text)


def head_values(layer: int, head: int) -> Values:
    """The marks `layer` and `head` of a head given by indices from 0."""
    return {"layer": layer + 1, "head": head + 1}


def link_values(layer: int, head: int, destination: str, source: str) -> Values:
    """The marks of a link of one head (indices from 0) from one word or token to another, both as they are read."""
    return {**head_values(layer, head), "looking": destination, "seen": source}


def signed(score: float) -> str:
    """A score or shift with its sign: +0.42, −0.17, 0.00."""
    text = f"{score:+.2f}"
    return "0.00" if text[1:] == "0.00" else text.replace("-", "−")
