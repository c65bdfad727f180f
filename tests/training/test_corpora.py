"""The texts of chapter 1: what the grammars say of themselves, the stories, and any file at all as a text."""

from __future__ import annotations

import contextlib
import itertools
import math
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_viz.base.errors import BadRequest, LlmVizError, UploadEmpty, UploadNotText, UploadTooLarge, UploadTooShort
from llm_viz.training.corpora import CORPORA, corpus, own_corpus
from llm_viz.training.corpora.corpus import Corpus
from llm_viz.training.corpora.grammar import END, Grammar
from llm_viz.training.corpora.own import ALPHABET, LARGEST, RARE, SHORTEST

GRAMMARS = [key for key in CORPORA if key.startswith("grammar")]
STORIES = [key for key in CORPORA if key.startswith("stories")]
TINY = """
SENTENCE = 0.7 A NOISE | 0.3 Two NOISE NOISE
NOISE    = 0.5 hum | 0.25 buzz
         | 0.25 hiss NOISE
"""
JAPANESE = "ねこが橋の上で雪を見ていました。「つめたいね。」と、ねずみが言いました。\n" * 20
ENGLISH = "The cat sat on the bridge and looked at the café. It was a cold day.\n" * 20


def source(key: str) -> Grammar:
    made_by = corpus(key).grammar
    assert made_by is not None
    return made_by


def next_characters(grammar: Grammar, beginning: str) -> dict[str, float]:
    """The probability of each character after the beginning of a sentence; `END` stands for its end."""
    symbols = {symbol for choices in grammar.rules.values() for choice in choices for symbol in choice.symbols}
    alphabet = {character for symbol in symbols - set(grammar.rules) for character in symbol} | {END}
    begun = grammar.bits(beginning)
    chances = {after: 2 ** (begun - grammar.bits(beginning + after)) for after in sorted(alphabet)}
    return {after: chance for after, chance in chances.items() if chance}


# The grammar


def test_the_entropy_of_a_tiny_grammar_is_that_of_all_its_sentences() -> None:
    grammar = Grammar(TINY)
    ends = {"hum": 0.5, "buzz": 0.25}
    noises = {"hiss" * times + end: 0.25**times * p for times in range(30) for end, p in ends.items()}
    sentences = {"A" + noise: 0.7 * p for noise, p in noises.items()}
    for (one, p), (two, q) in itertools.product(noises.items(), repeat=2):
        sentences["Two" + one + two] = 0.3 * p * q
    assert math.fsum(sentences.values()) == pytest.approx(1)
    entropy = -math.fsum(p * math.log2(p) for p in sentences.values() if p)
    length = math.fsum(p * len(sentence) for sentence, p in sentences.items())
    assert grammar.sentence_entropy == pytest.approx(entropy)
    assert grammar.sentence_length == pytest.approx(length)
    assert grammar.entropy == pytest.approx(entropy / (length + 1))
    assert grammar.probability("Twohumhissbuzz") == pytest.approx(0.3 * 0.5 * 0.25 * 0.25)


@pytest.mark.parametrize("key", GRAMMARS)
def test_sampled_sentences_are_as_long_and_as_surprising_as_the_rules_say(key: str) -> None:
    grammar = source(key)
    sentences = grammar.sample(4000, seed=5)
    surprise = np.array([-math.log2(grammar.probability(sentence)) for sentence in sentences])
    lengths = np.array([len(sentence) for sentence in sentences])
    for measured, exact in ((surprise, grammar.sentence_entropy), (lengths, grammar.sentence_length)):
        assert abs(measured.mean() - exact) < 3 * measured.std() / math.sqrt(len(measured))


@pytest.mark.parametrize("key", GRAMMARS)
def test_every_sentence_has_one_derivation(key: str) -> None:
    """At every choice the next characters tell which it was: no first word of one begins a first word of another."""
    grammar = source(key)

    def first_words(symbol: str) -> list[str]:
        if symbol not in grammar.rules:
            return [symbol]
        return [word for choice in grammar.rules[symbol] for word in first_words(choice.symbols[0])]

    for name in grammar.rules:
        words = first_words(name)
        assert not [(one, two) for one, two in itertools.permutations(words, 2) if two.startswith(one)], name
    assert {len(grammar.derivations(sentence)) for sentence in grammar.sample(500, seed=6)} == {1}


def test_an_ambiguous_grammar_shows_it() -> None:
    assert Grammar("A = 0.5 x B | 0.5 xy\nB = 1 y").derivations("xy") == [0.5, 0.5]


