"""The example of the article that this app grew out of, with the figures that it makes up for it."""

from __future__ import annotations

TEXT = "私は今日"
WORDS = (("学校", 0.40), ("映画", 0.25), ("図書館", 0.20), ("家", 0.15))
