"""Models in memory."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import DynamicCache, PreTrainedModel

from llm_viz.base.errors import ModelBroken
from llm_viz.engine.attention import AttentionHook
from llm_viz.engine.catalogue import ModelCard
from llm_viz.engine.checkpoint import read_model
from llm_viz.engine.device import Device, replays_steps, room_for_weights
from llm_viz.engine.direct_path import DirectPath, Passage, divisible
from llm_viz.engine.host_weights import bring_to
from llm_viz.engine.linear_layers import let_products_be_fast
from llm_viz.engine.logits_buffer import let_logits_be_buffered
from llm_viz.engine.model_files import TOKENIZER, WEIGHTS
from llm_viz.engine.plain_batch import PlainBatch
from llm_viz.engine.prefixes import Prefixes
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.types import Floats
from llm_viz.engine.recorded_ways import recorded_ways
from llm_viz.engine.remembered import Remembered
from llm_viz.engine.request_limits import MAX_TOKENS
from llm_viz.engine.self_check import Abilities, check_itself, plain_pass, sample_ids
from llm_viz.engine.softmax_watch import watching
from llm_viz.engine.static_batch import StaticBatch
from llm_viz.engine.static_reading import StaticReading
from llm_viz.engine.tokenizer import TextTokenizer
from llm_viz.engine.transformer_modules import TransformerModules, find_blocks, find_modules, text_settings

_LOG = logging.getLogger(__name__)

_END_NAMES = ("<eos>", "</s>", "<|endoftext|>", "<|im_end|>", "<|end_of_text|>", "<|eot_id|>", "<end_of_turn>")
_CONTEXT_NAMES = ("max_position_embeddings", "max_seq_len", "seq_length")


@dataclass(frozen=True, eq=False)
class LoadedModel:
    """A model with its tokenizer. `end_ids` are the tokens that end a text, `prefixes` the texts it read last.

    `static` and `reading`: where its steps and its passes of short texts are recorded and replayed, if they are.
    """

    model: PreTrainedModel
    tokenizer: TextTokenizer
    modules: TransformerModules
    facts: ModelFacts
    abilities: Abilities
    end_ids: frozenset[int]
    prefixes: Prefixes = field(default_factory=Prefixes)
    static: StaticBatch | None = None
    reading: StaticReading | None = None

    @property
    def device(self) -> torch.device:
        return self.model.device

    @property
    def bytes(self) -> int:
        """Memory that its weights take."""
        return sum(parameter.nbytes for parameter in self.model.parameters())

    @contextmanager
    def pass_through(
        self, hook: AttentionHook | None = None, path: DirectPath | None = None
    ) -> Iterator[Passage | None]:
        """The setting in which forward passes run, watched by the hook if there is one: no gradients, unless there is a
        direct path to follow.
        """
        with (
            torch.inference_mode() if path is None else divisible(),
            nullcontext() if hook is None else watching(self.model, self.modules, hook),
            nullcontext() if path is None else path.followed() as passage,
        ):
            yield passage

    def new_cache(self) -> DynamicCache | None:
        """An empty memory of tokens read before; None for a model that must read the whole text for every token."""
        return None if self.abilities.memory.argument is None else DynamicCache(config=self.model.config)

    def next_logits(self, ids: torch.Tensor, cache: DynamicCache | None = None) -> torch.Tensor:
        """Logits (row, vocab) after the last of `ids` (row, pos), which follow those already in the
        cache.
        """
        options = {} if cache is None else {str(self.abilities.memory.argument): cache}
        output = self.model(input_ids=ids, use_cache=cache is not None, logits_to_keep=1, **options)
        return self.checked(output.logits[:, -1])

    def next_logits_of_text(self, ids: list[int], *, watched: bool = False) -> tuple[torch.Tensor, Remembered, bool]:
        """Logits (1, vocab) after a text, what the model then remembers of it, and whether they may differ by rounding
        from `logits_of_whole_text`: because it remembered a part before.

        Only where memory can be `shared`. `watched`: something looks at the pass of the last token while it runs, as
        it cannot look at a recorded one.
        """
        known, before = self.prefixes.recall(ids)
        reading = None if watched else self._prepared_reading()
        recorded = None if reading is None else reading.read(ids, known, before)
        if recorded is not None:
            logits, read = recorded
            self.checked(logits)
        else:
            cache = DynamicCache() if before is None else before.cache()  # keeps all tokens, sliding windows included
            logits = self.next_logits(self.tensor(ids[known:]), cache)
            read = Remembered.of(cache)
        self.prefixes.note(ids, read)
        return logits, read, known > 0

    def logits_of_whole_text(self, ids: list[int]) -> torch.Tensor:
        """Logits (1, vocab) after a text, always by the same pass: of this text alone, from its first token on."""
        reading = self._prepared_reading()
        recorded = None if reading is None else reading.logits(ids)
        return self.next_logits(self.tensor(ids)) if recorded is None else self.checked(recorded)

    def _prepared_reading(self) -> StaticReading | None:
        """Recorded passes of short texts, if there are any. They have room from the first text on, so that this one,
        too, is read as all later ones are.
        """
        if self.reading is not None and self.reading.lacks_room:
            cache = DynamicCache()
            self.next_logits(self.tensor([0]), cache)
            self.reading.prepare(Remembered.of(cache))
        return self.reading

    def checked(self, logits: torch.Tensor) -> torch.Tensor:
        """The logits (…, vocab), if probabilities can be made of them: a token may be ruled out (−∞), not all of them.

        Raises `ModelBroken`.
        """
        self.check_best(logits.amax(-1).tolist())
        return logits

    def check_best(self, best: Iterable[float]) -> None:
        """Likewise by the best logit of every row, which is not a number if any of the row is none."""
        if not all(map(math.isfinite, best)):
            raise ModelBroken(model=self.facts.key, file=WEIGHTS)

    def numbers(self, computed: torch.Tensor) -> torch.Tensor:
        """What the model has computed, of any shape (…); `ModelBroken` if some of it is no number.

        Sound weights give numbers for every text; a few damaged bytes may spoil only the tokens that they belong to.
        """
        if computed.isnan().any():
            raise ModelBroken(model=self.facts.key, file=WEIGHTS)
        return computed

    def read_only(self, tensor: torch.Tensor) -> Floats:
        """A read-only float32 copy of any shape, (…): results are shared between visitors. `ModelBroken` for NaN."""
        array = self.numbers(tensor).detach().to("cpu", torch.float32).numpy().copy()
        array.setflags(write=False)
        return np.asarray(array)

    def plain_batch(self) -> PlainBatch:
        """An empty batch for texts that share a memory."""
        return PlainBatch(self.model, self.abilities.memory, self.facts.layers, self.abilities.known)

    def tensor(self, ids: list[int]) -> torch.Tensor:
        """Token ids as one batch row (1, tokens) on the model's device."""
        return torch.tensor([ids], dtype=torch.long, device=self.device)

    def filled_up(self, texts: Sequence[list[int]]) -> torch.Tensor:
        """Several texts as one batch (row, longest text), the shorter ones filled up at their ends."""
        ids = torch.zeros((len(texts), max(map(len, texts))), dtype=torch.long)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = torch.tensor(text)
        return ids.to(self.device)


