"""Requests that write, while they are being served: what has been written and what its readers get after every step."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from llm_viz.base.errors import NotCausal
from llm_viz.engine.choosing import Choice, Draw
from llm_viz.engine.distribution import check_sampling, name_candidates
from llm_viz.engine.growing_text import GrowingText
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.generation import (
    Continuation,
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    GenerationStep,
    Sampling,
)
from llm_viz.engine.protocol.types import StopReason
from llm_viz.engine.request_limits import (
    MAX_CANDIDATES,
    MAX_CONTINUATIONS,
    MAX_NEW_TOKENS,
    check_length,
    check_range,
    length_limit,
)

Item_co = TypeVar("Item_co", covariant=True)


@dataclass
class Row:
    """One text while it is written: a row of a batch. `ids` are the tokens written after the prompt so far, `said` is
    what they say.
    """

    seed: int
    said: GrowingText
    ids: list[int] = field(default_factory=list)
    surprisal_bits: float = 0.0
    ended: bool = False


class Writing(ABC, Generic[Item_co]):
    """Texts that are written from one prompt, all by one token a step.

    `rows` are equally long when it begins. `top`: how many of the most probable tokens `advance` needs.
    """

    def __init__(self, loaded: LoadedModel, prompt: list[int], sampling: Sampling, rows: list[Row], top: int) -> None:
        self.loaded = loaded
        self.prompt = prompt
        self.sampling = sampling
        self.rows = rows
        self.top = top

    @property
    @abstractmethod
    def done(self) -> bool:
        """Whether nothing more is to be written."""

    @abstractmethod
    def advance(self, choices: Sequence[Choice]) -> Item_co:
        """Append the chosen token to every row of `unfinished`, in its order; what readers get of this step."""

    @property
    def unfinished(self) -> list[Row]:
        """The rows that the next step continues."""
        return [] if self.done else [row for row in self.rows if not row.ended]

    def draw(self, row: Row) -> Draw:
        """How the next token of a row is chosen."""
        return Draw(self.sampling, row.seed, len(row.ids))

    def read(self, row: Row) -> list[int]:
        """All tokens of a row: the prompt and what was written."""
        return [*self.prompt, *row.ids]

    def append(self, row: Row, choice: Choice) -> None:
        """The chosen token after those of a row."""
        row.ids.append(choice.token.id)
        row.said.add(choice.token.id)
        row.surprisal_bits += choice.surprisal_bits
        row.ended = choice.token.id in self.loaded.end_ids


class Generation(Writing[GenerationStep]):
    """One text, with the distribution that every token was chosen from."""

    def __init__(self, loaded: LoadedModel, request: GenerationRequest) -> None:
        """Raises `BadRequest`, `TooManyTokens` or `NotCausal` if the request cannot be served."""
        check_range("max_new_tokens", request.max_new_tokens, 1, MAX_NEW_TOKENS)
        check_range("top", request.top, 1, MAX_CANDIDATES)
        prompt = prompt_ids(loaded, request.text, request.sampling)
        for token in request.continuation:
            check_range("id", token, 0, loaded.facts.vocabulary_size - 1)
        length = len(prompt) + len(request.continuation)
        check_length(length, loaded.facts)
        said = GrowingText(loaded.tokenizer, prompt, request.continuation)
        row = Row(request.sampling.seed, said, list(request.continuation))
        super().__init__(loaded, prompt, request.sampling, [row], request.top)
        self._room = min(request.max_new_tokens, length_limit(loaded.facts) - length)
        self._full: StopReason = "length" if self._room == request.max_new_tokens else "context_full"

    @property
    def done(self) -> bool:
        return self.rows[0].ended or self._room == 0

    def advance(self, choices: Sequence[Choice]) -> GenerationStep:
        (choice,), (row,) = choices, self.rows
        tokenizer, pending, index = self.loaded.tokenizer, row.said.pending, len(row.ids)
        self.append(row, choice)
        self._room -= 1
        return GenerationStep(
            index=index,
            chosen=name_candidates([choice.token], tokenizer, pending)[0],
            rank=choice.rank,
            sampling_probability=choice.probability,
            entropy_bits=choice.entropy_bits,
            candidates=name_candidates(choice.best, tokenizer, pending),
            text=row.said.text,
            stop="end_of_text" if row.ended else self._full if self._room == 0 else None,
        )


class Continuing(Writing[Continuations]):
    """Several continuations of one text."""

    def __init__(self, loaded: LoadedModel, request: ContinuationsRequest) -> None:
        """Raises `BadRequest`, `TooManyTokens` or `NotCausal` if the request cannot be served."""
        check_range("count", request.count, 1, MAX_CONTINUATIONS)
        check_range("max_new_tokens", request.max_new_tokens, 1, MAX_NEW_TOKENS)
        prompt = prompt_ids(loaded, request.text, request.sampling)
        check_length(len(prompt) + request.max_new_tokens, loaded.facts)
        seeds = range(request.sampling.seed, request.sampling.seed + request.count)
        rows = [Row(seed, GrowingText(loaded.tokenizer, prompt)) for seed in seeds]
        super().__init__(loaded, prompt, request.sampling, rows, top=1)
        self._steps, self._room = 0, request.max_new_tokens

    @property
    def done(self) -> bool:
        return self._steps == self._room or all(row.ended for row in self.rows)

    def advance(self, choices: Sequence[Choice]) -> Continuations:
        for row, choice in zip(self.unfinished, choices, strict=True):
            self.append(row, choice)
        self._steps += 1
        return Continuations(self._steps, tuple(map(_so_far, self.rows)))


def _so_far(row: Row) -> Continuation:
    return Continuation(tuple(row.ids), row.said.text, row.surprisal_bits, row.ended)


def prompt_ids(loaded: LoadedModel, text: str, sampling: Sampling) -> list[int]:
    """The tokens of a text that is to be continued. Raises `NotCausal`, or `BadRequest` for a setting out of range."""
    if not loaded.facts.causal:
        raise NotCausal(model=loaded.facts.name)
    check_sampling(sampling)
    return loaded.tokenizer.ids(text)
