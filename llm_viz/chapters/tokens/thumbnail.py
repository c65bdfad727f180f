"""「こんにちは、世界!」 in the pieces that Gemma 3 reads, as long as they have letters."""

from __future__ import annotations

from llm_viz.kit.charts.thumbnail import BLUE, PURPLE, rect

PIECES = ("こんにちは", "、", "世界", "!")
"""`tests/chapters/tokens/test_models.py` compares them with the model's tokenizer."""
_LETTER, _GAP = 19, 9


def thumbnail() -> str:
    """Letters above, pieces below."""
    letters = [rect(0, 20 + 22 * place, 12, 17, 17) for place in range(len("".join(PIECES)))]
    pieces, x = [], 20.0
    for turn, piece in enumerate(PIECES):
        width = _LETTER * len(piece)
        pieces.append(rect(2 + 2 * turn, x, 42, width, 19, PURPLE if turn == 0 else BLUE))
        x += width + _GAP
    return "".join(letters + pieces)
