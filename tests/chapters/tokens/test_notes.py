"""Each note on tokens, merges and cuts is there exactly when they support it."""

from __future__ import annotations

from llm_viz.chapters.tokens.compute.cuts import cut_by_tokenizer
from llm_viz.chapters.tokens.compute.notes import comparison_notes, merge_notes, token_notes
from llm_viz.engine.bpe import merge_history
from llm_viz.kit.compute.notes import Note
from tests.chapters.tokens.examples import BYTE_FALLBACK, BYTE_LEVEL, WORD_PIECE, by_hand, read


def find(notes: list[Note], key: str) -> dict[str, str | int | float] | None:
    return next((note.values for note in notes if note.key == key), None)


def test_notes_on_parts_name_the_character_with_the_most_tokens() -> None:
    found = find(token_notes(read(BYTE_LEVEL, "a𠮷猫a")), "note-part")
    assert found == {"character": "𠮷", "pieces": 4, "characters": 2}
    assert find(token_notes(read(BYTE_LEVEL, "the")), "note-part") is None


def test_notes_on_spellings_need_the_same_word_in_two_tokens() -> None:
    several = by_hand(("An", 1), (" Apple", 2), (" an", 3), (" apple", 4))
    assert find(token_notes(several), "note-spelling") == {
        "one": "␣Apple",
        "one_id": 2,
        "other": "␣apple",
        "other_id": 4,
    }
    same = by_hand(("an", 3), (" dog", 2), ("an", 3))
    assert find(token_notes(same), "note-spelling") is None


def test_notes_on_numbers_need_a_number_that_is_cut() -> None:
    cut = by_hand(("pi", 1), (" ", 2), ("3", 3), (".", 4), ("14", 5), ("15", 6))
    assert find(token_notes(cut), "note-number") == {"number": "1415", "pieces": 2}
    whole = by_hand(("1415", 1))
    assert find(token_notes(whole), "note-number") is None


def test_notes_on_what_a_tokenizer_loses_or_changes() -> None:
    text = "Lower 猫"
    found = token_notes(read(WORD_PIECE, text))
    assert find(found, "note-unknown") == {"example": "猫", "count": 1}
    assert find(found, "note-changed") == {"typed": "Low", "read": "low", "count": 1}
    exact = token_notes(read(BYTE_FALLBACK, "▁ the"))
    assert find(exact, "note-unknown") is None
    assert find(exact, "note-changed") is None


def test_the_comparison_names_the_extremes_and_the_lossy() -> None:
    text = "猫の low"
    cuts = [cut_by_tokenizer("b", read(BYTE_LEVEL, text)), cut_by_tokenizer("w", read(WORD_PIECE, text))]
    found = comparison_notes(cuts, {"b": "Bytes", "w": "Words"}, text)
    extremes = find(found, "note-fewest-most")
    assert extremes is not None
    assert (extremes["fewest"], extremes["fewest_count"], extremes["most"]) == ("Words", 3, "Bytes")
    assert find(found, "note-lost") == {"model": "Words", "example": "猫", "count": 2}
    assert comparison_notes(cuts[:1], {"b": "Bytes"}, text) == []


def test_the_comparison_says_where_all_tokenizers_agree() -> None:
    cuts = [cut_by_tokenizer(key, by_hand(("the", 1), (" cat", 2))) for key in "ab"]
    assert comparison_notes(cuts, {"a": "A", "b": "B"}, "the cat") == [
        Note("note-same-count", {"count": 2, "tokenizers": 2, "characters": 7})
    ]


def test_a_token_across_two_words_is_noticed() -> None:
    across = cut_by_tokenizer("m", by_hand(("私は", 1), ("今日", 2)))
    within = cut_by_tokenizer("m", by_hand(("私", 1), ("は", 2), ("今日", 3)))
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
