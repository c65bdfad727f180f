"""Tokens made by hand."""

from llm_viz.engine.protocol.tokens import Token


def make_tokens(*texts: str, special_first: bool = False) -> tuple[Token, ...]:
    tokens, at = [], 0
    for position, text in enumerate(texts):
        if special_first and position == 0:
            tokens.append(Token(0, 0, text, b"", 0, 0, "special"))
            continue
        tokens.append(Token(position, position, text, text.encode(), at, at + len(text), "text"))
        at += len(text)
    return tuple(tokens)
