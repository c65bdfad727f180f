"""Chapter 2: a text cut into tokens, by several tokenizers and by other rulers, and what may be said about the cuts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import Merge, MergeHistory, Token, Tokenization
from llm_viz.engine.utf8 import hexadecimal
from llm_viz.kit.compute.dictionary import dictionary_words
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.presets import Preset

PRESETS = (
    Preset("article", "ja", "こんにちは、世界!"),
    Preset("hello", "en", "Hello, world!"),
    Preset("rare", None, "𠮷野家で𩸽を食べた"),
    Preset("emoji", None, "家族👨‍👩‍👧と🇯🇵へ✈️"),
    Preset("numbers", None, "3.14159 12345 67890"),
    Preset("code", None, "def area(r):\n    return 3.14 * r ** 2"),
    Preset("mixed", None, "GPUでLLMを動かす (run it on a GPU)"),
    Preset("case", "en", "Apple apple APPLE an apple"),
)

PieceKind = Literal["text", "part", "special", "unknown", "changed"]
Ruler = Literal["bytes", "characters", "words"]
RULERS: tuple[Ruler, ...] = ("words", "characters", "bytes")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a cut text: what it shows, and the characters it stands on. `id` only where it is a token.

    `read_as`: what a tokenizer that changes the text (such as capitals to small letters) made of these characters.
    """

    label: str
    start: int
    end: int
    kind: PieceKind
    id: int | None = None
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut by a tokenizer (`key` is its model's) or by a ruler. `vocabulary` is how many pieces it knows."""

    key: str
    pieces: tuple[Piece, ...]
    vocabulary: int | None = None

    @property
    def count(self) -> int:
        """How many pieces the text has; special tokens, which the tokenizer adds, are not of the text."""
        return sum(piece.kind != "special" for piece in self.pieces)

    @property
    def special(self) -> int:
        """How many special tokens the tokenizer added."""
        return len(self.pieces) - self.count


def is_unknown(token: Token) -> bool:
    """Whether the token stands for characters that its tokenizer cannot spell."""
    return token.kind == "text" and not token.bytes and token.start < token.end


def cut_by_model(model: str, tokenization: Tokenization) -> Cut:
    """The tokens of a text as pieces; a part of a character is labelled with its bytes."""
    return Cut(model, tuple(map(_piece, tokenization.tokens)), tokenization.vocabulary_size)


def cut_by_ruler(ruler: Ruler, text: str) -> Cut:
    """The text in UTF-8 bytes, in Unicode characters, or in the words of a Japanese dictionary."""
    characters = [(index, index + 1) for index in range(len(text))]
    if ruler == "bytes":
        return Cut(ruler, tuple(piece for span in characters for piece in _bytes(text, *span)), 256)
    spans = characters if ruler == "characters" else dictionary_words(text)
    return Cut(ruler, tuple(Piece(visible(text[start:end]), start, end, "text") for start, end in spans))


def guess_options(tokens: int, text: str) -> list[int]:
    """Four counts to choose from, in order: the true one, those of words, characters and bytes, or near misses."""
    rulers = [cut_by_ruler(ruler, text).count for ruler in RULERS]
    misses = [count for step in (2, 3, 5, 9, 17) for count in (tokens + step, tokens - step) if count > 0]
    return sorted(list(dict.fromkeys([tokens, *rulers, *misses]))[:4])


def notes(text: str, tokenization: Tokenization) -> list[Note]:
    """What the tokens on screen show."""
    tokens = [token for token in tokenization.tokens if token.kind != "special"]
    found = [
        _special_note(tokenization.tokens),
        _long_note(tokens),
        _part_note(tokens),
        _space_note(tokens),
        _spelling_note(tokens),
        _number_note(text, tokens),
        _unknown_note(tokens),
        _changed_note(tokens),
    ]
    return [note for note in found if note]


def merge_notes(history: MergeHistory) -> list[Note]:
    """The first merge, and the one whose rule was learned last."""
    if not history.merges:
        return []
    first, latest = history.merges[0], max(history.merges, key=lambda merge: merge.rank)
    found = [Note("note-merge-first", _merge_values(first))]
    if latest.rank > first.rank:
        found.append(Note("note-merge-late", _merge_values(latest)))
    return found


def comparison_notes(cuts: Sequence[Cut], names: dict[str, str], text: str) -> list[Note]:
    """What the rows of the comparison show; `names` are those of the models, the first cut that of the visitor's."""
    by_model = sorted((cut for cut in cuts if cut.key in names), key=lambda cut: cut.count)
    found: list[Note] = []
    if len(by_model) > 1 and 0 < by_model[0].count < by_model[-1].count:
        fewest, most = by_model[0], by_model[-1]
        found.append(
            Note(
                "note-fewest-most",
                {
                    "fewest": names[fewest.key],
                    "fewest_count": fewest.count,
                    "most": names[most.key],
                    "most_count": most.count,
                    "ratio": f"{most.count / fewest.count:.1f}",
                },
            )
        )
    found += [note for cut in by_model if (note := _lost_note(cut, names[cut.key]))]
    crossing = _crossing_note(cuts[0], names[cuts[0].key], text)
    return [*found, crossing] if crossing else found


def _merge_values(merge: Merge) -> dict[str, str | int | float]:
    return {"piece": visible(merge.symbols[merge.index]), "rank": merge.rank}


def _piece(token: Token) -> Piece:
    if is_unknown(token):
        return Piece(visible(token.text), token.start, token.end, "unknown", token.id)
    if read := _read_as(token):
        return Piece(visible(token.text), token.start, token.end, "changed", token.id, visible(read))
    label = hexadecimal(token.bytes).strip("⟨⟩") if token.kind == "part" else visible(token.text)
    return Piece(label, token.start, token.end, token.kind, token.id)


def _read_as(token: Token) -> str | None:
    """What the token says, if that is not what was typed; spaces at its ends, and `▁` for a space, are no change."""
    if token.kind != "text" or not token.bytes:
        return None
    read, typed = token.bytes.decode().strip(), token.text.replace("▁", " ").strip()
    return None if read == typed else read


def _bytes(text: str, start: int, end: int) -> Iterable[Piece]:
    data = text[start:end].encode()
    kind: PieceKind = "part" if len(data) > 1 else "text"
    return (Piece(f"{byte:02X}", start, end, kind) for byte in data)


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
    several = [list(found.values()) for found in spellings.values() if len(found) > 1]
    if not several:
        return None
    one, other, *_ = max(several, key=lambda found: len(found[0].text))
    return Note(
        "note-spelling",
        {"one": visible(one.text), "one_id": one.id, "other": visible(other.text), "other_id": other.id},
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
    changed = [(token.text, read) for token in tokens if (read := _read_as(token))]
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
    borders = {piece.start for piece in cut_by_ruler("words", text).pieces}
    crossing = [
        piece.label
        for piece in cut.pieces
        if piece.kind == "text" and not text[piece.start : piece.end].isascii()
        if any(piece.start < border < piece.end for border in borders)
    ]
    return Note("note-crossing", {"model": name, "token": crossing[0], "count": len(crossing)}) if crossing else None
