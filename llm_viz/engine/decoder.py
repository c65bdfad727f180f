"""Writes many texts with one model: each step is one forward pass for all of them.

Keys and values of earlier tokens are kept, so each step reads one new token a row. Texts join and leave between steps
(continuous batching). A model whose memory cannot be shared by texts of different lengths writes them one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import torch
from transformers import DynamicCache

from llm_viz.engine.choosing import Choice, Draw, choose
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.plain_batch import Batch
from llm_viz.engine.remembered import Remembered
from llm_viz.engine.residual_stream import residual_streams
from llm_viz.engine.static_batch import GivenUp, StaticBatch
from llm_viz.engine.writing import Row, Writing

Written = tuple[Writing[Any], object]
"""A writing and what its reader gets of the step just made."""
Result = TypeVar("Result")


class Decoder:
    """The texts that one model is writing. Not safe for several threads at once."""

    def __init__(self, loaded: LoadedModel) -> None:
        self._loaded = loaded
        self._batch: Batch | None = None
        self._members: list[tuple[Writing[Any], Row]] = []  # the rows of the batch, in its order
        self._alone: dict[Writing[Any], DynamicCache | None] = {}  # where memory cannot be shared

    @property
    def rows(self) -> int:
        """How many texts are being written."""
        return len(self._members) + sum(len(writing.unfinished) for writing in self._alone)

    @property
    def writings(self) -> set[Writing[Any]]:
        """The writings that the texts belong to."""
        return {*self._alone, *(writing for writing, _ in self._members)}

    def join(self, newcomers: Sequence[Writing[Any]]) -> Iterator[Written]:
        """Read the prompts in one pass and choose the first token of every row."""
        with self._loaded.pass_through():
            if self._loaded.abilities.memory.shared:
                yield from self._join_shared(newcomers)
            else:
                for writing in newcomers:
                    yield self._begin_alone(writing)

    def step(self) -> Iterator[Written]:
        """Choose one more token for every row."""
        with self._loaded.pass_through():
            if self._members:
                yield from self._step_shared()
            for writing in list(self._alone):
                yield self._continue_alone(writing)

    def leave(self, writing: Writing[Any]) -> None:
        """Forget a writing, finished or not; nothing happens if it is not here."""
        self._alone.pop(writing, None)
        with self._loaded.pass_through():
            self._drop({row for row, (member, _) in enumerate(self._members) if member is writing})

    def _join_shared(self, newcomers: Sequence[Writing[Any]]) -> Iterator[Written]:
        texts = [writing.read(writing.rows[0]) for writing in newcomers]
        logits, cache = _read_prompts(self._loaded, texts)
        for number, (writing, text) in enumerate(zip(newcomers, texts, strict=True)):
            rows = writing.unfinished
            self._remember(cache, number, len(text), len(rows))
            self._members.extend((writing, row) for row in rows)
            yield self._advance(writing, logits[number : number + 1].expand(len(rows), -1))

    def _step_shared(self) -> Iterator[Written]:
        draws, top = _asked(self._members)
        ids = [row.ids[-1] for _, row in self._members]
        choices = self._settled(self._members, self._shared(lambda batch: batch.step(ids, draws, top)))
        rows: dict[Writing[Any], list[int]] = {}
        for number, (writing, _) in enumerate(self._members):
            rows.setdefault(writing, []).append(number)
        for writing, numbers in rows.items():
            by_row = {id(self._members[number][1]): choices[number] for number in numbers}
            yield writing, writing.advance([by_row[id(row)] for row in writing.unfinished])
        self._drop_finished()

    def _remember(self, read: Remembered, number: int, length: int, copies: int) -> None:
        self._shared(lambda batch: batch.join(read, number, length, copies))

    def _shared(self, use: Callable[[Batch], Result]) -> Result:
        """What the batch gives. One at fixed addresses may give up; its rows then go on in a plain one."""
        if self._batch is None:
            static = self._loaded.static
            self._batch = static if static and static.taken_by(self) else self._loaded.plain_batch()
        try:
            return use(self._batch)
        except GivenUp as given_up:
            self._batch = given_up.plain
            return use(self._batch)

    def _begin_alone(self, writing: Writing[Any]) -> Written:
        cache = self._loaded.new_cache()
        self._alone[writing] = cache
        return self._advance(writing, self._read_all(writing, cache))

    def _continue_alone(self, writing: Writing[Any]) -> Written:
        cache = self._alone[writing]
        if cache is None:
            return self._advance(writing, self._read_all(writing, None))
        # A row stays in such a memory after its text has ended, and reads its last token again.
        last = torch.tensor([[row.ids[-1]] for row in writing.rows], device=self._loaded.device)
        going_on = [number for number, row in enumerate(writing.rows) if not row.ended]
        return self._advance(writing, self._loaded.next_logits(last, cache)[going_on])

    def _read_all(self, writing: Writing[Any], cache: DynamicCache | None) -> torch.Tensor:
        """Logits (row, vocab) after the whole text of every unfinished row; all are equally long."""
        texts = [writing.read(row) for row in writing.unfinished]
        return self._loaded.next_logits(torch.tensor(texts, device=self._loaded.device), cache)

    def _advance(self, writing: Writing[Any], logits: torch.Tensor) -> Written:
        """One token for every unfinished row of a writing, from logits (row, vocab)."""
        members = [(writing, row) for row in writing.unfinished]
        choices = choose(logits.float(), *_asked(members))
        written = writing, writing.advance(self._settled(members, choices))
        self._drop_finished()
        if writing.done:
            self._alone.pop(writing, None)
        return written

    def _settled(self, members: Sequence[tuple[Writing[Any], Row]], choices: list[Choice]) -> list[Choice]:
        """The choice of each row; a doubtful one is made anew from a pass of its text alone.

        In such a pass the same text always has the same logits, whoever else is being served.
        """
        self._loaded.check_best(choice.best[0].logit for choice in choices)
        draws, top = _asked(members)
        for number, (writing, row) in enumerate(members):
            if choices[number].doubtful:
                alone = self._loaded.logits_of_whole_text(writing.read(row)).float()
                choices[number] = choose(alone, draws[number : number + 1], top)[0]
        return choices

    def _drop_finished(self) -> None:
        self._drop({row for row, (writing, text) in enumerate(self._members) if writing.done or text.ended})

    def _drop(self, rows: set[int]) -> None:
        """Take rows out of the shared memory; from the last one, since the last takes the place of one that leaves."""
        for row in sorted(rows, reverse=True):
            assert self._batch is not None
            self._batch.leave(row)
            last = self._members.pop()
            if row < len(self._members):
                self._members[row] = last
        if not self._members:
            if isinstance(self._batch, StaticBatch):
                self._batch.given_back()
            self._batch = None


def _asked(members: Sequence[tuple[Writing[Any], Row]]) -> tuple[list[Draw], int]:
    """How each row chooses, and how many of the best tokens their readers get at most."""
    return [writing.draw(row) for writing, row in members], max(writing.top for writing, _ in members)


def _read_prompts(loaded: LoadedModel, texts: Sequence[list[int]]) -> tuple[torch.Tensor, Remembered]:
    """Logits (row, vocab) after each of the texts, and what is remembered of them, each from its first column on.

    Shorter texts are filled up at their ends: no token looks at what comes after it.
    """
    if len(texts) == 1:
        logits, read, _ = loaded.next_logits_of_text(texts[0])
        return logits, read
    last, cache = loaded.facts.layers, DynamicCache()  # keeps all tokens in every layer, sliding windows included
    with residual_streams(loaded.modules, (last,)) as streams:
        loaded.model.base_model(
            input_ids=loaded.filled_up(texts), use_cache=True, **{str(loaded.abilities.memory.argument): cache}
        )
    ends = streams[last][range(len(texts)), [len(text) - 1 for text in texts]]
    return loaded.checked(loaded.modules.logits(ends)), Remembered.of(cache)
