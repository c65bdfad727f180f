"""The cache of converted models: nothing half made is ever used, and what is broken is noticed and made again."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from safetensors import SafetensorError

from llm_viz.base.errors import (
    CacheUnusable,
    ModelBroken,
    ModelNotPrepared,
    ModelUnsupported,
    OutOfDisk,
)
from llm_viz.engine import store
from llm_viz.engine.catalogue import Folder, ModelCard
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


def flip_config(folder):
    text = (folder / "config.json").read_text()
    (folder / "config.json").write_text(text.replace('"float32"', '"float61"'))


DAMAGE = {
    "weights cut short": tiny.cut_weights,
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
