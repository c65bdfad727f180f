"""A text worth comparing the visitor's own with: one word is another."""

from __future__ import annotations

from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.kit.compute.dictionary import ends_with_japanese_word
from llm_viz.kit.compute.function_words import FUNCTION_WORDS
from llm_viz.kit.compute.words import UNSPACED_SCRIPTS, ends_word, goes_on, is_word

_KNOWN = {
    "私は今日": "私は昨日",
    "日本の都市といえば、東京、大阪、": "日本の都市といえば、京都、奈良、",
    "コンピューターは、入力と": "コンピューターは、ハードウェアと",
    "上の反対は下、右の反対は": "右の反対は左、上の反対は",
    "イタリアの首都はローマ、フランスの首都は": "イタリアの首都はローマ、日本の首都は",
    "一月、二月、三月、": "五月、六月、七月、",
    "窓を開けると、冷たい": "冷蔵庫を開けると、冷たい",
    "かばんの中に、ノートと": "冷蔵庫の中に、卵と",
    "You see with your eyes, and you hear with your": "You hear with your ears, and you see with your",
    "The capital of France is": "The capital of Japan is",
    "I ate an": "I ate a",
    "The baby drinks warm": "The vampire drinks warm",
    "The opposite of hot is": "The opposite of big is",
    "The doctor said that": "The nurse said that",
    "1, 2, 3, 4,": "1, 2, 4, 8,",
}
_LONGEST = 64  # tokens: a longer text would keep the model busy for seconds
_LATEST = 12  # tokens, from the end, among which the word to be exchanged is looked for
_CONTENT_BITS = 3.0  # a word less foreseen than that says something new
_LISTED, _OFFERED = 60, 5  # candidates for its place: looked through, and found
_ASKED = 8  # of them the model is asked at most whether they are whole words


def counterpart(text: str) -> str:
    """A text worth comparing a sentence that the app suggests with; empty for any other."""
    return _KNOWN.get(text, "")


def with_a_word_exchanged(lm: Model, text: str) -> str:
    """The text with another word in the place of its last content word; empty where there is none.

    The model chooses. Content word: the last whole word that it did not foresee (`_CONTENT_BITS`), or else the one that
    it foresaw least; the first word has nothing before it and stays. In its place: of the words that the model finds
    likely there, the one with which the whole text is most probable.
    """
    word = _content_word(lm, text)
    if word is None:
        return ""
    start, end = text[: word.start], text[word.end :]
    others = [start + other.text + end for other in _others(lm, start, word)]
    return min(others, key=lambda other: _bits(lm, other), default="")


def other_words(lm: Model, text: str, start: int, end: int) -> list[str]:
    """Words that fit in the place of the text's word from `start` to `end`, without the spaces around them.

    Whole words with a meaning of their own that the model finds likely there, those first with which the whole text is
    most probable; none in the place of the first word, before which there is nothing, or in a very long text.
    """
    before, word = text[:start], text[start:end]
    space = before[len(before.rstrip()) :]
    if not word.strip() or not before.strip() or len(lm.tokenize(text).tokens) > _LONGEST:
        return []
    token = Token(0, 0, space + word, b"", start - len(space), end, "text")
    likely = _others(lm, before.rstrip(), token)
    words = [other.text.strip() for other in likely]
    return sorted(words, key=lambda other: _bits(lm, before + other + text[end:]))


def _content_word(lm: Model, text: str) -> Token | None:
    read = lm.surprisal(text)
    if len(read.tokens) > _LONGEST:
        return None
    foreseen = list(zip(read.bits.tolist(), read.tokens, strict=True))[1:]  # the first token is not predicted
    words = [
        (bits, token)
        for bits, token in foreseen[-_LATEST:]
        if is_word(token.text, token.kind, text[: token.start]) and not goes_on(token.text, text[token.end :])
    ]
    content = [(bits, token) for bits, token in words if bits >= _CONTENT_BITS]
    if content:
        return content[-1][1]
    return max(words, key=lambda word: word[0])[1] if words else None


def _others(lm: Model, start: str, word: Token) -> list[Candidate]:
    """Other words that the model finds likely in the place of `word`, after the text `start`.

    They say something by themselves, and are whole words: of Japanese the dictionary knows it, of single characters and
    in other scripts the model is asked, which costs a pass for each.
    """
    if not start.strip():
        return []
    likely = (
        other
        for other in lm.next_distribution(start, _LISTED).candidates
        if is_word(other.text, other.kind, start) and _style(other.text) == _style(word.text)
        if other.text.strip().casefold() != word.text.strip().casefold() and _says_something(start, other.text)
    )
    found: list[Candidate] = []
    asked = 0
    for other in likely:
        if not _is_unspaced(other.text) or len(other.text.strip()) == 1:
            if asked == _ASKED:
                break
            asked += 1
            if not ends_word(lm, start, (other.id,), other.text):
                continue
        found.append(other)
        if len(found) == _OFFERED:
            break
    return found


def _says_something(start: str, other: str) -> bool:
    """Whether a token has a meaning of its own after the text `start`: in Japanese, as a word of the dictionary."""
    if not _is_unspaced(other):
        return other.strip().casefold() not in FUNCTION_WORDS["en"]
    return ends_with_japanese_word(start + other, len(start + other) - len(other.strip()))


def _is_unspaced(text: str) -> bool:
    return ord(text.strip()[0]) >= UNSPACED_SCRIPTS


def _style(text: str) -> tuple[bool, bool, bool]:
    """How a word is written: whether with a space before it, with a capital, in digits."""
    word = text.strip()
    return text != text.lstrip(), word[0].isupper(), word.isdecimal()


def _bits(lm: Model, text: str) -> float:
    """How improbable the text is to the model, in bits; its first token counts as given."""
    return float(lm.surprisal(text).bits[1:].sum())
