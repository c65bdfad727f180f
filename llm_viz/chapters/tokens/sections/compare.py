"""The visitor's text cut by every tokenizer, and into words, characters and bytes, row under row."""

from __future__ import annotations

from llm_viz.chapters.tokens.compute.cuts import UNITS, cut_by_tokenizer, cut_into
from llm_viz.chapters.tokens.compute.notes import comparison_notes
from llm_viz.chapters.tokens.compute.tokenizers import tokenizer_names
from llm_viz.chapters.tokens.parts.split_view import Row, split_view
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The section."""
    visit, t = page.visit, page.t
    with page.section("compare", is_picture=True):
        names = tokenizer_names(visit.lm)
        cuts = [cut_by_tokenizer(model, visit.lm.other(model).tokenize(visit.text)) for model in names]
        rows = [Row(cut, names[cut.key], t("remark-model", vocabulary=cut.vocabulary or 0), read=True) for cut in cuts]
        units = [cut_into(unit, visit.text) for unit in UNITS]
        rows += [Row(cut, t(f"cut-{cut.key}"), t(f"remark-{cut.key}"), read=False) for cut in units]
        found = page.said(comparison_notes(cuts, names, visit.text))
        split_view(t, visit.text, rows, found, key="tokens-comparison")
