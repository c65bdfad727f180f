"""What the same meaning costs in tokens: in two languages, by every tokenizer, and for the visitor's own text."""

from __future__ import annotations

from llm_viz.chapters.tokens.compute.cost import PAIRS, context_note, pair_costs, ratio_notes, text_costs
from llm_viz.chapters.tokens.compute.presets import PRESETS
from llm_viz.chapters.tokens.parts.prices import ALL, OWN, PairPayload, price_list, prices
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The section; the browser has the numbers of all pairs."""
    visit = page.visit
    with page.section("cost", is_picture=True):
        own, costs = text_costs(visit.lm, visit.text), pair_costs(visit.lm, PAIRS)
        together = [cost.together for cost in costs]
        choices: list[PairPayload] = [{"key": ALL, "texts": None, "says": page.said(ratio_notes(together))}]
        for place, pair in enumerate(PAIRS):
            says = page.said(ratio_notes([cost.pairs[place] for cost in costs]))
            choices.append({"key": pair.key, "texts": [pair.ja, pair.en], "says": says})
        notes = context_note(own[0], visit.facts.context_length)
        choices.append({"key": OWN, "texts": None, "says": page.said(notes)})
        chosen = visit.param_choice("pair", ALL, [choice["key"] for choice in choices])
        prices(page.t, choices, price_list(costs, own), chosen)
        page.presets(PRESETS)
