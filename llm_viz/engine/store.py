"""Converted models, kept in a cache folder.

A model's folder appears in one rename, when it is complete: a killed conversion leaves only a `.partial` folder, which
the next one removes. Beside the model lies a manifest, which tells a damaged or outdated copy.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock
from safetensors import SafetensorError

from llm_viz.base.errors import (
    CacheUnusable,
    LlmVizError,
    ModelBroken,
    ModelNotPrepared,
    ModelUnsupported,
    OutOfDisk,
)
from llm_viz.engine.catalogue import Folder, ModelCard
from llm_viz.engine.convert import Progress, convert, sha256_of
from llm_viz.engine.model_files import WEIGHTS, Checkpoint, Gguf, check_folder, locate

CACHE_VARIABLE = "LLM_VIZ_CACHE"
MANIFEST = "llm-viz.json"
_RECIPE = 2  # raise it when `convert` would write other files than before: older copies are then made again
_CHECK = 2  # raise it when a model's check at load notices more than before: all models are then checked again
_SMALL_FILE = 1 << 20  # bytes up to which a file is read again at every check
_MIB = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EFBIG)
_GROWTH = 8  # a weight of 4 bits becomes one of 32


def cache_folder() -> Path:
    """Where converted models are kept: `LLM_VIZ_CACHE`, else the platform's cache folder of this user."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "llm-viz"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "llm-viz"


def status(card: ModelCard) -> str | None:
    """The message id of why the model cannot be used now, or None. Takes a millisecond: loads nothing."""
    try:
        prepared_folder(card)
    except LlmVizError as problem:
        return problem.message_id
    return None


def prepared_folder(card: ModelCard) -> Path:
    """The folder to load the model from: `config.json`, safetensors and `tokenizer.json`, cheaply checked.

    Raises ModelMissing, ModelUnsupported, ModelNotPrepared and ModelBroken.
    """
    source = locate(card)
    if isinstance(source, Checkpoint) and source.ready:
        return source.folder
    folder = _folder_of(card)
    _check(folder, card, source, thorough=False)
    return folder


def verify(card: ModelCard, thorough: bool = False) -> None:
    """Check the model as `prepared_folder` does; `thorough` also reads all weights and compares their SHA-256.

    A copy made here that fails the thorough check is marked, so that every check finds it damaged and `prepare` makes
    it again. Raises ModelMissing, ModelUnsupported, ModelNotPrepared and ModelBroken.
    """
    source = locate(card)
    if not (isinstance(source, Checkpoint) and source.ready):
        try:
            _check(_folder_of(card), card, source, thorough)
        except ModelBroken:
            with suppress(OSError):  # where nothing can be written, nothing can be made again either
                (_folder_of(card) / MANIFEST).unlink()
            raise
    elif thorough and source.sha256 is not None and sha256_of(source.folder / WEIGHTS) != source.sha256:
        raise ModelBroken(model=card.key, file=WEIGHTS)


def is_damaged(card: ModelCard) -> bool:
    """Whether the thorough check finds the model damaged, and has marked the copy made here."""
    try:
        verify(card, thorough=True)
    except ModelBroken:
        return True
    except LlmVizError:  # missing, or never prepared
        return False
    return False


def has_passed(card: ModelCard) -> bool:
    """Whether these files of the model have passed their check with these versions of the libraries."""
    try:
        return _pass_note(card).read_text("utf-8") == _state(card)
    except OSError:
        return False


def note_passed(card: ModelCard) -> None:
    """Remember that the model has passed its check; where nothing can be written, it is checked again the next time."""
    note = _pass_note(card)
    with suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(_state(card), "utf-8")


def _pass_note(card: ModelCard) -> Path:
    return _folder_of(card).with_suffix(".passed")


def _state(card: ModelCard) -> str:
    """Changes whenever the model or what computes it does."""
    versions = {package: version(package) for package in ("torch", "transformers")}
    return json.dumps({"check": _CHECK, "source": _fingerprint(locate(card)), **versions}, indent=2)


