"""The models that the GPU is measured with, and its memory."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, pre_tokenizers, trainers
from tokenizers.models import BPE
from transformers import LlamaConfig, LlamaForCausalLM

from benchmarks.machine import resident_bytes
from llm_viz.base.errors import UnknownModel
from llm_viz.engine.catalogue import CARDS, Folder, ModelCard
from llm_viz.engine.device import choose_device
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.store import status

SHAPES = {
    "random-135m": {"hidden_size": 576, "intermediate_size": 1536, "num_hidden_layers": 30, "num_attention_heads": 9,
                    "num_key_value_heads": 3, "head_dim": 64},
    "random-3b": {"hidden_size": 3072, "intermediate_size": 8192, "num_hidden_layers": 28, "num_attention_heads": 24,
                  "num_key_value_heads": 8, "head_dim": 128},
}  # fmt: skip
"""SmolLM2 135M's and Llama 3.2 3B's, both with SmolLM2's vocabulary."""
TINY = {
    "random-135m": {"hidden_size": 64, "intermediate_size": 96, "num_hidden_layers": 3, "num_attention_heads": 4,
                    "num_key_value_heads": 2, "head_dim": 16},
    "random-3b": {"hidden_size": 512, "intermediate_size": 2048, "num_hidden_layers": 12, "num_attention_heads": 8,
                  "num_key_value_heads": 4, "head_dim": 64},
}  # fmt: skip
VOCABULARY = 49_152
_REAL = "smollm2-135m"
_END = "<|endoftext|>"


class Models:
    """A small and a large model; random ones are written into `folder`."""

    def __init__(self, folder: Path, *, tiny: bool) -> None:
        self._folder, self.tiny = folder, tiny
        prepared = next((card for card in CARDS if card.key == _REAL and status(card) is None), None)
        self._random = tiny or prepared is None
        self.small = self._written("random-135m") if tiny or prepared is None else prepared
        self.large = self._written("random-3b")

    @property
    def cards(self) -> tuple[ModelCard, ModelCard]:
        return self.small, self.large

    def engine(self) -> LocalEngine:
        """A new engine that knows these models only."""
        return LocalEngine(self._find, lambda: self.cards)

    def described(self) -> str:
        """What the figures are of."""
        shown = choose_device()
        weights = "random weights" if self._random else f"{self.small.name}'s weights"
        size = "tiny models" if self.tiny else "a random model of 3B"
        return f"{shown.name}, small models in {shown.precision}; {weights}, {size}."

    def _find(self, key: str) -> ModelCard:
        for card in self.cards:
            if card.key == key:
                return card
        raise UnknownModel(model=key, known=", ".join(card.key for card in self.cards))

    def _written(self, name: str) -> ModelCard:
        """A model of this shape, made where it will run and written in bfloat16, as large ones are published."""
        path = self._folder / name
        shape: dict[str, Any] = (TINY if self.tiny else SHAPES)[name]
        config = LlamaConfig(
            vocab_size=VOCABULARY,
            max_position_embeddings=8192,
            bos_token_id=0,
            eos_token_id=0,
            tie_word_embeddings=True,
            dtype=torch.bfloat16,
            **shape,
        )
        torch.manual_seed(0)
        with choose_device().torch_device:
            model = LlamaForCausalLM._from_config(config, dtype=torch.bfloat16)
        model.save_pretrained(path)
        _tokenizer().save(str(path / "tokenizer.json"))
        del model
        clean_up()
        return ModelCard(name, name, True, Folder(path), licence="", best_language=None)


def is_gpu() -> bool:
    """Whether the engine computes on one."""
    return choose_device().torch_device.type != "cpu"


def clean_up() -> None:
    """Give back what nobody holds any more."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def allocated() -> int:
    """Bytes that tensors take on the device; without a GPU, what the system gives the process."""
    match choose_device().torch_device.type:
        case "cuda":
            return torch.cuda.memory_allocated()
        case "mps":
            return torch.mps.current_allocated_memory()
        case _:
            return resident_bytes()


def reserved() -> int:
    """Bytes that the process holds on the device, used or not."""
    match choose_device().torch_device.type:
        case "cuda":
            return torch.cuda.memory_reserved()
        case "mps":
            return torch.mps.driver_allocated_memory()
        case _:
            return resident_bytes()


def _tokenizer() -> Tokenizer:
    """Bytes and a few merges of English; all other rows of the vocabulary stay without a text."""
    bpe = Tokenizer(BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=2000,
        special_tokens=[_END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    bpe.train_from_iterator(["The capital of France is Paris, and that of Italy is Rome."] * 20, trainer)
    return bpe
