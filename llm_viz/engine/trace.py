"""Traces: what one pass has kept of each of its texts, as numbers and names that leave the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from llm_viz.engine.distribution import candidates, distribution, read_out
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.attribution import ScoreShares
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.engine.protocol.tracing import (
    AttentionVectors,
    Capture,
    LensReading,
    Trace,
    TraceRequest,
    Unembedding,
)
from llm_viz.engine.protocol.types import Floats
from llm_viz.engine.reading import Reading, prepare
from llm_viz.engine.trace_pass import Passed, run_pass
from llm_viz.engine.unembedding import unembedding


def trace(loaded: LoadedModel, request: TraceRequest) -> Trace:
    """Run the request's text through the model once and keep what its capture names. Raises as `prepare` and
    `run_pass`.
    """
    return traces(loaded, [prepare(loaded, request)])[0]


def traces(loaded: LoadedModel, readings: Sequence[Reading]) -> list[Trace]:
    """Run several texts of one kind through the model at once; of an encoder only one. Raises as `run_pass`."""
    passed = run_pass(loaded, readings)
    with torch.inference_mode():
        return [_Row(loaded, passed, number).trace() for number in range(len(readings))]


@dataclass(frozen=True)
class _Row:
    """What a pass has kept of the text in its row `number`."""

    loaded: LoadedModel
    passed: Passed
    number: int

    @property
    def reading(self) -> Reading:
        return self.passed.wanted.readings[self.number]

    @property
    def capture(self) -> Capture:
        return self.reading.request.capture

    @property
    def length(self) -> int:
        """Tokens of the text; what stands behind them in the row only fills it up."""
        return len(self.reading.tokens)

    @property
    def pending(self) -> bytes:
        """Of an unfinished character at its end."""
        return self.loaded.tokenizer.unfinished(self.reading.ids)

    def trace(self) -> Trace:
        following = self._next()
        return Trace(
            tokens=self.reading.tokens,
            next=following,
            attention=self._attention(),
            hidden=self._hidden(),
            lens=self._lens(self.capture.lens) if self.capture.lens else (),
            vectors=self._vectors(),
            attribution=self._attribution(),
            neurons=self._neurons(),
            unembedding=self._unembedding(following),
        )

    def _next(self) -> Distribution | None:
        end = self.passed.wanted.ends[self.number]
        if end not in self.passed.wanted.predicted:
            return None
        readout = self.passed.readouts[end]
        return distribution(readout, self.loaded.tokenizer, self.pending, self.capture.candidates)

    def _attention(self) -> dict[int, Floats]:
        """By layer: (head, dest, src)."""
        return {
            layer: self.loaded.read_only(weights[self.number, :, : self.length, : self.length])
            for layer, weights in sorted(self.passed.hook.kept_weights.items())
        }

    def _stream(self, layer: int) -> torch.Tensor:
        """(pos, d_model)."""
        return self.passed.streams[layer].detach()[self.number, : self.length]

    def _hidden(self) -> dict[int, Floats]:
        """By layer: (kept position, d_model)."""
        positions = slice(None) if self.capture.positions is None else list(self.capture.positions)
        layers = self.passed.wanted.hidden(self.loaded.facts.layers)
        return {layer: self.loaded.read_only(self._stream(layer)[positions]) for layer in layers}

    def _vectors(self) -> dict[int, AttentionVectors]:
        """By layer."""
        return {
            layer: AttentionVectors(self._heads(queries), self._heads(keys), scaling, cap)
            for layer, (queries, keys, scaling, cap) in sorted(self.passed.hook.kept_vectors.items())
        }

    def _heads(self, vectors: torch.Tensor) -> Floats:
        """Of (row, head, pos, d_head): (head, pos, d_head)."""
        return self.loaded.read_only(vectors[self.number, :, : self.length])

    def _attribution(self) -> tuple[ScoreShares, ...]:
        return tuple(self.passed.shares[one] for one in self.passed.wanted.asked if one.row == self.number)

    def _neurons(self) -> dict[int, Floats]:
        """By layer: (pos, neuron)."""
        return {
            layer: self.loaded.read_only(kept[self.number, : self.length])
            for layer, kept in self.passed.neurons.items()
        }

    def _unembedding(self, following: Distribution | None) -> Unembedding | None:
        if following is None or not self.capture.unembedding:
            return None
        best = [candidate.id for candidate in following.candidates[: self.capture.unembedding]]
        return unembedding(self.loaded, self._stream(self.loaded.facts.layers)[-1], best)

    def _lens(self, count: int) -> tuple[LensReading, ...]:
        """What is read off each stream at the last token."""
        loaded, pending = self.loaded, self.pending
        # By layer: (layers + 1, d_model).
        last = loaded.numbers(torch.stack([self._stream(layer)[-1] for layer in sorted(self.passed.streams)]))
        readouts = read_out(loaded.checked(loaded.modules.logits(last)))
        finalists = [token.id for token in readouts[-1].best(count)]
        winner = finalists[0]
        return tuple(
            LensReading(
                candidates=candidates(readout, loaded.tokenizer, pending, count),
                entropy_bits=readout.entropy_bits,
                winner_probability=float(readout.log_probabilities[winner].exp()),
                winner_rank=readout.rank(winner),
                finalist_ranks=tuple(readout.rank(token) for token in finalists),
            )
            for readout in readouts
        )