def is_made_here(card: ModelCard) -> bool:
    """Whether the model is used as a copy that `prepare` makes, and makes again when it is damaged."""
    try:
        source = locate(card)
    except LlmVizError:
        return False
    return not (isinstance(source, Checkpoint) and source.ready)


def prepare(card: ModelCard, progress: Progress) -> Path:
    """Convert the model unless a sound copy is there, and return its folder. Safe to call from several processes.

    Raises ModelMissing, ModelUnsupported, ModelBroken (the published files), OutOfDisk, and CacheUnusable if the cache
    folder cannot be written to.
    """
    source = locate(card, download=True)
    if isinstance(source, Checkpoint) and source.ready:
        return source.folder
    folder = _folder_of(card)
    with _room_errors(source, folder.parent):
        _make_folder(folder.parent)
        with FileLock(folder.with_name(f"{folder.name}.lock")):
            _remove_leftovers(folder)
            if not _is_sound(folder, card, source):
                _build(card, source, folder, progress)
    return folder


def _folder_of(card: ModelCard) -> Path:
    """Readable, safe as a file name on every platform, and different for different keys."""
    readable = re.sub(r"[^a-z0-9]+", "-", card.key.lower()).strip("-")[:40]
    identity = str(card.source.path) if isinstance(card.source, Folder) else card.key
    digest = hashlib.sha256(identity.encode()).hexdigest()[:8]
    return cache_folder() / "models" / f"{readable}-{digest}"


