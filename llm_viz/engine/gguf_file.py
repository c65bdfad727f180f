"""What stands in a GGUF file: settings, names of tensors, and the few tensors that are settings themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGUFReader, dequantize
from numpy.typing import NDArray

from llm_viz.base.errors import ModelUnsupported
from llm_viz.engine.catalogue import ModelCard

_TOKENIZER = "tokenizer.ggml."
_LONGEST = 1000  # elements of a list that is a setting; a longer one is a vocabulary


@dataclass(frozen=True, eq=False)
class GgufFile:
    """`settings` are those of the architecture, `tokenizer` those of `tokenizer.ggml`, both by the end of their key.

    `tensors`: the shape of each, as PyTorch counts axes.
    """

    card: ModelCard
    reader: GGUFReader
    architecture: str
    settings: dict[str, Any]
    tokenizer: dict[str, Any]
    tensors: dict[str, tuple[int, ...]]

    def tensor(self, name: str) -> NDArray[np.float32] | None:
        """The numbers of a tensor; None if there is none of this name."""
        found = next((tensor for tensor in self.reader.tensors if tensor.name == name), None)
        return None if found is None else dequantize(found.data, found.tensor_type).astype(np.float32)

    def refuse(self, key: str) -> ModelUnsupported:
        """The error for a setting or tensor that this app does not know how to compute with."""
        value = self.settings.get(key, self.tokenizer.get(key))
        return ModelUnsupported(model=self.card.key, detail=key if value is None else f"{key} = {value}"[:200])


def read_gguf(file: Path, card: ModelCard) -> GgufFile:
    """The file's settings, but for the long lists of the vocabulary, which are read where they are needed."""
    reader = GGUFReader(file)
    values = {key: field.contents() for key, field in reader.fields.items() if len(field.data) < _LONGEST}
    architecture = str(values["general.architecture"])
    prefix = f"{architecture}."
    return GgufFile(
        card=card,
        reader=reader,
        architecture=architecture,
        settings={key.removeprefix(prefix): value for key, value in values.items() if key.startswith(prefix)},
        tokenizer={key.removeprefix(_TOKENIZER): value for key, value in values.items() if key.startswith(_TOKENIZER)}
        | {key.removeprefix(_TOKENIZER): ... for key in reader.fields.keys() - values.keys()},
        tensors={tensor.name: tuple(int(size) for size in reversed(tensor.shape)) for tensor in reader.tensors},
    )


def head_length(gguf: GgufFile) -> int:
    """How many numbers a key has: what the file says, else each head's share of the width."""
    heads = gguf.settings.get("attention.head_count") or 1
    share = gguf.settings["embedding_length"] // (heads[0] if isinstance(heads, list) else heads)
    return int(gguf.settings.get("attention.key_length", share))
