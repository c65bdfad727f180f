"""Texts cut by every tokenizer and into words, row under row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from llm_viz.chapters.tokens.compute.cuts import Cut, cut_by_tokenizer, cut_into, drawable
from llm_viz.chapters.tokens.compute.notes import comparison_notes
from llm_viz.chapters.tokens.compute.presets import PRESETS
from llm_viz.chapters.tokens.compute.tokenizers import tokenizer_names
from llm_viz.chapters.tokens.parts.split_view import ALL, Row, Sample, split_view
from llm_viz.kit.page.frame import Page

OWN, OTHERS = "own", ("hello", "article")
"""The visitor's text, and presets beside it: nearly one meaning in two languages."""


def show(page: Page) -> None:
    """The section; the browser has the cuts of all texts."""
    visit = page.visit
    with page.section("compare", is_picture=True):
        names = tokenizer_names(visit.lm)
        samples = [_sample(page, names, key, text) for key, text in _texts(visit.text)]
        chosen = visit.param_choice("sample", OWN, (OWN, *OTHERS))
        counted = visit.param_int("counted", ALL, 0, ALL)
        split_view(page.t, samples, chosen, counted, key="tokens-comparison")
        page.presets(PRESETS)


def _texts(own: str) -> Iterator[tuple[str, str]]:
    """The visitor's text, and others than that."""
    yield OWN, own
    texts = {preset.key: preset.text for preset in PRESETS}
    yield from ((key, texts[key]) for key in OTHERS if texts[key] != own)


def _sample(page: Page, names: Mapping[str, str], key: str, whole: str) -> Sample:
    visit, t = page.visit, page.t
    text = drawable(whole)
    cuts = [cut_by_tokenizer(model, visit.lm.other(model).tokenize(text)) for model in names]
    says = page.said(comparison_notes(cuts, names, text))
    if text != whole:
        says = f"{says} {t('split-beginning', count=len(text))}"
    size = t("remark-characters", characters=len(text), bytes=len(text.encode()))
    rows = [
        Row(cut_into("characters", text), t("cut-characters"), size, "ruler"),
        *(Row(cut, names[cut.key], _remark(page, cut), "read") for cut in cuts),
        Row(cut_into("words", text), t("cut-words"), t("remark-words"), "plain"),
    ]
    return Sample(key, t("pair-own") if key == OWN else t(f"preset-{key}"), text, rows, says)


def _remark(page: Page, cut: Cut) -> str:
    """How many pieces the tokenizer knows, and what it adds to the text."""
    vocabulary = page.t("remark-model", vocabulary=cut.vocabulary or 0)
    return f"{vocabulary} {page.t('count-special', count=cut.special)}" if cut.special else vocabulary
