"""Tiny random models, built in the test itself: real architectures, a few thousand parameters, no outside files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    BertConfig,
    BertModel,
    Gemma2Config,
    Gemma2ForCausalLM,
    Gemma3ForCausalLM,
    Gemma3TextConfig,
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedModel,
)

from llm_viz.engine.catalogue import Folder, ModelCard
from llm_viz.engine.loading import LoadedModel, load
from tests.support.device import DEVICE

VOCABULARY = 320
END = "<|endoftext|>"


def tokenizer() -> Tokenizer:
    """A byte-level BPE tokenizer that has learned a few merges of English and Japanese."""
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=[END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    bpe.train_from_iterator(["the apple and the phone", "私は今日は学校に行きます"] * 20, trainer)
    return bpe


def llama() -> PreTrainedModel:
    """Grouped-query attention: 4 heads share 2 keys."""
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=VOCABULARY,
            hidden_size=32,
            intermediate_size=48,
            num_hidden_layers=3,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=128,
            bos_token_id=0,
            eos_token_id=0,
        )
    )


def gpt2() -> PreTrainedModel:
    """Learned positions, LayerNorm, one matrix for query, key and value."""
    return GPT2LMHeadModel(
        GPT2Config(
            vocab_size=VOCABULARY, n_positions=128, n_embd=32, n_layer=3, n_head=4, bos_token_id=0, eos_token_id=0
        )
    )


def gemma3() -> PreTrainedModel:
    """Sliding windows, here of 4 tokens so that a short text exceeds them, and normalised queries and keys."""
    return Gemma3ForCausalLM(
        Gemma3TextConfig(
            vocab_size=VOCABULARY,
            hidden_size=32,
            intermediate_size=48,
            num_hidden_layers=3,
            num_attention_heads=4,
            num_key_value_heads=1,
            head_dim=8,
            query_pre_attn_scalar=8,
            sliding_window=4,
            layer_types=["sliding_attention", "full_attention", "sliding_attention"],
            max_position_embeddings=128,
            bos_token_id=0,
            eos_token_id=0,
            pad_token_id=0,
        )
    )


def gemma2() -> PreTrainedModel:
    """Capped scores: those of attention, here low enough to be bent, and those of the tokens that could come next."""
    return Gemma2ForCausalLM(
        Gemma2Config(
            vocab_size=VOCABULARY,
            hidden_size=32,
            intermediate_size=48,
            num_hidden_layers=3,
            num_attention_heads=4,
            num_key_value_heads=2,
            head_dim=8,
            query_pre_attn_scalar=8,
            attn_logit_softcapping=2.0,
            final_logit_softcapping=30.0,
            sliding_window=128,
            max_position_embeddings=128,
            bos_token_id=0,
            eos_token_id=0,
            pad_token_id=0,
        )
    )


def bert() -> PreTrainedModel:
    """A bidirectional encoder."""
    return BertModel(
        BertConfig(
            vocab_size=VOCABULARY,
            hidden_size=32,
            intermediate_size=48,
            num_hidden_layers=3,
            num_attention_heads=4,
            max_position_embeddings=128,
        ),
        add_pooling_layer=False,
    )


CAUSAL: dict[str, Callable[[], PreTrainedModel]] = {"llama": llama, "gpt2": gpt2, "gemma2": gemma2, "gemma3": gemma3}


def save(build: Callable[[], PreTrainedModel], folder: Path) -> ModelCard:
    """Write a random model of this kind to a folder, in the layout of Hugging Face, and return its card."""
    torch.manual_seed(0)
    model = build()
    with torch.no_grad():  # sharper than at initialisation, so that mistakes show
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.mul_(8)
    model.save_pretrained(folder)
    tokenizer().save(str(folder / "tokenizer.json"))
    return ModelCard(
        key=folder.name,
        name=folder.name,
        causal=build is not bert,
        source=Folder(folder),
        licence="",
        best_language=None,
    )


def cut_weights(folder: Path) -> None:
    """Take the last byte off a saved model's weights."""
    with (folder / "model.safetensors").open("r+b") as file:
        file.truncate(file.seek(0, os.SEEK_END) - 1)


def load_saved(card: ModelCard) -> LoadedModel:
    """The saved model as the engine loads it, on the device that this machine has."""
    assert isinstance(card.source, Folder)
    return load(card, card.source.path, DEVICE)
