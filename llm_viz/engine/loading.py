"""Models in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModel, AutoModelForCausalLM, DynamicCache, PreTrainedModel
from transformers.utils import logging as transformers_logging

from llm_viz.base.errors import ModelBroken
from llm_viz.engine.attention import HOOKED, AttentionHook, hooked
from llm_viz.engine.catalogue import ModelCard
from llm_viz.engine.device import Device
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.tokenizer import TextTokenizer
from llm_viz.engine.transformer_modules import TransformerModules, find_modules

_END_NAMES = ("<eos>", "</s>", "<|endoftext|>", "<|im_end|>", "<|end_of_text|>", "<|eot_id|>", "<end_of_turn>")


@dataclass(frozen=True, eq=False)
class LoadedModel:
    """A model with its tokenizer. `end_ids` are the tokens that end a text."""

    model: PreTrainedModel
    tokenizer: TextTokenizer
    modules: TransformerModules
    facts: ModelFacts
    end_ids: frozenset[int]

    @property
    def device(self) -> torch.device:
        return self.model.device

    @contextmanager
    def pass_through(self, hook: AttentionHook | None = None) -> Iterator[None]:
        """The context in which forward passes run: without gradients, with the hook applied if there is one."""
        capped = getattr(self.model.config, "attn_logit_softcapping", None) is not None
        if hook is None and capped:
            hook = AttentionHook()
        with torch.inference_mode():
            if hook is None:
                yield
            else:
                with hooked(hook):
                    yield

    def next_logits(self, ids: torch.Tensor, cache: DynamicCache | None = None) -> torch.Tensor:
        """Logits (row, vocab) after the last of `ids` (row, pos), which follow the tokens already in the cache."""
        output = self.model(input_ids=ids, past_key_values=cache, use_cache=cache is not None, logits_to_keep=1)
        logits: torch.Tensor = output.logits[:, -1]
        return logits

    def tensor(self, ids: list[int]) -> torch.Tensor:
        """Token ids (1, pos) on the model's device."""
        return torch.tensor([ids], dtype=torch.long, device=self.device)


def load(card: ModelCard, folder: Path, device: Device) -> LoadedModel:
    """Load a prepared model: safetensors only, no remote code, no network.

    Raises `ModelBroken` if its files cannot be read, `ModelUnsupported` if its blocks are not found.
    """
    auto = AutoModelForCausalLM if card.causal else AutoModel
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call] # loading takes a second
    try:
        model = auto.from_pretrained(
            folder,
            dtype=device.dtype,
            attn_implementation=HOOKED,
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
        )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as problem:  # the Rust libraries (safetensors, tokenizers) raise bare Exception for damaged files
        raise ModelBroken(model=card.key, file=str(problem)[:200]) from problem
    torch.nn.Module.to(model, device.torch_device)  # the model's own `to` is typed for another purpose
    model.eval().requires_grad_(False)
    return LoadedModel(
        model=model,
        tokenizer=TextTokenizer(tokenizer),
        modules=find_modules(model),
        facts=_facts(card, model, device),
        end_ids=_end_ids(model, tokenizer),
    )


def _facts(card: ModelCard, model: PreTrainedModel, device: Device) -> ModelFacts:
    config = model.config
    return ModelFacts(
        key=card.key,
        name=card.name,
        causal=card.causal,
        architecture=type(model).__name__,
        layers=config.num_hidden_layers,
        heads=config.num_attention_heads,
        key_value_heads=getattr(config, "num_key_value_heads", None) or config.num_attention_heads,
        width=config.hidden_size,
        vocabulary_size=config.vocab_size,
        context_length=config.max_position_embeddings,
        parameters=sum(parameter.numel() for parameter in model.parameters()),
        device=device.name,
        precision=device.precision,
    )


def _end_ids(model: PreTrainedModel, tokenizer: Tokenizer) -> frozenset[int]:
    settings = (model.config, getattr(model, "generation_config", None))
    declared = [getattr(config, "eos_token_id", None) for config in settings]
    listed = [ids if isinstance(ids, list) else [ids] for ids in declared]
    ids = {token for ids in listed for token in ids if token is not None}
    special = {added.content: number for number, added in tokenizer.get_added_tokens_decoder().items() if added.special}
    return frozenset(ids | {special[name] for name in _END_NAMES if name in special})
