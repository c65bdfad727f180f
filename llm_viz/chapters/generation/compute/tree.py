"""The tree of the texts that one prompt was continued to: written ones and ones that a visitor branched off.

A node is a point in one of these texts, after the prompt (the root) or after a written token. What the model predicted
at a node stays recorded there, so one can go back and take another of the candidates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Literal, cast

from llm_viz.engine.protocol.generation import GenerationStep
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.engine.utf8 import readable, unfinished

MAX_LENGTH = 64
"""Tokens written after the prompt, at most."""
MAX_NODES = 300
"""Nodes that one tree keeps; about 1 MB with ten candidates each."""

Ending = Literal["end_of_text", "special", "length", "context_full"]
"""Why a text stops: the model says so; a visitor chose a special token; `MAX_LENGTH`; the model's context is full."""

Generate = Callable[[tuple[int, ...], int], Generator[GenerationStep, None, None]]
"""(tokens written so far, how many more) → their records. It is closed when no more are needed."""

_BYTES = re.compile("⟨([0-9A-F]{2}(?: [0-9A-F]{2})*)⟩")


@dataclass(frozen=True, slots=True)
class ChosenToken:
    """The token that leads to a node, as it stood in the distribution it was taken from.

    `rank` 1 is the most probable. `chance` is its probability after the sampling filters, or None where a visitor
    chose it.
    """

    token: Candidate
    rank: int
    entropy_bits: float
    chance: float | None

    @property
    def forced(self) -> bool:
        """Whether a visitor chose it, and not the settings."""
        return self.chance is None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model predicted at a node, what the settings drew from that, and whether that ends the text."""

    candidates: tuple[Candidate, ...]
    drawn: ChosenToken
    ending: Ending | None


@dataclass(slots=True)
class TextNode:
    """A point in a text, `depth` tokens after the prompt.

    `added` are the whole characters that its token finished, `pending` the bytes that still wait for the rest of their
    character. `prediction` is None until the model has been asked. `children` are the nodes one token further, by
    token.
    """

    number: int
    parent: int | None = None
    depth: int = 0
    choice: ChosenToken | None = None
    added: str = ""
    pending: bytes = b""
    prediction: Prediction | None = None
    ending: Ending | None = None
    children: dict[int, int] = field(default_factory=dict)


class TextTree:
    """All nodes by number; numbers only grow, so a larger one was reached later."""

    def __init__(self) -> None:
        self.nodes: dict[int, TextNode] = {0: TextNode(0)}
        self._next_number = 1

    @property
    def root(self) -> TextNode:
        """The end of the prompt."""
        return self.nodes[0]

    def line(self, number: int) -> list[TextNode]:
        """The nodes from the first written token to this one; KeyError for an unknown number."""
        nodes: list[TextNode] = []
        node = self.nodes[number]
        while node.parent is not None:
            nodes.append(node)
            node = self.nodes[node.parent]
        return nodes[::-1]

    def ids(self, number: int) -> tuple[int, ...]:
        """The tokens written up to a node."""
        return tuple(choice.token.id for choice in chosen_tokens(self.line(number)))

    def record(self, number: int, step: GenerationStep) -> int:
        """Keep what the model predicted and drew at a node; the number of the node that the drawn token leads to."""
        drawn = ChosenToken(step.chosen, step.rank, step.entropy_bits, step.sampling_probability)
        # "length" is only the end of what was asked for at once; "context_full" shows at the next attempt.
        ending: Ending | None = "end_of_text" if step.stop == "end_of_text" else None
        self.nodes[number].prediction = Prediction(step.candidates, drawn, ending)
        return self._child(number, drawn, ending)

    def choose(self, number: int, token: int) -> int:
        """Take a recorded candidate at a node; the number of the node it leads to. KeyError if there is none."""
        prediction = self.nodes[number].prediction
        if prediction is None:
            raise KeyError(number)
        if token == prediction.drawn.token.id:
            return self._child(number, prediction.drawn, prediction.ending)
        for candidate in prediction.candidates:
            if candidate.id == token:
                # Tokens of equal probability share the better rank, as in the engine's own records.
                rank = 1 + sum(other.logit > candidate.logit for other in prediction.candidates)
                forced = ChosenToken(candidate, rank, prediction.drawn.entropy_bits, None)
                return self._child(number, forced, "special" if candidate.kind == "special" else None)
        raise KeyError(token)

    def prune(self, keep: int, limit: int = MAX_NODES) -> None:
        """Drop the oldest branches until at most `limit` nodes are left; the text up to `keep` stays."""
        kept = {0, *(node.number for node in self.line(keep))}
        for number in sorted(self.nodes):
            if len(self.nodes) <= limit:
                return
            if number in self.nodes and number not in kept:
                self._drop(number)

    def _child(self, number: int, choice: ChosenToken, ending: Ending | None) -> int:
        parent = self.nodes[number]
        token = choice.token
        if token.id not in parent.children:
            added, pending = spell(parent.pending, token)
            depth = parent.depth + 1
            if ending is None and depth == MAX_LENGTH:
                ending = "length"
            node = TextNode(self._next_number, number, depth, choice, added, pending, ending=ending)
            self._next_number += 1
            self.nodes[node.number] = node
            parent.children[token.id] = node.number
        return parent.children[token.id]

    def _drop(self, number: int) -> None:
        node = self.nodes.pop(number)
        if node.parent in self.nodes and node.choice is not None:
            del self.nodes[node.parent].children[node.choice.token.id]
        for child in node.children.values():
            self._drop(child)


def chosen_tokens(line: Sequence[TextNode]) -> list[ChosenToken]:
    """The choices that led along a line."""
    return [cast(ChosenToken, node.choice) for node in line]  # only the root has none, and it is on no line


def write(tree: TextTree, number: int, count: int, generate: Generate) -> int:
    """Let the model write up to `count` tokens from a node; the number of the node reached.

    What was recorded before an exception stays in the tree.
    """
    node = tree.nodes[number]
    if node.ending is not None:
        return number
    with closing(generate(tree.ids(number), min(count, MAX_LENGTH - node.depth))) as steps:
        for step in steps:
            node = tree.nodes[tree.record(node.number, step)]
    if node.number == number:  # there was no room for even one
        node.ending = "context_full"
    return node.number


def follow(tree: TextTree, path: Sequence[int], generate: Generate) -> int:
    """Write the text with these tokens, as far as they are what the settings draw or recorded candidates.

    The model is asked once for the whole, and once more after each token that the settings would not have drawn.
    """
    number = 0
    while tree.nodes[number].depth < len(path) and tree.nodes[number].ending is None:
        before = number
        left = len(path) - tree.nodes[number].depth
        with closing(generate(tree.ids(number), left)) as steps:
            for step in steps:
                tree.record(number, step)
                try:
                    number = tree.choose(number, path[tree.nodes[number].depth])
                except KeyError:
                    return number
                if tree.nodes[number].ending is not None or step.chosen.id != path[tree.nodes[number].depth - 1]:
                    break
        if number == before:
            break
    return number


def spell(pending: bytes, token: Candidate) -> tuple[str, bytes]:
    """What a token adds to a text that ends in `pending` bytes: whole characters, and the bytes then unfinished."""
    if token.kind == "special":
        return "", pending
    if token.kind == "text":
        data = pending + token.text.encode()
    else:
        pieces = _BYTES.split(token.text)  # characters and bytes in turn
        own = b"".join(bytes.fromhex(piece) if index % 2 else piece.encode() for index, piece in enumerate(pieces))
        # A candidate's text names the whole character that it completes, with the bytes that were there before.
        completed = pieces[0][:1].encode()
        data = own if pending and completed.startswith(pending) else pending + own
    rest = unfinished(data)
    return readable(data.removesuffix(rest)), rest