def _build(card: ModelCard, source: Gguf | Checkpoint, folder: Path, progress: Progress) -> None:
    needed, free = _needed_bytes(source), shutil.disk_usage(folder.parent).free
    if free < needed:
        raise OutOfDisk(needed_mb=needed // _MIB, free_mb=free // _MIB, folder=str(folder.parent))
    # In the same file system as its destination, so that the rename at the end is atomic.
    with tempfile.TemporaryDirectory(
        prefix=f".{folder.name}.", suffix=".partial", dir=folder.parent, ignore_cleanup_errors=True
    ) as partial:
        fresh, scratch = Path(partial, "fresh"), Path(partial, "scratch")
        fresh.mkdir()
        scratch.mkdir()
        try:
            convert(source, card, fresh, scratch, progress)
            check_folder(fresh, card)
        except ModelUnsupported as problem:
            _note_refusal(folder, source, problem)
            raise
        _refusal_note(folder).unlink(missing_ok=True)
        _write_manifest(fresh, source)
        if folder.exists():
            folder.replace(Path(partial, "replaced"))
        fresh.replace(folder)
    progress(1.0, "setup-done")


def _refusal_note(folder: Path) -> Path:
    """Where it is kept why these published files cannot be converted, so that nobody is told to try it again."""
    return folder.with_suffix(".refused")


def _note_refusal(folder: Path, source: Gguf | Checkpoint, problem: ModelUnsupported) -> None:
    note = {"recipe": _RECIPE, "source": _fingerprint(source), "detail": problem.values["detail"]}
    _refusal_note(folder).write_text(json.dumps(note), "utf-8")


def _check_refusal(folder: Path, card: ModelCard, source: Gguf | Checkpoint) -> None:
    try:
        note = json.loads(_refusal_note(folder).read_text("utf-8"))
        refused, detail = (note["recipe"], note["source"]), str(note["detail"])
    except (OSError, ValueError, KeyError, TypeError):
        return
    if refused == (_RECIPE, _fingerprint(source)):
        raise ModelUnsupported(model=card.key, detail=detail)


def _remove_leftovers(folder: Path) -> None:
    """Remove what killed conversions of this model left behind. Call it only while holding the model's lock."""
    for leftover in folder.parent.glob(f".{folder.name}.*.partial"):
        shutil.rmtree(leftover, ignore_errors=True)


def _write_manifest(folder: Path, source: Gguf | Checkpoint) -> None:
    files = {
        file.name: {"size": file.stat().st_size, "sha256": sha256_of(file)}
        for file in sorted(folder.iterdir())
        if file.is_file()
    }
    manifest = {"recipe": _RECIPE, "source": _fingerprint(source), "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2), "utf-8")


def _fingerprint(source: Gguf | Checkpoint) -> str:
    """Changes whenever the published files change: their SHA-256 where it is known, else names, sizes and times."""
    if source.sha256 is not None:
        return source.sha256
    files = source.parts if isinstance(source, Gguf) else sorted(source.folder.iterdir())
    states = ((file.name, file.stat()) for file in files)
    text = repr([(name, state.st_size, state.st_mtime_ns) for name, state in states])
    return hashlib.sha256(text.encode()).hexdigest()


def _is_sound(folder: Path, card: ModelCard, source: Gguf | Checkpoint) -> bool:
    try:
        _check(folder, card, source, thorough=False)
    except (ModelNotPrepared, ModelBroken, ModelUnsupported):
        return False
    return True


def _check(folder: Path, card: ModelCard, source: Gguf | Checkpoint, thorough: bool) -> None:
    try:
        there = folder.is_dir()
    except OSError:  # such as a name that is too long for the disk
        there = False
    if not there:
        _check_refusal(folder, card, source)
        raise ModelNotPrepared(model=card.key)
    files = _manifest_files(folder, card, source)
    for name, entry in files.items():
        file = folder / name
        try:
            size = file.stat().st_size
            intact = size == entry["size"] and (
                not (thorough or size <= _SMALL_FILE) or sha256_of(file) == entry["sha256"]
            )
        except OSError:
            intact = False
        if not intact:
            raise ModelBroken(model=card.key, file=name)


def _manifest_files(folder: Path, card: ModelCard, source: Gguf | Checkpoint) -> dict[str, dict[str, str | int]]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        recipe, fingerprint, files = manifest["recipe"], manifest["source"], dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelBroken(model=card.key, file=MANIFEST) from error
    if (recipe, fingerprint) != (_RECIPE, _fingerprint(source)):
        raise ModelNotPrepared(model=card.key)
    return files


def _needed_bytes(source: Gguf | Checkpoint) -> int:
    if isinstance(source, Gguf):
        return _GROWTH * sum(part.stat().st_size for part in source.parts)
    return sum(file.stat().st_size for file in source.folder.glob("*.safetensors"))


def _make_folder(folder: Path) -> None:
    """Create it. Only here does every error mean that the place itself is wrong, such as a file or /proc."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in _FULL:
            raise
        raise _unusable(folder, error) from error


@contextmanager
def _room_errors(source: Gguf | Checkpoint, folder: Path) -> Iterator[None]:
    """Turn what the operating system says about the cache folder into errors that say what to do."""
    try:
        yield
    except (OSError, SafetensorError) as error:
        number = _error_number(error)
        if number in _FULL:
            raise _out_of_disk(source, folder) from error
        if number in _FORBIDDEN:
            raise _unusable(folder, error) from error
        raise


def _out_of_disk(source: Gguf | Checkpoint, folder: Path) -> OutOfDisk:
    needed, free = _needed_bytes(source), shutil.disk_usage(folder).free
    return OutOfDisk(needed_mb=needed // _MIB, free_mb=free // _MIB, folder=str(folder))


def _error_number(error: Exception) -> int | None:
    """The operating system's number of an error, which the library of safetensors only writes into its sentence."""
    if isinstance(error, OSError):
        return error.errno
    written = re.search(r"\(os error (\d+)\)", str(error))
    return int(written[1]) if written else None


def _unusable(folder: Path, error: Exception) -> CacheUnusable:
    reason = os.strerror(_error_number(error) or 0)
    return CacheUnusable(folder=str(folder), reason=reason, setting=CACHE_VARIABLE)
