"""Models of one's own that are not plain writers: text parts of models that also see, and encoders."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import (
    AutoConfig,
    AutoModel,
    AutoModelForImageTextToText,
    AutoModelForMaskedLM,
    AutoModelForSequenceClassification,
    PreTrainedModel,
)

from llm_viz.base.errors import ModelUnsupported, NotCausal
from llm_viz.engine.catalogue import find_card
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture, TraceRequest
from tests.support import families, tiny

_SEES = {
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 3,  # as many as the text part, so that the two could be mixed up
    "num_attention_heads": 4,
    "image_size": 28,
    "patch_size": 14,
}
_SEES_QWEN = {"depth": 3, "hidden_size": 32, "intermediate_size": 32, "num_heads": 4, "out_hidden_size": 32}
_ROTATED = {"rope_parameters": {"rope_type": "default", "mrope_section": [1, 1, 2], "rope_theta": 10_000.0}}


def text_part(name: str, **more: Any) -> dict[str, Any]:
    kind, settings = families.CAUSAL[name]
    return {"model_type": kind, **settings, **more}


SEEING: Mapping[str, dict[str, Any]] = {
    "gemma3": {"text_config": text_part("gemma3"), "vision_config": _SEES, "mm_tokens_per_image": 4},
    "gemma4": {"text_config": text_part("gemma4"), "vision_config": {**_SEES, "position_embedding_size": 16}},
    "mistral3": {
        "text_config": text_part("mistral"),
        "vision_config": {"model_type": "pixtral", **_SEES, "head_dim": 8},
    },
    "llava": {"text_config": text_part("llama"), "vision_config": {"model_type": "clip_vision_model", **_SEES}},
    "llama4": {
        "text_config": text_part("llama4"),
        "vision_config": {**_SEES, "vision_output_dim": 32, "projector_input_dim": 32, "projector_output_dim": 32},
    },
    "idefics3": {"text_config": text_part("llama"), "vision_config": _SEES},
    "qwen2_vl": {
        "text_config": {**text_part("qwen2", **_ROTATED), "model_type": "qwen2_vl_text"},
        "vision_config": {"depth": 3, "embed_dim": 32, "hidden_size": 32, "num_heads": 4},
    },
    "qwen3_vl": {
        "text_config": {**text_part("qwen3", **_ROTATED), "model_type": "qwen3_vl_text"},
        "vision_config": {**_SEES_QWEN, "deepstack_visual_indexes": [0]},
    },
    "qwen3_5": {"text_config": text_part("qwen3.5"), "vision_config": _SEES_QWEN},
}
ENCODERS = [name for name in families.ENCODERS if name != "albert"]


@pytest.fixture
def offer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a model where the operator names it, and gives the engine that then has it under the name "own"."""

    def engine(model: PreTrainedModel) -> LocalEngine:
        folder = tmp_path / "own"
        families.randomise(model)
        model.save_pretrained(folder)
        tiny.tokenizer().save(str(folder / "tokenizer.json"))
        monkeypatch.setenv("LLM_VIZ_MODELS", str(folder))
        monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path / "cache"))
        return LocalEngine()

    return engine


def logits(engine: LocalEngine) -> tuple[list[int], list[float]]:
    seen = engine.trace(TraceRequest("own", "the apple", capture=Capture(candidates=tiny.VOCABULARY)))
    ordered = sorted(seen.next.candidates, key=lambda candidate: candidate.id)
    return [token.id for token in seen.tokens], [candidate.logit for candidate in ordered]


@pytest.mark.parametrize("name", SEEING)
def test_the_text_part_of_a_model_that_also_sees_is_that_model(name: str, offer: Any) -> None:
    torch.manual_seed(0)
    model = AutoModelForImageTextToText.from_config(AutoConfig.for_model(name, **SEEING[name])).eval()
    engine = offer(model)
    assert find_card("own").causal
    assert engine.facts("own").layers == 3
    ids, found = logits(engine)
    with torch.no_grad():
        expected = model(input_ids=torch.tensor([ids])).logits[0, -1]
    np.testing.assert_allclose(found, expected, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("auto", [AutoModelForMaskedLM, AutoModelForSequenceClassification])
@pytest.mark.parametrize("name", ENCODERS)
def test_an_encoder_of_ones_own_is_read_as_an_encoder(name: str, auto: Any, offer: Any) -> None:
    kind, settings = families.ENCODERS[name]
    model = auto.from_config(AutoConfig.for_model(kind, **settings)).eval()
    engine = offer(model)
    assert not find_card("own").causal
    with pytest.raises(NotCausal):
        engine.trace(TraceRequest("own", "the apple", capture=Capture(lens=1)))
    request = TraceRequest("own", "the apple", capture=Capture(attention="all", hidden="all"))
    seen = engine.trace(request)
    with torch.no_grad():
        plain = model.base_model(
            input_ids=torch.tensor([[token.id for token in seen.tokens]]), output_hidden_states=True
        )
    for layer in range(3):
        np.testing.assert_allclose(seen.hidden[layer], plain.hidden_states[layer][0], atol=1e-5, rtol=1e-5)
    cut = engine.trace(
        TraceRequest("own", "the apple", capture=Capture(hidden="all"), interventions=(AttentionKnockout(1, 0),))
    )
    assert np.abs(cut.hidden[3] - seen.hidden[3]).max() > 1e-4


def change_config(folder: Path, **changes: object) -> None:
    file = folder / "config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


def test_the_body_of_a_writer_without_its_last_part_is_refused(offer: Any) -> None:
    engine = offer(families.build("llama").model)  # as models for embeddings are published
    with pytest.raises(ModelUnsupported, match="LlamaModel"):
        engine.facts("own")


def test_a_model_that_needs_a_picture_is_refused(offer: Any) -> None:
    reads = {key: value for key, value in text_part("llama").items() if key != "model_type"}
    config = AutoConfig.for_model("clip", text_config=reads, vision_config=_SEES, projection_dim=16)
    engine = offer(AutoModel.from_config(config))
    with pytest.raises(ModelUnsupported, match="CLIPModel"):
        engine.facts("own")


@pytest.mark.parametrize("architectures", [["T5EncoderModel"], ["WhisperForConditionalGeneration"], [], 7])
def test_other_kinds_are_refused_in_words(architectures: object, offer: Any, tmp_path: Path) -> None:
    engine = offer(families.build("bert"))
    change_config(tmp_path / "own", architectures=architectures)
    with pytest.raises(ModelUnsupported):
        engine.facts("own")