@pytest.mark.parametrize("key", GRAMMARS)
def test_the_characters_of_a_sentence_follow_one_another_as_probably_as_the_rules_say(key: str) -> None:
    grammar = source(key)
    for sentence in grammar.sample(3, seed=7):
        foreseen = [next_characters(grammar, sentence[:end]) for end in range(len(sentence) + 1)]
        assert all(math.fsum(chances.values()) == pytest.approx(1) for chances in foreseen)
        chain = math.prod(chances[after] for chances, after in zip(foreseen, sentence + END, strict=True))
        assert chain == pytest.approx(grammar.probability(sentence))


@pytest.mark.parametrize(
    ("key", "beginning", "after"),
    [
        ("grammar_en", "A red fox ran in the rain, past the old mill, and ate plums in", " its"),
        ("grammar_en", "Two red foxes ran in the rain, past the old mill, and ate plums in", " their"),
        ("grammar_en", "Two wet frogs hopped at dawn, to the dark hill, and ate moths in their", " pond."),
        (
            "grammar_ja",
            "きのう、赤いきつねが一ぴき、夕方に起き、古い橋をわたり、やがてすあなでぶどうを食べま",
            "した。",
        ),
        (
            "grammar_ja",
            "あした、赤いきつねが一ぴき、夕方に起き、古い橋をわたり、やがてすあなでぶどうを食べま",
            "す。",
        ),
        ("grammar_ja", "あした、大きなくまが一", "頭"),
    ],
)
def test_what_follows_depends_on_what_stood_far_before(key: str, beginning: str, after: str) -> None:
    grammar = source(key)
    for end in range(len(after)):
        assert next_characters(grammar, beginning + after[:end]) == {after[end]: pytest.approx(1)}


@pytest.mark.parametrize("key", GRAMMARS)
def test_a_text_holds_the_bits_of_its_sentences(key: str) -> None:
    grammar = source(key)
    one, two = grammar.sample(2, seed=8)
    alone = [-math.log2(grammar.probability(sentence)) for sentence in (one, two)]
    assert grammar.bits(one + END) == pytest.approx(alone[0])
    assert grammar.bits(one + END + two + END) == pytest.approx(sum(alone))
    assert alone[0] < grammar.bits(one + END + two[:10]) < sum(alone)
    assert grammar.bits("") == 0
    assert grammar.bits("no such sentence") == math.inf
    assert grammar.derivations(one + one) == []


@pytest.mark.parametrize("rules", ["A = 0.5 x | 0.4 y", "A = 0.5 x A A | 0.5 y", "A = 0.4 x | 0.6 y A A"])
def test_rules_that_cannot_be_are_refused(rules: str) -> None:
    with pytest.raises(ValueError, match=r"sum to 1|not end"):
        Grammar(rules)


# The corpora


@pytest.mark.parametrize("key", CORPORA)
def test_a_corpus_is_the_same_every_time_and_holds_a_tenth_back(key: str) -> None:
    first = corpus(key)
    corpus.cache_clear()
    assert corpus(key).train == first.train
    assert corpus(key).validation == first.validation
    assert first.language == CORPORA[key]
    assert first.train.endswith(END)
    assert 0.08 < len(first.validation) / len(first.train) < 0.13
    assert first.readings(2 * len(first.train)) == 2


@pytest.mark.parametrize("key", GRAMMARS)
def test_grammar_texts_are_long_and_as_surprising_as_their_source(key: str) -> None:
    text = corpus(key)
    grammar = source(key)
    assert len(text.train) == pytest.approx(200_000, rel=0.02)
    assert text.entropy_bits == grammar.entropy
    assert grammar.bits(text.validation) / len(text.validation) == pytest.approx(grammar.entropy, rel=0.03)
    assert already_seen(text) < 0.05


@pytest.mark.parametrize(("key", "shortest", "longest"), [("stories_en", 170, 330), ("stories_ja", 60, 110)])
def test_stories_are_many_short_and_different(key: str, shortest: int, longest: int) -> None:
    text = corpus(key)
    stories = (text.train + text.validation).splitlines()
    assert len(set(stories)) == len(stories) >= 220
    assert all(shortest <= len(story) <= longest for story in stories)
    assert len({story[:25] for story in stories}) == len(stories)
    assert already_seen(text) == 0
    assert text.entropy_bits is None


