"""The number on the card of this drawback."""

from __future__ import annotations

from llm_viz.base.numbers import as_percent
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.compute.headline import Headline
from llm_viz.facts.findings import findings


def headline(_: DrawbackPage) -> Headline:
    """How many occupations lean towards men, as a study of GPT-3 found."""
    found = next(finding for finding in findings("limits.bias") if finding.key == "occupations")
    share = float(found.values["share"]) / 100
    return Headline({"share": as_percent(share), "occupations": found.values["occupations"]}, share)