def load(card: ModelCard, folder: Path, device: Device, room: int | None = None) -> LoadedModel:
    """Load a prepared model and check it against itself. `room`: bytes for its weights; None for what is free.

    Raises `OutOfMemory` if there is too little of it even for a model most of which stays outside, `ModelBroken` if its
    files are damaged, `WeightsUnfit` if they do not belong together, `ModelUnsupported` if transformers cannot read
    them, `ModelDeviates` if what is computed here would differ from the model.
    """
    model = read_model(card, folder, device.dtype)
    tokenizer = _read_tokenizer(card, folder)
    end_ids = _end_ids(model, tokenizer)
    room = room_for_weights(device) if room is None else room
    outside = bring_to(model, list(find_blocks(card.key, model)), device.torch_device, room)
    if outside:
        _LOG.warning("%s: %d blocks stay in the computer's memory", card.name, outside)
    model.train(False).requires_grad_(False)
    let_logits_be_buffered(model)
    ids = sample_ids(model)
    modules = find_modules(card.key, model, ids)
    plain = plain_pass(card, model, ids)
    if device.torch_device.type == "cpu" and not outside:
        let_products_be_fast(modules.blocks)
    abilities = check_itself(card, model, modules, plain)
    text_tokenizer = TextTokenizer(tokenizer, rows=_rows(model), writes=card.causal)
    facts = _facts(card, model, device, abilities, text_tokenizer)
    return LoadedModel(
        model=model,
        tokenizer=text_tokenizer,
        modules=modules,
        facts=facts,
        abilities=abilities,
        end_ids=end_ids,
        **(recorded_ways(model, facts, abilities) if replays_steps(device) and not outside else {}),
    )


def _read_tokenizer(card: ModelCard, folder: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(folder / TOKENIZER))
    except Exception as problem:  # the Rust library raises bare Exception for damaged files
        raise ModelBroken(model=card.key, file=TOKENIZER) from problem


def _rows(model: PreTrainedModel) -> int:
    """How many tokens the model knows."""
    table = model.get_input_embeddings()
    assert isinstance(table, nn.Embedding)
    return table.num_embeddings


def _facts(
    card: ModelCard, model: PreTrainedModel, device: Device, abilities: Abilities, tokenizer: TextTokenizer
) -> ModelFacts:
    config = text_settings(model)
    return ModelFacts(
        key=card.key,
        name=card.name,
        causal=card.causal,
        architecture=type(model).__name__,
        layers=config.num_hidden_layers,
        heads=abilities.heads,
        key_value_heads=abilities.memory.key_value_heads or abilities.heads,
        width=config.hidden_size,
        vocabulary_size=config.vocab_size,
        context_length=_context_length(model),
        parameters=sum(parameter.numel() for parameter in model.parameters()),
        device=device.name,
        precision=device.precision,
        attention_layers=abilities.attention_layers,
        only_attention=abilities.only_attention,
        left_out=tokenizer.left_out,
        divides_scores=abilities.direct_path is not None,
    )


def _context_length(model: PreTrainedModel) -> int:
    """The most tokens the model reads at once; of a model that sets no limit, the most that are read here."""
    config = text_settings(model)
    length = next(filter(None, (getattr(config, name, None) for name in _CONTEXT_NAMES)), MAX_TOKENS)
    # RoBERTa and its kin keep the first rows of their table of positions, up to that of padding, for no token.
    unused = [
        table.padding_idx + 1
        for path, table in model.named_modules()
        if isinstance(table, nn.Embedding) and "position" in path and table.padding_idx is not None
    ]
    return int(length) - max(unused, default=0)


def _end_ids(model: PreTrainedModel, tokenizer: Tokenizer) -> frozenset[int]:
    settings = (model.config, getattr(model, "generation_config", None))
    declared = [getattr(config, "eos_token_id", None) for config in settings]
    listed = [ids if isinstance(ids, list) else [ids] for ids in declared]
    ids = {token for ids in listed for token in ids if token is not None}
    special = {added.content: number for number, added in tokenizer.get_added_tokens_decoder().items() if added.special}
    return frozenset(ids | {special[name] for name in _END_NAMES if name in special})
