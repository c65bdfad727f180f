"""One forward pass of several texts: what their requests need of it, and what it has kept of them all.

Nothing here belongs to one text: `trace` reads that off the pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import torch

from llm_viz.base.errors import ScoresNotPlain
from llm_viz.engine.attention import AttentionHook, includes
from llm_viz.engine.direct_path import Passage
from llm_viz.engine.distribution import Readout, read_out
from llm_viz.engine.feed_forward import excited_neurons
from llm_viz.engine.filters import is_close
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.attribution import ScoreShares
from llm_viz.engine.protocol.tracing import Capture
from llm_viz.engine.reading import Reading
from llm_viz.engine.residual_stream import residual_streams
from llm_viz.engine.score_shares import Asked, DividedPass, asked_of, score_shares

_ORDERED = 11
"""So many of the best tokens keep their places, whatever was remembered: ten and the one that could be the tenth."""

Place = tuple[int, int]
"""A token of a pass: its row and its position."""


@dataclass(frozen=True)
class Wanted:
    """What readings of one kind need of their pass.

    `ends`: the last token of every text. `predicted`: those of them after which the next token is wanted. `asked`: the
    scores to be divided.
    """

    readings: Sequence[Reading]
    ends: Sequence[Place]
    predicted: Sequence[Place]
    asked: Sequence[Asked]

    @classmethod
    def by(cls, loaded: LoadedModel, readings: Sequence[Reading]) -> Wanted:
        ends = [(row, len(reading.tokens) - 1) for row, reading in enumerate(readings)]
        predicted = [
            end
            for end, reading in zip(ends, readings, strict=True)
            if reading.request.capture.candidates > 0 and loaded.facts.causal
        ]
        asked = [
            one
            for row, reading in enumerate(readings)
            for one in asked_of(loaded, row, reading.ids, reading.request.attribution)
        ]
        return cls(readings, ends, predicted, asked)

    @property
    def capture(self) -> Capture:
        """What is kept of every text alike."""
        return self.readings[0].request.capture

    @property
    def scored(self) -> list[Place]:
        """After which tokens the logits are needed."""
        return list(dict.fromkeys([*self.predicted, *(one.place for one in self.asked)]))

    @property
    def are_the_models_own(self) -> bool:
        """Whether these logits are what the model itself gives at the end of its one text. Others are read off the last
        stream: the output projection of all tokens would cost more than the blocks.
        """
        return len(self.readings) == 1 and bool(self.predicted) and not self.asked

    def hidden(self, layers: int) -> list[int]:
        """The streams that are wanted as such, of 0 to `layers`."""
        return [layer for layer in range(layers + 1) if includes(self.capture.hidden, layer)]

    def streams(self, layers: int) -> list[int]:
        """All that the pass must keep, of 0 to `layers`."""
        if any(reading.request.capture.lens for reading in self.readings):
            return list(range(layers + 1))
        last = bool(self.capture.unembedding) or (bool(self.scored) and not self.are_the_models_own)
        return sorted({*self.hidden(layers), *([layers] if last else [])})

    def hook(self) -> AttentionHook | None:
        """What the attention function must keep or change; None lets the whole pass use the fused kernel."""
        capture, interventions = self.capture, tuple(reading.on_attention for reading in self.readings)
        if not (capture.attention or capture.vectors or any(interventions) or self.asked):
            return None
        divided = tuple(sorted({one.position for one in self.asked}))
        return AttentionHook(capture.attention, capture.vectors, interventions, divided)


@dataclass(frozen=True)
class Passed:
    """What a pass has kept.

    `streams`: by layer (row, pos, d_model), 0 before the first block. `neurons`: by layer (row, pos, neuron).
    `readouts`: what follows the tokens whose logits were needed. `shares`: the scores that were divided.
    """

    wanted: Wanted
    streams: Mapping[int, torch.Tensor]
    neurons: Mapping[int, torch.Tensor]
    hook: AttentionHook
    readouts: Mapping[Place, Readout]
    shares: Mapping[Asked, ScoreShares]


def run_pass(loaded: LoadedModel, readings: Sequence[Reading]) -> Passed:
    """Run several texts of one kind through the model at once; of an encoder only one.

    Raises `ScoresNotPlain` for attention vectors that the model does not have, `ScoreIndivisible` if shares do not add
    up to their score, `ModelBroken` if what comes out is no number.
    """
    wanted = Wanted.by(loaded, readings)
    layers, hook = loaded.facts.layers, wanted.hook()
    with (
        loaded.pass_through(hook, loaded.abilities.direct_path if wanted.asked else None) as passage,
        residual_streams(loaded.modules, wanted.streams(layers)) as streams,
        excited_neurons(loaded, wanted.capture.neurons, len(readings)) as neurons,
    ):
        readouts = _readouts(loaded, wanted, hook, streams)
        shares = _shares(loaded, wanted, hook, passage, streams, readouts)
    kept = AttentionHook() if hook is None else hook
    if any(layer not in kept.kept_vectors for layer in range(layers) if includes(wanted.capture.vectors, layer)):
        raise ScoresNotPlain(model=loaded.facts.name)
    return Passed(wanted, streams, neurons, kept, readouts, shares)


def _readouts(
    loaded: LoadedModel, wanted: Wanted, hook: AttentionHook | None, streams: Mapping[int, torch.Tensor]
) -> dict[Place, Readout]:
    """Run the pass, which fills `streams`, and read what follows each token whose logits are needed.

    Shorter texts are filled up at their ends: in a causal model no token looks at what comes after it.
    """
    if wanted.are_the_models_own:
        logits = _logits_after(loaded, wanted.readings[0], hook)
        return dict(zip(wanted.predicted, read_out(logits), strict=True))
    ids = loaded.filled_up([reading.ids for reading in wanted.readings])
    # A softmax may hide what is no number, the last states do not.
    loaded.numbers(loaded.model.base_model(input_ids=ids)[0])
    if not (places := wanted.scored):
        return {}
    rows, positions = (list(axis) for axis in zip(*places, strict=True))
    logits = loaded.modules.logits(streams[loaded.facts.layers].detach()[rows, positions])
    return dict(zip(places, read_out(loaded.checked(logits)), strict=True))


def _logits_after(loaded: LoadedModel, reading: Reading, hook: AttentionHook | None) -> torch.Tensor:
    """Logits (1, vocab) after a text. Where only its last token is looked at, what the model remembers is not read
    again, unless rounding could then change the order of the best tokens.
    """
    ids, capture = reading.ids, reading.request.capture
    only_the_end = replace(capture, candidates=0, lens=0) == Capture(candidates=0)
    if hook is not None or not only_the_end:
        return loaded.next_logits(loaded.tensor(ids))
    watched = capture.lens > 0
    if loaded.abilities.memory.shared:
        logits, _, remembered = loaded.next_logits_of_text(ids, watched=watched)
        if not (remembered and is_close(logits.float().topk(min(_ORDERED, logits.shape[1])).values)):
            return logits
    return loaded.next_logits(loaded.tensor(ids)) if watched else loaded.logits_of_whole_text(ids)


def _shares(
    loaded: LoadedModel,
    wanted: Wanted,
    hook: AttentionHook | None,
    passage: Passage | None,
    streams: Mapping[int, torch.Tensor],
    readouts: Mapping[Place, Readout],
) -> dict[Asked, ScoreShares]:
    if hook is None or passage is None:
        return {}
    divided = DividedPass(passage, hook, streams[loaded.facts.layers])
    return score_shares(loaded, wanted.asked, divided, readouts)
