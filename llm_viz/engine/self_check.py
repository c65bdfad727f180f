"""A model checked against itself when it is loaded, so that no picture of it is silently wrong.

A few tokens go through the model as it is published and through it as it is watched here. What differs makes the model
unusable; what it does otherwise than a plain transformer is noted, so that nobody is shown what is not there.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import torch
from transformers import PreTrainedModel
from transformers.utils.generic import ModelOutput

from llm_viz.base.errors import ModelBroken, ModelDeviates, ModelUnsupported
from llm_viz.engine.attempt import Impossible, attempt
from llm_viz.engine.attention import AttentionHook
from llm_viz.engine.attribution import Places, divide
from llm_viz.engine.catalogue import ModelCard
from llm_viz.engine.direct_path import DirectPath, divisible
from llm_viz.engine.forked_rows import forked_rows
from llm_viz.engine.growing_rows import GrowingRows
from llm_viz.engine.known_blocks import KnownBlocks, known_blocks
from llm_viz.engine.memory import Memory, rows_beside_longer, try_memory
from llm_viz.engine.model_files import WEIGHTS
from llm_viz.engine.protocol.tracing import AttentionKnockout
from llm_viz.engine.protocol.types import Layers
from llm_viz.engine.residual_stream import residual_streams
from llm_viz.engine.softmax_watch import make_observable, watching
from llm_viz.engine.transformer_modules import TransformerModules, text_settings

_LOG = logging.getLogger(__name__)

_TOKENS = 8
# The largest difference that rounding may make, as a part of the length of what is compared.
_ROUNDING = {torch.float32: 1e-3}
_COARSE_ROUNDING = 0.1  # bfloat16 keeps 8 binary digits, and every layer rounds again
_OTHER_KERNEL = 3  # times as much where another kernel computes the same in another order
_SAME_PASS = 0.2  # times as much between rows of one batch


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a model lets us do.

    `heads`: attention heads a layer, 0 without attention. `attention_layers`: those that have them. `only_attention`:
    a token learns of others by attention alone. `forks`: a batch may grow between its blocks. `direct_path`: along
    which the score of a next token is divided; None where that gives another score. `known`: blocks by which texts are
    written; None where the model's own must do it.
    """

    heads: int
    attention_layers: Layers
    only_attention: bool
    forks: bool
    memory: Memory
    direct_path: DirectPath | None
    known: KnownBlocks | None = None


@dataclass(frozen=True)
class PlainPass:
    """What the model itself says of the tokens `ids` (1, tokens).

    `result`: its logits, or of an encoder its last states. `attentions`: weights (heads, tokens, tokens) of those
    layers that have any.
    """

    ids: torch.Tensor
    result: torch.Tensor
    attentions: tuple[torch.Tensor, ...]


def sample_ids(model: PreTrainedModel) -> torch.Tensor:
    """A few different tokens (1, tokens) from the middle of the vocabulary, where no special ones are."""
    size = text_settings(model).vocab_size
    return torch.linspace(0.2 * size, 0.8 * size, _TOKENS, device=model.device).long()[None]


def plain_pass(card: ModelCard, model: PreTrainedModel, ids: torch.Tensor) -> PlainPass:
    """The tokens through the model as it was read, before anything in it is replaced."""
    with _understood(card), torch.inference_mode():
        output = model(input_ids=ids, output_attentions=True)
    given = output.get("attentions") or ()
    square = (_TOKENS, _TOKENS)  # RWKV calls something of another shape its attentions
    weights = tuple(layer[0] for layer in given if layer is not None and layer.shape[2:] == square)
    return PlainPass(ids, _result(output), weights)


def check_itself(card: ModelCard, model: PreTrainedModel, modules: TransformerModules, plain: PlainPass) -> Abilities:
    """Make the model observable and compare it with what it said before.

    Raises `ModelDeviates` naming the part that differs, `ModelBroken` if the model gives no numbers at all,
    `ModelUnsupported` for one that neither predicts the next token nor reads in both directions.
    """
    if not plain.result.isfinite().all():
        raise ModelBroken(model=card.key, file=WEIGHTS)
    if not card.causal and not _reads_ahead(plain):
        raise ModelUnsupported(model=card.key, detail=type(model).__name__)
    with _understood(card), torch.inference_mode():
        make_observable(model, modules)
        attention_layers = _check_watched(card, model, modules, plain)
        memory = _memory(model, plain) if card.causal else Memory()
        layers: Layers = "all" if len(attention_layers) == len(modules.blocks) else attention_layers
        return Abilities(
            heads=plain.attentions[0].shape[0] if plain.attentions else 0,
            attention_layers=layers,
            only_attention=layers == "all" and _is_alone_when_cut_off(model, modules, plain.ids),
            forks=_forks(model, modules, plain.ids),
            memory=memory,
            direct_path=_direct_path(model, modules, plain.ids, attention_layers) if card.causal else None,
            known=_known(model, modules, memory, plain),
        )


@contextmanager
def _understood(card: ModelCard) -> Iterator[None]:
    """`ModelDeviates` if the model fails while it is watched."""
    try:
        with attempt():
            yield
    except Impossible as problem:
        raise ModelDeviates(model=card.key, part="attention") from problem


def _reads_ahead(plain: PlainPass) -> bool:
    """Whether any token looks at a later one: an encoder does, a model that writes but lacks its last part does not."""
    return any(bool(weights.triu(1).any()) for weights in plain.attentions)


