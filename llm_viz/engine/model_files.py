"""Where the files of a model are on this machine, and whether they may be loaded at all.

Only safetensors and GGUF hold weights here: a pickle can run code when it is opened.
"""

from __future__ import annotations

import json
import math
import os
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from llm_viz.base.errors import ModelBroken, ModelMissing, ModelUnsupported, TokenizerMissing, WeightsUnsafe
from llm_viz.engine.catalogue import MODELS_VARIABLE, Folder, Hub, ModelCard, Packaged, architectures, is_causal

DOWNLOAD_VARIABLE = "LLM_VIZ_ALLOW_DOWNLOAD"
WEIGHTS = "model.safetensors"
INDEX = "model.safetensors.index.json"
TOKENIZER = "tokenizer.json"

_PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl")
# What tokenizers are published as: tokenizer.json and .model, vocab.json and .txt, spiece.model, tekken.json, …
_TOKENIZER_FILES = ("*token*.json", "vocab*", "*.model", "*.tiktoken", "tekken.json")
_HUB_FILES = ["*.json", "*.safetensors", "*.txt", "*.model", "*.jinja"]
_INSTALL = "pip install --no-deps -r requirements-data.txt"


@dataclass(frozen=True, slots=True)
class Gguf:
    """A GGUF file, perhaps in several parts; `sha256` of the whole if it is known."""

    parts: tuple[Path, ...]
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A folder with `config.json` and safetensors; `sha256` of `model.safetensors` if it is known."""

    folder: Path
    sha256: str | None

    @property
    def ready(self) -> bool:
        """Whether it can be loaded where it is: it brings a tokenizer in the one format that is read here."""
        return (self.folder / TOKENIZER).is_file()


def locate(card: ModelCard, download: bool = False) -> Gguf | Checkpoint:
    """The model's files; with `download`, fetched from the hub where `LLM_VIZ_ALLOW_DOWNLOAD=1` allows it.

    Raises ModelMissing, WeightsUnsafe (pickles only), TokenizerMissing, ModelUnsupported (another kind of model) and
    ModelBroken (incomplete files).
    """
    match card.source:
        case Packaged(parts, sha256):
            paths = tuple(_packaged_path(card, *part) for part in parts)
            if len(paths) == 1 and paths[0].is_dir():
                return _checkpoint(card, paths[0], sha256)
            return Gguf(paths, sha256)
        case Folder(path):
            if not path.exists():
                raise ModelMissing(model=card.key, remedy=f"{MODELS_VARIABLE}=/…/{card.key}")
            return _on_disk(card, path)
        case Hub(repository):
            return _on_disk(card, _snapshot(card, repository, download))


def fetch(card: ModelCard) -> None:
    """Download a model of the hub if `LLM_VIZ_ALLOW_DOWNLOAD=1` allows it; only then is it known what it is.

    Raises ModelMissing.
    """
    if isinstance(card.source, Hub):
        _snapshot(card, card.source.repository, download=True)


def _packaged_path(card: ModelCard, package: str, path: str) -> Path:
    try:
        found = _folder_of_package(package) / path
    except PackageNotFoundError:
        raise ModelMissing(model=card.key, remedy=_install_line(package)) from None
    if not found.exists():
        raise ModelBroken(model=card.key, file=found.name)
    return found


@lru_cache
def _folder_of_package(package: str) -> Path:
    """Where a package is installed. Looked for once: going through all packages takes longer than what pages show of
    the models. `PackageNotFoundError` for one that is not, which is not kept.
    """
    return Path(str(distribution(package).locate_file("")))


def _install_line(package: str) -> str:
    return "pip install -r requirements.txt" if package.startswith("gemma") else _INSTALL


def _snapshot(card: ModelCard, repository: str, download: bool) -> Path:
    from huggingface_hub import snapshot_download  # slow to import, and only needed for such models
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    allowed = download and os.environ.get(DOWNLOAD_VARIABLE) == "1"
    try:
        # Files in subfolders of a repository are copies of the model in other formats.
        return Path(
            snapshot_download(
                repository, allow_patterns=_HUB_FILES, ignore_patterns=["*/*"], local_files_only=not allowed
            )
        )
    except (LocalEntryNotFoundError, HfHubHTTPError, OSError):
        remedy = f"{DOWNLOAD_VARIABLE}=1 python -m llm_viz setup --model {repository}"
        raise ModelMissing(model=card.key, remedy=remedy) from None


def _on_disk(card: ModelCard, path: Path) -> Gguf | Checkpoint:
    if path.is_file():
        if path.suffix != ".gguf":
            raise ModelUnsupported(model=card.key, detail=path.name)
        return Gguf((path,), None)
    ggufs = sorted(path.glob("*.gguf"))
    if ggufs and not (path / "config.json").exists():
        if len(ggufs) > 1:
            raise ModelUnsupported(model=card.key, detail=", ".join(file.name for file in ggufs))
        return Gguf((ggufs[0],), None)
    return _checkpoint(card, path, None)


def _checkpoint(card: ModelCard, folder: Path, sha256: str | None) -> Checkpoint:
    check_folder(folder, card)
    if not any(any(folder.glob(pattern)) for pattern in _TOKENIZER_FILES):
        raise TokenizerMissing(model=card.key)
    return Checkpoint(folder, sha256)


def check_folder(folder: Path, card: ModelCard) -> None:
    """That the folder holds a model of the right kind in complete safetensors files. Reads a few kilobytes.

    Raises ModelUnsupported, WeightsUnsafe, ModelBroken.
    """
    config = _read_json(folder / "config.json", card)
    if card.causal and not is_causal(config):
        raise ModelUnsupported(model=card.key, detail=", ".join(architectures(config)) or "config.json: architectures")
    for file in _weight_files(folder, card):
        check_safetensors(file, card)


def _weight_files(folder: Path, card: ModelCard) -> list[Path]:
    if (folder / WEIGHTS).exists():
        return [folder / WEIGHTS]
    if (folder / INDEX).exists():
        weight_map = _read_json(folder / INDEX, card).get("weight_map")
        shards = {str(name) for name in weight_map.values()} if isinstance(weight_map, dict) else set()
        if not shards or any(Path(name).name != name for name in shards):
            raise ModelBroken(model=card.key, file=INDEX)
        return [folder / name for name in sorted(shards)]
    pickles = sorted(file.name for pattern in _PICKLES for file in folder.glob(pattern))
    if pickles:
        reader = "AutoModelForCausalLM" if card.causal else "AutoModel"
        raise WeightsUnsafe(model=card.key, file=", ".join(pickles), reader=reader)
    raise ModelUnsupported(model=card.key, detail=f"{WEIGHTS}: 0")


def check_safetensors(file: Path, card: ModelCard) -> None:
    """That the file is exactly as long as its own header says. Raises ModelBroken."""
    try:
        start, entries = _safetensors_header(file)
        if start + max(entry["data_offsets"][1] for entry in entries) != file.stat().st_size:
            raise ValueError("tensors are missing")
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise ModelBroken(model=card.key, file=file.name) from error


def parameters_in(folder: Path) -> int:
    """How many numbers the safetensors files of a checked folder hold; reads a few kilobytes."""
    headers = (_safetensors_header(file) for file in folder.glob("*.safetensors"))
    return sum(math.prod(entry["shape"]) for _, entries in headers for entry in entries)


def _safetensors_header(file: Path) -> tuple[int, list[dict[str, Any]]]:
    """Where the tensors begin, and what the header says of each: 8 bytes of length, a JSON header, the tensors.

    The format: https://github.com/huggingface/safetensors#format.
    """
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        if length > file.stat().st_size:
            raise ValueError("shorter than its header")
        header = json.loads(stream.read(length))
    return 8 + length, [entry for name, entry in header.items() if name != "__metadata__"]


def _read_json(file: Path, card: ModelCard) -> dict[str, object]:
    try:
        content = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise ModelUnsupported(model=card.key, detail=f"{file.name}: 0") from None
    except (OSError, ValueError) as error:
        raise ModelBroken(model=card.key, file=file.name) from error
    if not isinstance(content, dict):
        raise ModelBroken(model=card.key, file=file.name)
    return content
