"""What the tokens, merges and cuts on screen show, as sentences for the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from llm_viz.base.visible import visible
from llm_viz.chapters.tokens.compute.cuts import Cut, cut_into, is_unknown, read_as
from llm_viz.engine.protocol.tokens import Merge, MergeHistory, Token, Tokenization
from llm_viz.kit.compute.notes import Note, Values


def token_notes(tokenization: Tokenization) -> list[Note]:
    """What the tokens of one text show."""
    tokens = [token for token in tokenization.tokens if token.kind != "special"]
    notes = [
        _special_note(tokenization.tokens),
        _long_note(tokens),
        _part_note(tokens),
        _space_note(tokens),
        _spelling_note(tokens),
        _number_note(tokenization.text, tokens),
        _unknown_note(tokens),
        _changed_note(tokens),
    ]
    return [note for note in notes if note]


def striking_note(tokenization: Tokenization) -> list[Note]:
    """The one thing about the tokens of a text that surprises most readers: none or one note."""
    tokens = [token for token in tokenization.tokens if token.kind != "special"]
    found = (
        _part_note(tokens),
        _number_note(tokenization.text, tokens),
        _spelling_note(tokens),
        _space_note(tokens),
        _long_note(tokens),
    )
    return [note for note in found if note][:1]


def merge_notes(history: MergeHistory) -> list[Note]:
    """The first merge, and the one whose rule was learned last."""
    if not history.merges:
        return []
    first, latest = history.merges[0], max(history.merges, key=lambda merge: merge.rank)
    notes = [Note("note-merge-first", _merge_values(first))]
    if latest.rank > first.rank:
        notes.append(Note("note-merge-late", _merge_values(latest)))
    return notes


def comparison_notes(cuts: Sequence[Cut], names: Mapping[str, str], text: str) -> list[Note]:
    """The two most telling things that cuts of one text show: the fewest and the most tokens, what is lost, and tokens
    across words.

    `names` are those of the models, by key. The first cut must be that of the visitor's model.
    """
    by_tokenizer = sorted((cut for cut in cuts if cut.key in names), key=lambda cut: cut.count)
    notes = [
        _extremes_note(by_tokenizer, names) or _alike_note(by_tokenizer, text),
        *(_lost_note(cut, names[cut.key]) for cut in by_tokenizer),
        _crossing_note(cuts[0], names[cuts[0].key], text),
    ]
    return [note for note in notes if note][:2]


def _extremes_note(ascending: Sequence[Cut], names: Mapping[str, str]) -> Note | None:
    """The tokenizers with the fewest and with the most tokens; `ascending` by their number."""
    if not ascending or not 0 < ascending[0].count < ascending[-1].count:
        return None
    fewest, most = ascending[0], ascending[-1]
    return Note(
        "note-fewest-most",
        {
            "fewest": names[fewest.key],
            "fewest_count": fewest.count,
            "most": names[most.key],
            "most_count": most.count,
            "ratio": f"{most.count / fewest.count:.1f}",
        },
    )


def _alike_note(cuts: Sequence[Cut], text: str) -> Note | None:
    """Several tokenizers that make the same number of tokens."""
    counts = {cut.count for cut in cuts}
    if len(cuts) < 2 or len(counts) > 1:
        return None
    return Note("note-same-count", {"count": cuts[0].count, "tokenizers": len(cuts), "characters": len(text)})


def _merge_values(merge: Merge) -> Values:
    return {"piece": visible(merge.symbols[merge.index]), "rank": merge.rank}


def _special_note(tokens: Sequence[Token]) -> Note | None:
    names = [token.text for token in tokens if token.kind == "special"]
    return Note("note-special", {"names": " ".join(names), "count": len(names)}) if names else None


def _long_note(tokens: Sequence[Token]) -> Note | None:
    longest = max(tokens, key=lambda token: len(token.text.strip()), default=None)
    if longest is None or len(longest.text.strip()) < 3 or is_unknown(longest):
        return None
    return Note("note-long", {"token": visible(longest.text), "characters": len(longest.text), "id": longest.id})


def _part_note(tokens: Sequence[Token]) -> Note | None:
    """The character that takes the most tokens, where characters take several."""
    places = Counter(place for token in tokens if token.kind == "part" for place in range(token.start, token.end))
    spread = Counter({place: count for place, count in places.items() if count > 1})
    if not spread:
        return None
    place, pieces = spread.most_common(1)[0]
    character = next(token.text[place - token.start] for token in tokens if token.start <= place < token.end)
    return Note("note-part", {"character": visible(character), "pieces": pieces, "characters": len(spread)})


def _space_note(tokens: Sequence[Token]) -> Note | None:
    for token in tokens:
        if token.bytes.startswith(b" ") and token.text.strip() and token.kind == "text":
            return Note("note-space", {"token": visible(token.text)})
    return None


def _spelling_note(tokens: Sequence[Token]) -> Note | None:
    """The longest word that stands in two tokens which differ only in capitals or in the space before it."""
    spellings: dict[str, dict[int, Token]] = {}
    for token in tokens:
        word = token.text.strip().casefold()
        if token.kind == "text" and word.isalpha():
            spellings.setdefault(word, {}).setdefault(token.id, token)
    several = [list(tokens_by_id.values()) for tokens_by_id in spellings.values() if len(tokens_by_id) > 1]
    if not several:
        return None
    first, second, *_ = max(several, key=lambda spelled: len(spelled[0].text))
    return Note(
        "note-spelling",
        {"one": visible(first.text), "one_id": first.id, "other": visible(second.text), "other_id": second.id},
    )


def _number_note(text: str, tokens: Sequence[Token]) -> Note | None:
    """The longest run of digits, if it is cut."""
    runs = [list(run) for digit, run in groupby(range(len(text)), key=lambda index: text[index].isdecimal()) if digit]
    longest = max(runs, key=len, default=[])
    pieces = [token for token in tokens if set(longest) & set(range(token.start, token.end))]
    if len(longest) < 2 or len(pieces) < 2:
        return None
    return Note("note-number", {"number": text[longest[0] : longest[-1] + 1], "pieces": len(pieces)})


def _unknown_note(tokens: Sequence[Token]) -> Note | None:
    unknown = [token.text for token in tokens if is_unknown(token)]
    return Note("note-unknown", {"example": visible(unknown[0]), "count": len(unknown)}) if unknown else None


def _changed_note(tokens: Sequence[Token]) -> Note | None:
    changed = [(token.text, read) for token in tokens if (read := read_as(token))]
    if not changed:
        return None
    typed, read = changed[0]
    return Note("note-changed", {"typed": visible(typed), "read": visible(read), "count": len(changed)})


def _lost_note(cut: Cut, name: str) -> Note | None:
    """A tokenizer from whose tokens the text cannot be rebuilt."""
    unknown = [piece.label for piece in cut.pieces if piece.kind in ("unknown", "changed")]
    return Note("note-lost", {"model": name, "example": unknown[0], "count": len(unknown)}) if unknown else None


def _crossing_note(cut: Cut, name: str, text: str) -> Note | None:
    """A token that reaches over the border between two words of the dictionary."""
    borders = {piece.start for piece in cut_into("words", text).pieces}
    crossing = [
        piece.label
        for piece in cut.pieces
        if piece.kind == "text" and not text[piece.start : piece.end].isascii()
        if any(piece.start < border < piece.end for border in borders)
    ]
    return Note("note-crossing", {"model": name, "token": crossing[0], "count": len(crossing)}) if crossing else None
