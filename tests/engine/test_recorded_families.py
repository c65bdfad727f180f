"""Every family of models is written by recorded steps as by plain ones, or it is named that cannot be."""

from __future__ import annotations

import dataclasses

import pytest

from llm_viz.engine.decoder import Decoder
from llm_viz.engine.prefixes import Prefixes
from llm_viz.engine.protocol.generation import GenerationRequest, Sampling
from llm_viz.engine.recorded_ways import recorded_ways
from llm_viz.engine.replay import recorded_in_python
from llm_viz.engine.writing import Generation
from tests.engine.test_families import HYBRID, MIXED, TEXT, WITHOUT, every_writing_family
from tests.support.decoding import assert_same_steps, generate
from tests.support.families import Family

# No attention that takes a mask made from positions, or no memory that texts of different lengths can share.
PLAINLY = HYBRID | WITHOUT | MIXED
PLAINLY |= {"bloom", "mpt", "falcon", "falcon-new", "falcon-alibi", "gpt-neo", "gpt-j", "codegen", "xglm"}


@every_writing_family
def test_recorded_steps_write_as_plain_ones(family: Family, caplog: pytest.LogCaptureFixture) -> None:
    """Or the log says that they cannot be had; what cannot be recorded on a GPU would be refused here, too."""
    loaded = family.loaded
    ways = recorded_ways(loaded.model, loaded.facts, loaded.abilities, lambda: recorded_in_python, 10**8)
    assert (not ways) == (loaded.facts.key in PLAINLY) == ("not recorded" in caplog.text)
    if not ways:
        return
    recorded = dataclasses.replace(loaded, prefixes=Prefixes(), **ways)
    requests = [
        GenerationRequest("tiny", text, sampling=Sampling(temperature=2.0, seed=number), max_new_tokens=4 + number)
        for number, text in enumerate((TEXT, TEXT[:4], f"{TEXT} {TEXT[:7]}"))
    ]
    decoder, writings = Decoder(recorded), [Generation(recorded, request) for request in requests]
    written = [*decoder.join(writings[:1]), *decoder.step(), *decoder.join(writings[1:2]), *decoder.join(writings[2:])]
    while decoder.rows:
        written += decoder.step()
    assert ways["static"].refused is None
    assert ways["reading"].refused is None
    assert 16 in ways["reading"].recordings
    for writing, request in zip(writings, requests, strict=True):
        together = [step for member, step in written if member is writing]
        assert_same_steps(together, list(generate(loaded, request)))