def _check_watched(
    card: ModelCard, model: PreTrainedModel, modules: TransformerModules, plain: PlainPass
) -> tuple[int, ...]:
    """Compare watched and unwatched passes with the plain one; the layers that have attention."""
    hook, last = AttentionHook(weights="all"), len(modules.blocks)
    unwatched = _result(model(input_ids=plain.ids))
    with watching(model, modules, hook), residual_streams(modules, (last,)) as streams:
        watched = _result(model(input_ids=plain.ids))
    seen = hook.kept_weights
    heads = {weights.shape[0] for weights in plain.attentions}
    if len(heads) > 1 or [weights.shape[1:] for _, weights in sorted(seen.items())] != [
        weights.shape for weights in plain.attentions
    ]:
        raise ModelDeviates(model=card.key, part="attention")
    for layer, weights in zip(sorted(seen), plain.attentions, strict=True):
        _compare(card, "attention", seen[layer][0], weights)
    _compare(card, "result", unwatched, plain.result, _OTHER_KERNEL)
    _compare(card, "result", watched, plain.result)
    if card.causal:
        _compare(card, "lens", modules.logits(streams[last]), plain.result)
    return tuple(sorted(seen))


def _result(output: ModelOutput) -> torch.Tensor:
    """Logits, or the last states of a model that has none."""
    result: torch.Tensor = output["last_hidden_state"] if output.get("logits") is None else output["logits"]
    return result


def _compare(card: ModelCard, part: str, found: torch.Tensor, expected: torch.Tensor, tolerance: float = 1.0) -> None:
    if not _close(found, expected, tolerance):
        raise ModelDeviates(model=card.key, part=part)


def _close(found: torch.Tensor, expected: torch.Tensor, tolerance: float = 1.0) -> bool:
    """Whether the two differ by no more than rounding; anything that is no number differs."""
    if found.shape != expected.shape:
        return False
    allowed = tolerance * _ROUNDING.get(expected.dtype, _COARSE_ROUNDING)
    return bool((found - expected).float().norm() <= allowed * expected.float().norm())


def _is_alone_when_cut_off(model: PreTrainedModel, modules: TransformerModules, ids: torch.Tensor) -> bool:
    """Whether the last token, all its links cut, is the same after other tokens."""
    last, layers = ids.shape[1] - 1, len(modules.blocks)
    cuts = tuple(AttentionKnockout(last, source) for source in range(last))
    others = ids.clone()
    others[0, :last] = ids[0, :last].flip(0)
    hook = AttentionHook(interventions=(cuts, cuts))
    with watching(model, modules, hook), residual_streams(modules, (layers,)) as streams:
        model(input_ids=torch.cat([ids, others]))
    return _close(streams[layers][1, last], streams[layers][0, last], _SAME_PASS)


def _memory(model: PreTrainedModel, plain: PlainPass) -> Memory:
    """The model's memory, if remembering the tokens before gives what reading them again gives; else none.

    It is shared by texts of different lengths only where that gives the same, too.
    """
    trial, expected = try_memory(model, plain.ids), plain.result[:, -1]
    if trial is None or not _close(trial.logits, expected, _OTHER_KERNEL):
        return Memory()
    shared = trial.shared_logits is not None and _close(trial.shared_logits, expected, _OTHER_KERNEL)
    return replace(trial.memory, shared=shared)


def _known(model: PreTrainedModel, modules: TransformerModules, memory: Memory, plain: PlainPass) -> KnownBlocks | None:
    """The model's blocks, if they are known and a step through them gives what the model says: beside a longer text and
    alone.
    """
    known = known_blocks(model, modules) if memory.shared else None
    if known is None:
        return None
    last = int(plain.ids[0, -1])
    rows = rows_beside_longer(model, memory, plain.ids)
    ids = torch.tensor([[last], [last]], device=plain.ids.device)
    beside = known.logits(ids, GrowingRows(rows, ids.device))[:1]
    rows.leave(1)
    alone = known.logits(ids[:1], GrowingRows(rows, ids.device))
    if all(_close(logits, plain.result[:, -1], _OTHER_KERNEL) for logits in (beside, alone)):
        return known
    _LOG.warning("%s: its blocks are not as they are known; texts are written by its own", type(model).__name__)
    return None


def _direct_path(
    model: PreTrainedModel, modules: TransformerModules, ids: torch.Tensor, attention_layers: Collection[int]
) -> DirectPath | None:
    """The model's direct path, if the shares along it add up to the scores of a few tokens, and none of its attention
    is missing.
    """
    path, last = DirectPath(model, modules), ids.shape[1] - 1
    hook = AttentionHook(divided=(last,))
    places = Places([0], [last], [0], ids[:, :2], torch.full_like(ids[0, :1], -1))
    try:
        with attempt(), divisible(), watching(model, modules, hook), path.followed() as passage:
            with residual_streams(modules, (len(modules.blocks),)) as streams:
                model.base_model(input_ids=ids)
            divide(path, passage, hook.kept_heads, streams[len(modules.blocks)], places)
    except Impossible:
        return None
    return path if sorted(hook.kept_heads) == sorted(attention_layers) else None


def _forks(model: PreTrainedModel, modules: TransformerModules, ids: torch.Tensor) -> bool:
    """Whether rows may be added to a batch in the middle of the model: not where positions are laid out by row."""
    layers = len(modules.blocks)
    rows = [0, layers - 1]
    try:
        with (
            attempt(),
            watching(model, modules, AttentionHook(weights="all")),
            forked_rows(modules, rows),
            residual_streams(modules, (layers,)) as streams,
        ):
            model(input_ids=ids)
    except Impossible:
        return False
    found = streams[layers]
    return found.shape[0] == 1 + len(rows) and _close(found[1:], found[:1].expand_as(found[1:]), _SAME_PASS)
