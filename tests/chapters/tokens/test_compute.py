"""Chapter 2's cuts, groups, costs and notes: each note is there exactly when the tokens support it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.base.i18n import LANGUAGES, Language, strings
from llm_viz.chapters.tokens.compute.cost import PAIRS, Cost, PairCost, cost_notes
from llm_viz.chapters.tokens.compute.cuts import (
    RULERS,
    Ruler,
    comparison_notes,
    cut_by_model,
    cut_by_ruler,
    guess_options,
    merge_notes,
    notes,
)
from llm_viz.chapters.tokens.compute.graphemes import group_tokens
from llm_viz.engine.bpe import merge_history
from llm_viz.engine.protocol.tokens import Token, Tokenization
from llm_viz.engine.tokenizer import TextTokenizer
from llm_viz.kit.compute.dictionary import dictionary_words
from llm_viz.kit.compute.notes import Note
from tests.engine.tokenizer_kinds import byte_fallback, byte_level, word_piece

BYTE_LEVEL = TextTokenizer(byte_level())
BYTE_FALLBACK = TextTokenizer(byte_fallback())
WORD_PIECE = TextTokenizer(word_piece())

any_text = st.text(min_size=1, max_size=40) | st.text(
    alphabet="a b\n▁今日が\u3099👨\u200d👩🇯🇵\ufe0f1", min_size=1, max_size=30
)


def read(reader: TextTokenizer, text: str) -> Tokenization:
    return Tokenization(text, reader.read(text), 1000)


def by_hand(*pieces: tuple[str, int]) -> Tokenization:
    """A tokenization into these pieces with these ids."""
    text, tokens = "", []
    for position, (piece, id) in enumerate(pieces):
        end = len(text) + len(piece)
        tokens.append(Token(position, id, piece, piece.encode(), len(text), end, "text"))
        text += piece
    return Tokenization(text, tuple(tokens), 1000)


def find(found: list[Note], key: str) -> dict[str, str | int | float] | None:
    return next((note.values for note in found if note.key == key), None)


@given(text=any_text)
def test_groups_hold_every_token_once_and_cut_no_visible_character(text: str) -> None:
    tokens = BYTE_LEVEL.read(text)
    groups = group_tokens(text, tokens)
    assert tuple(token for group in groups for token in group.tokens) == tokens
    assert "".join(text[group.start : group.end] for group in groups) == text
    for group in groups:
        assert group.start == min(token.start for token in group.tokens)


def test_a_joined_emoji_is_one_group_and_special_tokens_stand_alone() -> None:
    text = "👨\u200d👩a"
    groups = group_tokens(text, BYTE_FALLBACK.read(text))
    assert [(text[group.start : group.end], group.tokens[0].kind) for group in groups] == [
        ("", "special"),
        ("👨\u200d👩", "part"),
        ("a", "text"),
    ]


@pytest.mark.parametrize("ruler", RULERS)
@given(text=any_text)
def test_rulers_cover_the_text(ruler: Ruler, text: str) -> None:
    pieces = cut_by_ruler(ruler, text).pieces
    assert [index for start, end in sorted({(p.start, p.end) for p in pieces}) for index in range(start, end)] == list(
        range(len(text))
    )


def test_rulers_count_what_they_are_named_after() -> None:
    text = "私は今日、𠮷野家"
    assert cut_by_ruler("characters", text).count == 8
    assert cut_by_ruler("bytes", text).count == len(text.encode())
    assert [text[start:end] for start, end in dictionary_words("私は今日")] == ["私", "は", "今日"]


def test_special_tokens_are_not_counted_as_pieces_of_the_text() -> None:
    cut = cut_by_model("minilm", read(WORD_PIECE, "lower low"))
    assert (cut.count, cut.special) == (3, 2)


@given(tokens=st.integers(1, 5000), text=any_text)
def test_there_are_four_different_guesses_and_one_is_right(tokens: int, text: str) -> None:
    options = guess_options(tokens, text)
    assert len(set(options)) == 4
    assert tokens in options
    assert options == sorted(options)


def test_notes_on_parts_name_the_character_with_the_most_tokens() -> None:
    found = find(notes("a𠮷猫a", read(BYTE_LEVEL, "a𠮷猫a")), "note-part")
    assert found == {"character": "𠮷", "pieces": 4, "characters": 2}
    assert find(notes("the", read(BYTE_LEVEL, "the")), "note-part") is None


def test_notes_on_spellings_need_the_same_word_in_two_tokens() -> None:
    several = by_hand(("An", 1), (" Apple", 2), (" an", 3), (" apple", 4))
    assert find(notes(several.text, several), "note-spelling") == {
        "one": "␣Apple",
        "one_id": 2,
        "other": "␣apple",
        "other_id": 4,
    }
    same = by_hand(("an", 3), (" dog", 2), ("an", 3))
    assert find(notes(same.text, same), "note-spelling") is None


def test_notes_on_numbers_need_a_number_that_is_cut() -> None:
    cut = by_hand(("pi", 1), (" ", 2), ("3", 3), (".", 4), ("14", 5), ("15", 6))
    assert find(notes(cut.text, cut), "note-number") == {"number": "1415", "pieces": 2}
    whole = by_hand(("1415", 1))
    assert find(notes(whole.text, whole), "note-number") is None


def test_notes_on_what_a_tokenizer_loses_or_changes() -> None:
    text = "Lower 猫"
    found = notes(text, read(WORD_PIECE, text))
    assert find(found, "note-unknown") == {"example": "猫", "count": 1}
    assert find(found, "note-changed") == {"typed": "Low", "read": "low", "count": 1}
    exact = notes("▁ the", read(BYTE_FALLBACK, "▁ the"))
    assert find(exact, "note-unknown") is None
    assert find(exact, "note-changed") is None


def test_the_comparison_names_the_extremes_and_the_lossy() -> None:
    text = "猫の low"
    cuts = [cut_by_model("b", read(BYTE_LEVEL, text)), cut_by_model("w", read(WORD_PIECE, text))]
    found = comparison_notes([*cuts, cut_by_ruler("bytes", text)], {"b": "Bytes", "w": "Words"}, text)
    extremes = find(found, "note-fewest-most")
    assert extremes is not None
    assert (extremes["fewest"], extremes["fewest_count"], extremes["most"]) == ("Words", 3, "Bytes")
    assert find(found, "note-lost") == {"model": "Words", "example": "猫", "count": 2}
    assert comparison_notes(cuts[:1], {"b": "Bytes"}, text) == []


def test_a_token_across_two_words_is_noticed() -> None:
    across = cut_by_model("m", by_hand(("私は", 1), ("今日", 2)))
    within = cut_by_model("m", by_hand(("私", 1), ("は", 2), ("今日", 3)))
    assert comparison_notes([across], {"m": "M"}, "私は今日") == [
        Note("note-crossing", {"model": "M", "token": "私は", "count": 1})
    ]
    assert comparison_notes([within], {"m": "M"}, "私は今日") == []


def test_merge_notes_name_the_first_and_the_latest_rule() -> None:
    history = merge_history(BYTE_LEVEL, "the newest")
    found = merge_notes(history)
    first, latest = find(found, "note-merge-first"), find(found, "note-merge-late")
    assert first is not None
    assert latest is not None
    assert first["rank"] == history.merges[0].rank
    assert latest["rank"] == max(merge.rank for merge in history.merges)
    assert merge_notes(merge_history(BYTE_LEVEL, "Q")) == []


def test_pairs_of_sentences_are_what_their_languages_say() -> None:
    for pair in PAIRS:
        assert pair.en.isascii()
        assert not any(character.isascii() for character in pair.ja)


def test_costs_are_told_by_their_ratio() -> None:
    same, dear, cheap = PairCost("same", 10, 10), PairCost("dear", 30, 10), PairCost("cheap", 5, 10)
    own = Cost("model", 8, "猫猫猫猫")
    assert (own.per_character, own.per_byte) == (2, 8 / 12)
    found = cost_notes([same, dear, cheap], own, 8192)
    assert [note.key for note in found] == ["note-pair-dearer", "note-pair-alike", "note-context"]
    assert find(found, "note-context") == {"model": "model", "context": 8192, "characters": 4100}
    assert [note.key for note in cost_notes([cheap], Cost("drops spaces", 0, " "), 8192)] == ["note-pair-cheaper"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_on_the_page_runs_and_prints_what_it_says(
    language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    code = strings(language, "tokens").prose("code").split("```")[1].removeprefix("python")
    exec(code, {})
    assert capsys.readouterr().out.strip() == code.strip().rpartition("# ")[2]