@pytest.mark.parametrize("key", STORIES)
def test_stories_use_few_characters_and_close_what_they_open(key: str) -> None:
    text = corpus(key)
    characters = set(text.train + text.validation) - {END}
    kinds = {"en": ("LATIN",), "ja": ("HIRAGANA", "KATAKANA", "CJK")}[CORPORA[key]]
    letters = [character for character in characters if character.isalpha()]
    assert all(unicodedata.name(letter).startswith(kinds) for letter in letters)
    assert {character for character in characters if not character.isalpha()} <= set(" .,:?!\"'-。、「」？！")
    assert len(characters) < 600
    for story in (text.train + text.validation).splitlines():
        assert story == story.strip()
        assert story.count('"') % 2 == 0
        assert story.count("「") == story.count("」")
        assert story[-1] in '."。」'


def test_an_unknown_corpus_is_said_so() -> None:
    with pytest.raises(BadRequest):
        corpus("stories_xx")


# A visitor's own text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "utf-8"),
        (JAPANESE, "utf-8-sig"),
        (JAPANESE, "utf-16"),
        (JAPANESE, "cp932"),
        (ENGLISH, "utf-8"),
        (ENGLISH.replace("é", "e"), "cp932"),
    ],
)
def test_a_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    own = own_corpus(text.encode(encoding), "cats.txt")
    assert own.train + own.validation == text.strip()
    assert len(own.validation) == len(text.strip()) // 10
    assert (own.key, own.language, own.name, own.replaced, own.entropy_bits) == ("own", None, "cats.txt", 0, None)


def test_big_endian_text_and_other_line_ends_are_read() -> None:
    assert own_corpus("\ufeff".encode("utf-16-be") + JAPANESE.encode("utf-16-be")).train.startswith("ねこ")
    own = own_corpus(ENGLISH.replace("\n", "\r\n").replace("é", "e\u0301").encode())
    assert own.train + own.validation == ENGLISH.strip()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", UploadEmpty),
        (b" \r\n\t" * 500, UploadEmpty),
        (b"\xef\xbb\xbf", UploadEmpty),
        (b"x" * (LARGEST + 1), UploadTooLarge),
        (("x" * (SHORTEST - 1)).encode(), UploadTooShort),
        (b"PK\x03\x04" + bytes(range(256)) * 8, UploadNotText),
        (b"text\x00" * 500, UploadNotText),
        (b"\x1b[31mred" * 500, UploadNotText),
        (ENGLISH.encode("utf-32"), UploadNotText),
        (ENGLISH.encode("utf-16")[:-1], UploadNotText),
        (ENGLISH.encode("latin-1"), UploadNotText),
        (("naïve " * 200).encode("latin-1"), UploadNotText),
        (("我们在学习语言模型。" * 100).encode("gbk"), UploadNotText),
        (JAPANESE.encode("euc-jp"), UploadNotText),
        (("a" + "\u0301\u0323" * 200_000).encode(), UploadNotText),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, error: type[LlmVizError]) -> None:
    with pytest.raises(error):
        own_corpus(content)


def test_the_limits_themselves_are_allowed() -> None:
    assert own_corpus(b"x" * SHORTEST).replaced == 0
    assert len(own_corpus(b"a b " * (LARGEST // 4)).train) > 0.89 * LARGEST


def test_rare_characters_are_replaced_and_counted() -> None:
    common = "".join(map(chr, range(0x4E00, 0x4E00 + ALPHABET - 1))) * 2
    rare = "".join(map(chr, range(0x6000, 0x6000 + 300)))
    own = own_corpus((common + rare).encode())
    assert own.train + own.validation == common + RARE * 300
    assert own.replaced == 300
    exactly = (common + "ねねね").encode()
    assert own_corpus(exactly).replaced == 0


def test_the_name_of_a_file_is_bounded() -> None:
    assert len(own_corpus(ENGLISH.encode(), "x" * 10_000).name) == 80


@settings(max_examples=200)
@given(
    content=st.one_of(st.binary(max_size=4000), st.text(max_size=3000).map(str.encode)),
    times=st.integers(1, 300),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp932", "utf-32"]),
)
def test_any_file_is_a_corpus_or_an_explained_error(content: bytes, times: int, encoding: str) -> None:
    with contextlib.suppress(UnicodeError):
        content = content.decode().encode(encoding)
    try:
        own = own_corpus(content * times, "name")
    except LlmVizError:
        return
    text = own.train + own.validation
    assert own.train
    assert own.validation
    assert len(text) >= SHORTEST
    assert len(set(text)) <= ALPHABET
    assert {character for character in text if unicodedata.category(character) == "Cc"} <= {"\n", "\t"}


def already_seen(text: Corpus) -> float:
    """The share of the validation text's lines that stand in the training text, too."""
    seen, lines = set(text.train.splitlines()), text.validation.splitlines()
    return sum(line in seen for line in lines) / max(1, len(lines))
