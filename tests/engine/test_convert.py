"""Conversion gives the same model: every published format, once, with a tiny model."""

from __future__ import annotations

import json
import sys

import pytest
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

from llm_viz.base.errors import ModelBroken, ModelUnsupported, TokenizerMissing
from llm_viz.engine import device, model_files, store
from llm_viz.engine.catalogue import Folder, ModelCard, Packaged
from llm_viz.engine.convert import sha256_of
from tests.engine import tiny_gguf
from tests.support import tiny

TEXT = "the apple, 今日は学校!"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def llama():
    torch.manual_seed(0)
    return tiny.llama().eval()


def card(source) -> ModelCard:
    return ModelCard("own", "Own", causal=True, source=source, licence="", best_language=None)


def prepare(card: ModelCard):
    stages: list[tuple[float, str]] = []
    folder = store.prepare(card, lambda fraction, stage: stages.append((fraction, stage)))
    return folder, stages


def assert_same(folder, model) -> None:
    """Same tokens, same logits."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    ids = tokenizer.encode(TEXT, add_special_tokens=False).ids
    assert ids == tiny.tokenizer().encode(TEXT).ids
    assert tokenizer.decode(ids) == TEXT
    converted = AutoModelForCausalLM.from_pretrained(folder, use_safetensors=True, dtype=torch.float32).eval()
    with torch.no_grad():
        expected, found = (net(input_ids=torch.tensor([ids])).logits for net in (model, converted))
    torch.testing.assert_close(found, expected)


def test_a_gguf_file_is_not_blown_up_beyond_memory(tmp_path, llama, monkeypatch):
    """Where four bytes a number do not fit, two are kept."""
    tiny_gguf.write(llama, tmp_path / "tiny.gguf")
    monkeypatch.setattr(device, "computer_memory", lambda: 1000)
    folder, _ = prepare(card(Folder(tmp_path / "tiny.gguf")))
    assert {tensor.dtype for tensor in load_file(folder / "model.safetensors").values()} == {torch.bfloat16}


def test_a_gguf_file_keeps_its_logits_and_tokens(tmp_path, llama, capfd):
    tiny_gguf.write(llama, tmp_path / "tiny.gguf")
    capfd.readouterr()
    folder, stages = prepare(card(Folder(tmp_path / "tiny.gguf")))
    assert capfd.readouterr() == ("", "")  # the libraries' own bars and warnings stay quiet
    fractions = [fraction for fraction, _ in stages]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert_same(folder, llama)


@pytest.fixture
def packaged(tmp_path, llama, monkeypatch) -> ModelCard:
    """A GGUF file cut in two, each part in an installed package."""
    whole = tmp_path / "tiny.gguf"
    tiny_gguf.write(llama, whole)
    content = whole.read_bytes()
    for name, part in (("half1", content[:1000]), ("half2", content[1000:])):
        (tmp_path / f"{name}.part").write_bytes(part)
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    model_files._folder_of_package.cache_clear()  # packages of these names were elsewhere
    return card(Packaged((("half1", "half1.part"), ("half2", "half2.part")), sha256=sha256_of(whole)))


def test_a_gguf_file_in_packages_is_put_together(packaged, llama):
    folder, _ = prepare(packaged)
    assert_same(folder, llama)
    store.verify(packaged, thorough=True)


def test_a_damaged_package_is_noticed_before_it_is_converted(packaged, tmp_path):
    content = bytearray((tmp_path / "half2.part").read_bytes())
    content[-1] ^= 1
    (tmp_path / "half2.part").write_bytes(content)
    with pytest.raises(ModelBroken):
        prepare(packaged)
    assert store.status(packaged) == "error-model-not-prepared"


def test_a_folder_without_tokenizer_json_gets_one(tmp_path, llama):
    folder = tmp_path / "slow"
    llama.save_pretrained(folder)
    model = json.loads(tiny.tokenizer().to_str())["model"]
    (folder / "vocab.json").write_text(json.dumps(model["vocab"]))
    (folder / "merges.txt").write_text("\n".join(["#version: 0.2", *(" ".join(pair) for pair in model["merges"])]))
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "GPT2Tokenizer"}))
    prepared, _ = prepare(card(Folder(folder)))
    assert prepared != folder
    assert_same(prepared, llama)


def test_a_folder_with_tokenizer_json_is_used_where_it_is(tmp_path, llama):
    ready = tiny.save(tiny.llama, tmp_path / "ready")
    folder, stages = prepare(ready)
    assert (folder, stages) == (tmp_path / "ready", [])
    assert not (tmp_path / "cache").exists()


def test_what_is_no_gguf_file_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "fake.gguf").write_bytes(b"not a model" * 100)
    with pytest.raises(ModelUnsupported):
        prepare(card(Folder(tmp_path / "fake.gguf")))
    assert not list((tmp_path / "cache" / "models").glob(".*partial"))


def test_a_folder_without_any_tokenizer_is_refused_in_a_sentence(tmp_path, llama):
    llama.save_pretrained(tmp_path / "mute")
    with pytest.raises(TokenizerMissing):
        prepare(card(Folder(tmp_path / "mute")))
