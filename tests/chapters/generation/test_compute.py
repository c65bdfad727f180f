"""Chapter 4 on made-up records: the tree of texts, how they are spelled, and which notes they support."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.generation.compute import steps as generation
from llm_viz.chapters.generation.compute.sureness import AHEAD
from llm_viz.chapters.generation.compute.tree import (
    MAX_LENGTH,
    MAX_NODES,
    TextNode,
    TextTree,
    follow,
    spell,
    write,
)
from llm_viz.engine.protocol.generation import GenerationStep
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.engine.protocol.types import StopReason, TokenKind
from tests.support.written import written

WORDS = "abcdefghij"
END = 99


def candidate(id: int, probability: float, text: str | None = None, kind: TokenKind = "text") -> Candidate:
    return Candidate(id, chr(id) if text is None else text, kind, math.log(probability), probability)


def step(
    ids: Sequence[int], chosen: int = 0, probabilities: Sequence[float] = (), *, bits: float = 1.0
) -> GenerationStep:
    """The record of a step with these candidates, of which the one at index `chosen` was drawn."""
    shares = probabilities or [0.5 / 2**rank for rank in range(len(ids))]
    listed = tuple(candidate(id, share) for id, share in zip(ids, shares, strict=True))
    return GenerationStep(0, listed[chosen], chosen + 1, 1.0, bits, listed, "", None)


class Writer:
    """A model whose favourite is the next letter (a, b, … j, a …); counts how often it is asked."""

    def __init__(self, end_after: int | None = None, room: int = 10**6) -> None:
        self.asked: list[tuple[tuple[int, ...], int]] = []
        self.closed = 0
        self._end_after = end_after
        self._room = room

    def __call__(self, ids: tuple[int, ...], count: int) -> Generator[GenerationStep, None, None]:
        self.asked.append((ids, count))
        try:
            for depth in range(len(ids), min(len(ids) + count, self._room)):
                ended = depth == self._end_after
                listed = (END, *map(ord, WORDS)) if ended else [ord(WORDS[(depth + n) % 10]) for n in range(10)]
                record = step(listed)
                stop: StopReason | None = "end_of_text" if ended else None
                yield GenerationStep(depth, record.chosen, 1, 1.0, 1.0, record.candidates, "", stop)
                if ended:
                    return
        finally:
            self.closed += 1


def text_of(tree: TextTree, number: int) -> str:
    return "".join(node.added for node in tree.line(number))


def test_writing_in_chunks_extends_one_text() -> None:
    tree, writer = TextTree(), Writer()
    first = write(tree, 0, 3, writer)
    second = write(tree, first, 4, writer)
    assert text_of(tree, second) == "abcdefg"
    assert writer.asked == [((), 3), (tuple(b"abc"), 4)]
    assert [node.depth for node in tree.line(second)] == list(range(1, 8))


def test_another_candidate_begins_a_branch_with_its_real_probability_and_rank() -> None:
    tree, writer = TextTree(), Writer()
    end = write(tree, 0, 5, writer)
    at = tree.line(end)[1]  # after "ab"
    taken = tree.nodes[tree.choose(at.number, ord("e"))]  # the third candidate there: c, d, e
    assert taken.choice is not None
    assert (taken.choice.forced, taken.choice.rank, taken.choice.token.probability) == (True, 3, 0.125)
    assert text_of(tree, write(tree, taken.number, 2, writer)) == "abede"
    assert text_of(tree, end) == "abcde", "the text not chosen is still there"


def test_the_token_that_was_drawn_is_no_branch() -> None:
    tree = TextTree()
    end = write(tree, 0, 2, Writer())
    first, second = tree.line(end)
    assert tree.choose(first.number, ord("b")) == second.number
    with pytest.raises(KeyError):
        tree.choose(first.number, 1234)
    with pytest.raises(KeyError):
        tree.choose(end, ord("a"))  # nothing has been predicted there yet


def test_tokens_of_equal_probability_share_a_rank() -> None:
    tree = TextTree()
    tree.record(0, step([1, 2, 3], probabilities=[0.4, 0.2, 0.2]))
    third = tree.nodes[tree.choose(0, 3)]
    assert third.choice is not None
    assert third.choice.rank == 2


def test_a_text_ends_where_the_model_says_so() -> None:
    tree, writer = TextTree(), Writer(end_after=2)
    end = write(tree, 0, 8, writer)
    assert tree.nodes[end].ending == "end_of_text"
    assert write(tree, end, 8, writer) == end
    assert len(writer.asked) == 1


def test_a_text_ends_at_the_limit() -> None:
    tree, writer = TextTree(), Writer()
    end = write(tree, 0, MAX_LENGTH + 50, writer)
    assert (tree.nodes[end].depth, tree.nodes[end].ending) == (MAX_LENGTH, "length")


def test_a_text_ends_where_the_context_is_full() -> None:
    tree, writer = TextTree(), Writer(room=3)
    end = write(tree, 0, 8, writer)
    assert write(tree, end, 8, writer) == end
    assert tree.nodes[end].ending == "context_full"


def test_a_special_token_that_a_visitor_takes_ends_the_text() -> None:
    tree = TextTree()
    listed = (candidate(1, 0.5, "a"), candidate(2, 0.1, "<eos>", "special"))
    tree.record(0, GenerationStep(0, listed[0], 1, 1.0, 1.0, listed, "a", None))
    assert tree.nodes[tree.choose(0, 2)].ending == "special"


def test_what_was_written_before_an_interruption_stays() -> None:
    tree = TextTree()

    def interrupted(ids: tuple[int, ...], count: int) -> Generator[GenerationStep, None, None]:
        yield from Writer()(ids, 2)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write(tree, 0, 8, interrupted)
    assert len(tree.nodes) == 3


def test_a_link_is_followed_with_one_question_for_each_choice_of_the_visitor() -> None:
    tree, writer = TextTree(), Writer()
    path = tuple(b"abfdegc")  # the settings would write abcdefg
    end = follow(tree, path, writer)
    assert tree.ids(end) == path
    assert [choice.forced for choice in (node.choice for node in tree.line(end)) if choice] == [
        letter in b"fcg" and index in (2, 5, 6) for index, letter in enumerate(path)
    ]
    assert [ids for ids, _ in writer.asked] == [(), tuple(b"abf"), tuple(b"abfdeg")]
    assert writer.closed == len(writer.asked)


@pytest.mark.parametrize(
    ("path", "reached"), [((5000,), ""), ((97, 5000, 98), "a"), ((97, 98, END, 98), "ab"), ((), "")]
)
def test_a_link_that_could_not_have_been_written_is_followed_as_far_as_it_goes(
    path: tuple[int, ...], reached: str
) -> None:
    tree = TextTree()
    end = follow(tree, path, Writer(end_after=2))
    assert text_of(tree, end).rstrip(chr(END)) == reached


def test_pruning_keeps_the_text_on_screen_and_drops_the_oldest_branches() -> None:
    tree, writer = TextTree(), Writer()
    write(tree, 0, 4, writer)
    oldest = tree.choose(0, ord("c"))
    write(tree, oldest, 3, writer)
    newest = tree.choose(0, ord("d"))
    write(tree, newest, 3, writer)
    kept = write(tree, tree.choose(newest, ord("g")), 4, writer)
    before = tree.ids(kept)
    tree.prune(kept, limit=12)
    assert len(tree.nodes) <= 12
    assert oldest not in tree.nodes
    assert tree.ids(kept) == before
    reachable, queue = set(), [0]
    while queue:
        node = tree.nodes[queue.pop()]
        reachable.add(node.number)
        queue.extend(node.children.values())
    assert reachable == set(tree.nodes)
    # What was dropped can be taken again.
    assert tree.nodes[tree.choose(0, ord("c"))].number not in reachable


def test_a_text_as_long_as_allowed_survives_pruning() -> None:
    tree, writer = TextTree(), Writer()
    for number in range(20):
        end = write(tree, tree.choose(0, ord(WORDS[number % 10])) if number else 0, MAX_LENGTH, writer)
        tree.prune(end)
        assert len(tree.nodes) <= MAX_NODES
        assert tree.nodes[end].depth == MAX_LENGTH or tree.nodes[end].ending


# ── Characters that are several tokens ──────────────────────────────────────────────────────────────────────────────


def part(text: str) -> Candidate:
    return candidate(1, 0.5, text, "part")


def test_bytes_wait_for_the_rest_of_their_character() -> None:
    assert spell(b"", part("⟨E3 81⟩")) == ("", b"\xe3\x81")
    assert spell(b"\xe3\x81", part("こ")) == ("こ", b"")
    assert spell(b"\xe3", part("⟨81⟩")) == ("", b"\xe3\x81")
    assert spell(b"\xe3\x81", part("こ⟨E3⟩")) == ("こ", b"\xe3")
    assert spell(b"", part(" ⟨E3⟩")) == (" ", b"\xe3")
    assert spell(b"\xe2", part("⟨80⟩")) == ("", b"\xe2\x80"), "the bracket's own first byte is E2, too"


def test_bytes_that_no_token_completes_are_spelled_out() -> None:
    assert spell(b"\xe3\x81", candidate(1, 0.5, "a")) == ("⟨E3 81⟩a", b"")
    assert spell(b"\xe3", part("⟨E3 81⟩")) == ("⟨E3⟩", b"\xe3\x81")
    assert spell(b"\xe3", candidate(1, 0.5, "<eos>", "special")) == ("", b"\xe3")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=12), st.data())
def test_however_a_text_is_cut_into_bytes_it_is_spelled_as_it_was(text: str, data: st.DataObject) -> None:
    whole = text.encode()
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole)), max_size=8)) | {0, len(whole)})
    spelled, pending = "", b""
    for begin, end in pairwise(cuts):
        token = as_the_engine_names(whole[:begin], whole[begin:end])
        added, pending = spell(pending, token)
        spelled += added
    assert (spelled, pending) == (text, b"")


def as_the_engine_names(before: bytes, own: bytes) -> Candidate:
    """The candidate that holds these bytes after those, by the rules of `TextTokenizer.candidate_text`."""
    from llm_viz.engine.utf8 import hexadecimal, is_whole, unfinished, units

    pending = unfinished(before)
    if is_whole(own):
        return candidate(1, 0.5, own.decode())
    added, reached = "", -len(pending)
    for unit in units(pending + own):
        begin, reached = max(0, reached), reached + unit.length
        if reached > 0:
            added += unit.text if unit.whole else hexadecimal(own[begin:reached])
    return part(added)


# ── Links ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "a",
        "1,2",
        "1.",
        ".1",
        "-1",
        "1..2",
        "1e9",
        "99999999",
        "1000",
        "٣",
        "1\n",
        ".".join("1" * (MAX_LENGTH + 1)),
        "9" * 10**6,
    ],
)
def test_a_path_that_is_none_is_refused(hostile: str) -> None:
    assert generation.read_path(hostile, vocabulary_size=1000) is None


def test_a_path_is_read() -> None:
    assert generation.read_path("0.999.17", vocabulary_size=1000) == (0, 999, 17)
    assert generation.read_path(".".join("1" * MAX_LENGTH), 1000) == (1,) * MAX_LENGTH


# ── What may be said ────────────────────────────────────────────────────────────────────────────────────────────────


def line(*records: GenerationStep) -> list[TextNode]:
    tree, number = TextTree(), 0
    for record in records:
        number = tree.record(number, record)
    return tree.line(number)


def noted(nodes: Sequence[TextNode]) -> dict[str, dict[str, str | int | float]]:
    return {note.key: written(note.values) for note in generation.notes(nodes)}


def test_nothing_written_nothing_said() -> None:
    assert generation.notes([]) == []


def test_a_text_of_favourites() -> None:
    found = noted(line(step([1, 2]), step([3, 4])))
    assert found == {"note-all-top": {"steps": 2}}


def test_surprise_and_doubt_name_their_steps() -> None:
    sure = step([1, 2], probabilities=[0.9, 0.1])
    odd = step([3, 4], chosen=1, probabilities=[0.9, 0.0625], bits=0.5)
    unsure = step([5, 6], probabilities=[0.3, 0.2], bits=4.0)
    found = noted(line(sure, odd, unsure))
    assert found["note-top"] == {"steps": 3, "top": 2, "other": 1}
    assert (found["note-surprise"]["step"], found["note-surprise"]["bits"], found["note-surprise"]["rank"]) == (
        2,
        "4.0",
        2,
    )
    assert found["note-uncertain"] == {"step": 3, "bits": "4.0", "choices": "16"}


def test_a_favourite_of_little_probability_is_not_called_a_surprise_of_the_draw() -> None:
    found = noted(line(step([1, 2], probabilities=[0.9, 0.1]), step([3, 4], probabilities=[0.1, 0.05])))
    assert "note-surprise" not in found
    assert found["note-surprise-top"]["step"] == 2


def test_the_choice_of_the_visitor_is_named_with_its_probability() -> None:
    tree, writer = TextTree(), Writer()
    end = write(tree, 0, 2, writer)
    taken = tree.choose(tree.line(end)[0].number, ord("d"))
    found = noted(tree.line(write(tree, taken, 3, writer)))
    assert found["note-forced"] == {"step": 2, "token": "d", "probability": "12\u00a0%", "rank": 3, "after": 3}
    assert "note-surprise" not in found


def test_an_end_and_parts_are_noted() -> None:
    tree = TextTree()
    end = write(tree, 0, 8, Writer(end_after=2))
    assert noted(tree.line(end))["note-end"]["step"] == 3
    bytes_ = GenerationStep(0, part("⟨E3 81⟩"), 1, 1.0, 1.0, (part("⟨E3 81⟩"),), "", None)
    assert noted(line(bytes_, bytes_))["note-parts"] == {"tokens": 2, "steps": 2}


def test_growing_certainty_is_claimed_only_where_it_grows() -> None:
    def rounds(*shares: float) -> list[TextNode]:
        return line(*(step([id], probabilities=[share]) for share in shares for id in (1, 2)))

    found = noted(rounds(0.3, 0.4, 0.9))
    assert found["note-loop-surer"] == {"step": 1, "period": 2, "times": 3, "first": "40\u00a0%", "last": "90\u00a0%"}
    assert "note-loop-surer" not in noted(rounds(0.9, 0.8, 0.3))
    assert "note-loop" in noted(rounds(0.9, 0.8, 0.3))


def test_the_most_striking_note_comes_first() -> None:
    assert generation.striking([]) is None
    calm = line(step([1, 2], probabilities=[0.9, 0.1]), step([3, 4], probabilities=[0.9, 0.1]))
    found = generation.striking(calm)
    assert found is not None
    assert found.key == "note-all-top"
    tree = TextTree()
    ended = generation.striking(tree.line(write(tree, 0, 8, Writer(end_after=2))))
    assert ended is not None
    assert ended.key == "note-end"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_can_be_said(language) -> None:
    t = strings(language, "generation")
    values = {
        "steps": 3, "top": 2, "other": 1, "step": 2, "token": "x", "probability": "5\u00a0%", "rank": 2, "after": 0,
        "bits": "3", "choices": "8", "tokens": 2, "period": 3, "times": 4, "first": "1\u00a0%", "last": "2\u00a0%",
    }  # fmt: skip
    for key in (
        "all-top", "top", "forced", "surprise", "surprise-top", "uncertain", "parts", "loop", "loop-surer", "end"
    ):  # fmt: skip
        assert t(f"note-{key}", **values)
    assert str(AHEAD) in t("guess-sure"), "the question names the number of tokens it is about"
