"""What the acts of chapter 7 compute, and their messages to and from the browser, on an engine without a model."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import BlocksDoNotAdd, NoAttention, ProductNotPlain
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.inside.compute.block import (
    BlockPicture,
    LengthAfter,
    covered,
    first_layer,
    length_after,
    picture_of,
)
from llm_viz.chapters.inside.compute.looks import hardest, on_words
from llm_viz.chapters.inside.compute.neighbourhood import (
    SUMS,
    Sky,
    Star,
    WordSum,
    drift,
    likely_nearest,
    skies,
    spelling,
    word_sum,
)
from llm_viz.chapters.inside.compute.order import compare, first_swap, movable, swapped
from llm_viz.chapters.inside.compute.telling import telling_tokens
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.anatomy import BlockSums, BlockSumsRequest, PlaceEncoding, Product, ProductRequest
from llm_viz.engine.protocol.tokens import Token, Tokenization, TokenizeRequest
from llm_viz.engine.protocol.tracing import Trace, TraceRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine

LOCALE: dict[Language, str] = {"ja": "ja-JP", "en": "en-US"}
PAGE = "7_inside"
NONE = np.zeros(0, np.float32)


class Words(FakeEngine):
    """Reads words as tokens where they are short, and letters of longer ones."""

    def tokenize(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Tokenization:
        if len(request.text.strip()) > 3:
            return super().tokenize(request, check_cancelled)
        return Tokenization(request.text, tuple(_tokens([request.text])), 1000)


def _tokens(texts: list[str]) -> list[Token]:
    ids = [sum(map(ord, text)) for text in texts]
    starts = [len("".join(texts[:place])) for place in range(len(texts))]
    return [
        Token(place, ids[place], text, text.encode(), starts[place], starts[place] + len(text), "text")
        for place, text in enumerate(texts)
    ]


def lm(engine: FakeEngine | None = None) -> Model:
    return Model(engine or FakeEngine(), "smollm2-135m")


def component(app: AppTest, name: str) -> Any:
    """The data of the browser part, without its arrays."""
    for element in app.get("bidi_component"):
        if element.proto.component_name.endswith(name):
            packed = element.proto.bytes  # see `encode_arrays`
            if not packed:
                return json.loads(element.proto.json)
            end = 4 + int.from_bytes(packed[:4], "little")
            return json.loads(packed[4:end])["payload"]
    return None


def test_every_token_has_what_is_most_like_it() -> None:
    (sky,) = skies(lm(), [ord("a")])
    assert "a" not in [star.text for star in sky.stars]
    cosines = [star.cosine for star in sky.stars]
    assert cosines == sorted(cosines, reverse=True)
    assert len({star.turn for star in sky.stars}) == len(sky.stars) == 8
    assert sky.mean_cosine == pytest.approx(0.1)
    assert len(sky.crowd) == 40


def test_a_cosine_is_the_sum_of_its_products() -> None:
    (sky,) = skies(lm(), [ord("a")])
    for star in sky.stars:
        products = [abs(term.one * term.other) for term in star.terms]
        assert products == sorted(products, reverse=True)
        assert len(products) == 4


def test_the_nearest_is_among_the_options_and_their_order_tells_nothing() -> None:
    cosines = {"d": 0.9, "a": 0.8, "c": 0.7, "b": 0.6, "f": 0.5, "e": 0.4, "h": 0.3, "g": 0.2}
    stars = tuple(Star(f" {text}", cosine, 0) for text, cosine in cosines.items())
    sky = Sky(np.zeros(4, np.float32), stars, 0.1, NONE)
    options = likely_nearest(sky)
    assert options == sorted(options)
    assert {"d", "g"} <= set(options) <= cosines.keys()
    assert len(options) == 4
    assert likely_nearest(Sky(sky.cells, sky.stars[:3], 0.1, NONE)) == []


def test_a_sum_leaves_out_the_words_that_it_is_made_of() -> None:
    found = word_sum(lm(Words()), WordSum("a", "b", "c", expected="f"))
    assert found.sky is not None
    # Tokens are " a", " b", " c": the sum's code is that of the space and "b".
    assert not {"a", "b", "c"} & {spelling(star.text) for star in found.sky.stars}
    assert found.cut == ()


def test_a_word_of_several_tokens_has_no_vector() -> None:
    found = word_sum(lm(Words()), WordSum("a", "longer", "wordy"))
    assert (found.cut, found.sky, found.rank) == (("longer", "wordy"), None, None)


def test_equal_tokens_are_followed_through_the_layers() -> None:
    tokens = FakeEngine().tokenize(TokenizeRequest("smollm2-135m", "abca")).tokens
    found = drift(lm(), "abca", tokens)
    assert found is not None
    assert (found.text, found.first, found.last) == ("a", 0, 3)
    assert len(found.cosines) == 4
    assert found.cosines[0] == pytest.approx(1)
    assert drift(lm(), "abc", tokens[:3]) is None


def test_the_first_and_the_last_telling_words_are_swapped_first() -> None:
    text = "The dog chased the cat because the"
    tokens = _tokens(["The", " dog", " chased", " the", " cat", " because", " the"])
    telling = telling_tokens(text, tokens, "en")
    assert [token.text for token in telling] == [" dog", " chased", " cat"]
    assert first_swap(tokens, telling) == (1, 4)
    assert first_swap(tokens, telling[:1]) == (0, 5)
    # The last token stays, and equal ones are not swapped.
    assert first_swap(_tokens(["a", "a", "b"]), []) is None
    assert first_swap([], []) is None
    assert movable(tokens) == list(range(7))


def test_a_swap_is_read_by_the_model() -> None:
    engine = FakeEngine()
    text = "abcd"
    tokens = engine.tokenize(TokenizeRequest("smollm2-135m", text)).tokens
    found = swapped(lm(engine), text, tokens, (0, 2))
    before, after = engine.traced
    assert before.interventions == ()
    assert [(change.position, change.id) for change in after.interventions if hasattr(change, "position")] == [
        (0, ord("c")),
        (2, ord("a")),
    ]
    assert found.moved == 0
    assert found.best_before == found.best_after == "e"


def test_how_much_moves_is_never_too_much() -> None:
    engine = FakeEngine()
    here, there = (lm(engine).next_distribution(text, 4) for text in ("a", "c"))
    found = compare(here, there)
    # Listed in both: d (0.125 → 0.5), e (0.0625 → 0.25).
    assert found.moved == pytest.approx(0.5625)
    assert {chance.text: (chance.before, chance.after) for chance in found.chances}["d"] == (0.125, 0.5)


def test_a_block_is_drawn_from_its_sums() -> None:
    picture = picture_of(FakeEngine().block_sums(BlockSumsRequest("smollm2-135m", "abc", 1)))
    np.testing.assert_allclose(picture.streams[:-1] + picture.attention + picture.mlp, picture.streams[1:], atol=1e-6)
    np.testing.assert_allclose(picture.lengths, [[1, 0.5, 0.5, 2], [2, 0.5, 0.5, 3], [3, 0.5, 0.5, 4]], atol=1e-5)
    np.testing.assert_allclose(picture.turns, 1, atol=1e-6)
    assert first_layer(picture) == 1


def test_what_comes_out_of_a_block_is_covered_with_every_angle() -> None:
    picture = picture_of(FakeEngine().block_sums(BlockSumsRequest("smollm2-135m", "abc", 1)))
    hidden = covered(picture, 1)
    np.testing.assert_allclose(hidden.lengths, [[0, 0, 0, 0], [2, 0.5, 0.5, 0], [0, 0, 0, 0]], atol=1e-5)
    assert not hidden.turns.any()
    assert not hidden.streams[[0, 2, 3]].any()
    assert not hidden.attention[[0, 2]].any()
    np.testing.assert_array_equal(hidden.streams[1], picture.streams[1])


def test_how_long_a_vector_is_behind_a_block_has_likely_answers() -> None:
    def ahead(*lengths: float) -> LengthAfter:
        nothing = np.zeros((1, 4), np.float32)
        return length_after(BlockPicture(nothing, nothing, nothing, np.array([lengths]), nothing), 0)

    assert ahead(41.14, 32.16, 10.72, 62.24) == LengthAfter(62.2, (1.8, 41.1, 62.2, 84.0))
    assert ahead(11018, 4577, 2865, 13809).answers == (3560, 11000, 13800, 18400)
    assert ahead(5, 0, 0, 5).answers == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_vectors_order_and_a_block(open_app: OpenApp, language: Language) -> None:
    t = strings(language, "inside")
    app = open_app(PAGE, locale=LOCALE[language], engine=Words(), act="vector", text="abca")
    shown = component(app, "vector")
    # As long as the question is open, nothing tells what is most alike.
    assert shown["question"]["open"]
    assert len(shown["question"]["options"]) == 4
    assert [sky["stars"] for sky in shown["skies"].values()] == [[], [], []]
    assert shown["drift"] is None
    app = open_app(PAGE, locale=LOCALE[language], engine=Words(), act="vector", text="abca", reveal="1")
    shown = component(app, "vector")
    assert not shown["question"]["open"]
    assert [len(sky["stars"]) for sky in shown["skies"].values()] == [8, 8, 8]
    assert [word["label"] for word in shown["words"]] == ["a", "b", "c", "a"]
    assert shown["skies"].keys() == {str(ord(letter)) for letter in "abc"}
    assert shown["drift"]["last"] == 3
    assert shown["word"] == 3
    assert shown["sum"]["words"] == list(SUMS[language][0].words)
    assert not app.exception
    app = open_app(PAGE, locale=LOCALE[language], act="positions", text="abcd")
    shown = component(app, "positions")
    assert (shown["kind"], shown["swap"]) == ("rotary", [0, 2])
    assert shown["question"]["options"] == [chance["text"] for chance in shown["chances"]]
    assert {chance["after"] for chance in shown["chances"]} == {None}
    app = open_app(PAGE, locale=LOCALE[language], act="positions", text="abcd", reveal="1")
    shown = component(app, "positions")
    assert None not in {chance["after"] for chance in shown["chances"]}
    assert "a" in shown["says"]
    assert "c" in shown["says"]
    app = open_app(PAGE, locale=LOCALE[language], act="positions", text="a")
    assert component(app, "positions")["says"] == t("positions-nothing")
    app = open_app(PAGE, locale=LOCALE[language], act="block", text="abcd")
    assert component(app, "block") is not None
    assert not app.exception


def test_a_link_to_a_layer_opens_it_and_asks_nothing(open_app: OpenApp) -> None:
    shown = component(open_app(PAGE, act="block", text="abcd", layer="3"), "block")
    assert not shown["question"]["open"]
    assert (shown["shown"], shown["settings"]["layer"]) == (2, 2)
    # A model with fewer layers shows its last one.
    shown = component(open_app(PAGE, act="block", text="abcd", layer="24"), "block")
    assert shown["shown"] == 2
    shown = component(open_app(PAGE, act="block", text="abcd"), "block")
    assert shown["shown"] == shown["start"]
    assert shown["question"]["open"]


def test_of_every_block_the_head_is_drawn_that_looks_hardest_at_one_word() -> None:
    weights = np.array([[[0.9, 0.05, 0.05, 0], [0.3, 0.1, 0.5, 0.1]], [[0.1, 0.6, 0, 0.3], [0.2, 0.2, 0, 0.6]]], "f4")
    found = hardest(weights)
    # Neither the first token nor the token itself counts.
    assert (found.count, found.heads.tolist()) == (2, [1, 0])
    np.testing.assert_array_equal(found.weights, [weights[0, 1], weights[1, 0]])
    # Two words that come later have no weight; what stands before the row is one.
    np.testing.assert_allclose(on_words(found, 2, 4), [[0.4, 0.5, 0.1, 0, 0], [0.7, 0, 0.3, 0, 0]], atol=1e-6)
    assert hardest(weights[..., :1]).heads.tolist() == [0, 1]


def test_the_block_gets_where_it_looks_unless_nobody_can_see_that(open_app: OpenApp) -> None:
    shown = component(open_app(PAGE, act="block", text="abcd"), "block")
    assert (len(shown["heads"]), shown["heads_count"]) == (3, 2)
    assert component(open_app(PAGE, engine=Unseen(), act="block", text="abcd"), "block")["heads"] == []
    assert component(open_app(PAGE, act="block", text="a" * 129), "block")["heads"] == []


class Unseen(FakeEngine):
    """Has no attention that one could see."""

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        if request.capture.attention:
            raise NoAttention(model="Unseen")
        return super().trace(request, check_cancelled)


class Learned(FakeEngine):
    """Knows places by vectors, and mixes experts in blocks that do not add."""

    def place_encoding(self, model: str, check_cancelled: CancelCheck = never_cancel) -> PlaceEncoding:
        return PlaceEncoding("learned", vectors=np.ones((2, 8), np.float32))

    def block_sums(self, request: BlockSumsRequest, check_cancelled: CancelCheck = never_cancel) -> BlockSums:
        raise BlocksDoNotAdd(model="Learned")

    def product(self, request: ProductRequest, check_cancelled: CancelCheck = never_cancel) -> Product:
        raise ProductNotPlain(model="Learned")


def test_what_a_model_does_not_have_is_said(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Learned(), act="positions", text="abcd")
    shown = component(app, "positions")
    assert (shown["kind"], len(shown["vectors"]), shown["frequencies"]) == ("learned", 2, [])
    app = open_app(PAGE, engine=Learned(), act="block", text="abcd")
    assert "does more than add" in " ".join(message.value for message in (*app.warning, *app.error))


def test_an_encoder_has_no_next_token_to_compare(open_app: OpenApp) -> None:
    app = open_app(PAGE, act="positions", model="minilm-l6", text="abcd")
    assert component(app, "positions") is None
    assert not app.exception
