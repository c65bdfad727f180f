"""A model in memory, ready to be asked."""

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
from llm_viz.engine.anatomy import Anatomy, find_anatomy
from llm_viz.engine.attention import OBSERVED, Observation, observing
from llm_viz.engine.catalogue import ModelCard
from llm_viz.engine.device import Device
from llm_viz.engine.protocol import ModelFacts
from llm_viz.engine.tokenizer import TextTokenizer

_END_NAMES = ("<eos>", "</s>", "<|endoftext|>", "<|im_end|>", "<|end_of_text|>", "<|eot_id|>", "<end_of_turn>")


@dataclass(frozen=True, eq=False)
class LoadedModel:
    """A model with its tokenizer. `end_ids` are the tokens by which it says that its text is finished."""

    model: PreTrainedModel
    tokenizer: TextTokenizer
    anatomy: Anatomy
    facts: ModelFacts
    end_ids: frozenset[int]

    @property
    def device(self) -> torch.device:
        return self.model.device

    @contextmanager
    def pass_through(self, observation: Observation | None = None) -> Iterator[None]:
        """The setting in which forward passes run: no gradients, watched by the observation if there is one."""
        capped = getattr(self.model.config, "attn_logit_softcapping", None) is not None
        if observation is None and capped:
            observation = Observation()
        with torch.inference_mode():
            if observation is None:
                yield
            else:
                with observing(observation):
                    yield

    def next_logits(self, ids: torch.Tensor, cache: DynamicCache | None = None) -> torch.Tensor:
        """Logits (batch, vocabulary) after the last of `ids` (batch, tokens), which follow those already in the
        cache.
        """
        output = self.model(input_ids=ids, past_key_values=cache, use_cache=cache is not None, logits_to_keep=1)
        logits: torch.Tensor = output.logits[:, -1]
        return logits

    def tensor(self, ids: list[int]) -> torch.Tensor:
        """Token ids as one batch row (1, tokens) on the model's device."""
        return torch.tensor([ids], dtype=torch.long, device=self.device)


def load(card: ModelCard, folder: Path, device: Device) -> LoadedModel:
    """Load a prepared model: safetensors only, no remote code, no network. `ModelBroken` if its files do not fit."""
    auto = AutoModelForCausalLM if card.causal else AutoModel
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call] # loading takes a second
    try:
        model = auto.from_pretrained(
            folder,
            dtype=device.dtype,
            attn_implementation=OBSERVED,
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
        anatomy=find_anatomy(model),
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
    declared = [getattr(one, "eos_token_id", None) for one in settings]
    ids = {token for one in declared for token in (one if isinstance(one, list) else [one]) if token is not None}
    special = {added.content: number for number, added in tokenizer.get_added_tokens_decoder().items() if added.special}
    return frozenset(ids | {special[name] for name in _END_NAMES if name in special})
