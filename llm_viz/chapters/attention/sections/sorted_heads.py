"""Where all heads look: each in the row of the word that it looks at most, one of them in full."""

from __future__ import annotations

from llm_viz.chapters.attention.compute.all_looks import AllLooks, all_looks
from llm_viz.chapters.attention.compute.head_looks import LANES
from llm_viz.chapters.attention.compute.note_values import token_label
from llm_viz.chapters.attention.compute.whole_text import read_text
from llm_viz.chapters.attention.frame.hero import hero
from llm_viz.chapters.attention.parts.sorted_heads import SortedSettings, sorted_heads
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit

_CANDIDATES = 4
_MOST_HEADS = 99_999


def show(page: Page) -> None:
    """The picture; the visitor guesses where most heads look before they are sorted."""
    visit = page.visit
    with hero(page, "sorted_heads"):
        trace = read_text(visit.lm, visit.text)
        looks = all_looks(trace.tokens, trace.attention_array())
        question = page.ask_on_picture("guess-pile", _candidates(looks))
        sorted_heads(looks, question, f"{visit.model}\n{visit.text}", _start(visit, looks), page.t)


def _candidates(looks: AllLooks) -> list[str]:
    """Words to guess from, in the order of the text: where most heads look, where one looks hardest, the last ones."""
    last = len(looks.lanes) - 1
    offered = list(dict.fromkeys([*looks.most_looked_at()[:1], *looks.striking_lane(), last, *range(last - 1, -1, -1)]))
    single = [lane for lane in offered if len(looks.lanes[lane]) == 1]
    labels: dict[str, int] = {}
    for lane in single:
        labels.setdefault(token_label(looks.tokens[looks.lanes[lane][0]]), lane)
    chosen = sorted(list(labels.items())[:_CANDIDATES], key=lambda item: item[1])
    return [label for label, _ in chosen] if len(chosen) > 1 else []


def _start(visit: Visit, looks: AllLooks) -> SortedSettings:
    """What the address asks for (`one`, `looker`: numbers from 1), or the last word and its strongest link.

    What this text or model does not have may be another's, and is passed over.
    """
    layers, heads, lanes = looks.looks.shape[:3]
    layer, head = looks.striking or (0, 0)
    one = visit.param_int("one", 0, 1, _MOST_HEADS)
    looker = visit.param_int("looker", 0, 1, LANES)
    return {
        "head": one - 1 if 0 < one <= layers * heads else layer * heads + head,
        "looking": looker - 1 if 0 < looker <= lanes else lanes - 1,
    }
