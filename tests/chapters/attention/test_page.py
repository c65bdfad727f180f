"""Chapter 6 as a script: both languages, settings of the address, errors in place."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import EngineBusy
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.attention.compute.word_sense.cuts import parse_cuts
from llm_viz.chapters.attention.compute.word_sense.reading import MAX_CONTEXT_CHARACTERS
from llm_viz.engine.protocol.tracing import (
    AttentionKnockout,
    HeadAblation,
    InterventionBatch,
    InterventionBatchRequest,
)
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp, payload_of
from tests.support.fake_engine import HEADS, LAYERS, FakeEngine, failing

PAGE = "6_attention"
LOCALES: dict[Language, str] = {"ja": "ja-JP", "en": "en-US"}


class Engine(FakeEngine):
    """Counts the variants that it reads."""

    def __init__(self) -> None:
        super().__init__()
        self.rows_read = 0

    def intervention_batches(
        self, request: InterventionBatchRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[InterventionBatch]:
        for batch in super().intervention_batches(request, check_cancelled):
            self.rows_read += len(batch.hidden)
            yield batch


@pytest.fixture
def engine() -> Engine:
    return Engine()


def component(app: AppTest, name: str) -> Any:
    protos = [element.proto for element in app.get("bidi_component")]
    return next(proto for proto in protos if proto.component_name == f"llm_viz_{name}")


def components(app: AppTest) -> list[str]:
    return [element.proto.component_name.removeprefix("llm_viz_") for element in app.get("bidi_component")]


def header(app: AppTest, name: str) -> dict[str, Any]:
    """What the component was given but for its arrays, of which their places are told."""
    message = component(app, name).bytes
    (length,) = struct.unpack("<I", message[:4])
    told: dict[str, Any] = json.loads(message[4 : 4 + length])["payload"]
    return told


GUESS = "guess-state-attention-guess-second"


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_second_word_ends_is_kept_on_the_server_until_the_guess(
    open_app: OpenApp, engine: Engine, language: Language
) -> None:
    app = open_app(PAGE, LOCALES[language], engine)
    assert not app.exception
    assert not app.error
    covered = payload_of(app, "two_words")
    assert covered["question"]["open"]
    assert covered["places"][0] is not None
    assert [covered["places"][1], covered["control"], covered["held_out"]] == [None, None, None]
    contexts = app.text_input(key="a").value, app.text_input(key="b").value
    about = " / ".join((app.text_input(key="word").value, *contexts))
    app.session_state[GUESS] = {(app.session_state["model"], about): "-0.40"}
    app.run()
    assert not app.error
    shown = payload_of(app, "two_words")
    assert (shown["question"]["open"], shown["question"]["guess"]) == (False, "-0.40")
    assert len(shown["places"][1]) == len(shown["places"][0]) == LAYERS + 1
    assert shown["control"] is not None
    assert {request.text for request in engine.traced} >= set(contexts)
    assert not {"two_contexts", "meaning", "cutting", "heatmap"} & set(components(app))  # folded, or another act


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("act", "parts"),
    [
        ("apple", {"two_words", "two_contexts", "meaning", "movement"}),
        ("cloth", {"cloth", "cutting"}),
        ("head", {"one_head"}),
        ("all", {"sorted_heads", "heatmap", "query_key", "reading_on"}),
    ],
)
def test_every_act_has_its_picture_and_its_folds(
    open_app: OpenApp, engine: Engine, language: Language, act: str, parts: set[str]
) -> None:
    opened = {f"show_{fold}": "true" for fold in ("readings", "meaning", "proof", "look", "qk", "directions")}
    app = open_app(PAGE, LOCALES[language], engine, act=act, reveal="1", text="abc", **opened)
    assert not app.exception
    assert not app.error
    assert set(components(app)) >= parts


def test_where_the_heads_look_is_withheld_until_guessed(open_app: OpenApp, engine: Engine) -> None:
    asked = payload_of(open_app(PAGE, engine=engine, act="all", text="abc"), "sorted_heads")
    assert asked["question"]["open"]
    assert asked["looks"] is None
    assert len(asked["question"]["options"]) > 1
    app = open_app(PAGE, engine=engine, act="all", text="abc", reveal="1", one="2", looker="12")
    shown = header(app, "sorted_heads")
    assert (shown["question"]["open"], shown["settings"]["head"]) == (False, 1)
    assert shown["settings"]["looking"] == len(shown["lanes"]) - 1, "a lane that this text does not have"
    assert "looks" not in shown, "an array: it travels beside what is written"


def test_own_words_stay_while_another_act_is_shown(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, reveal="1")
    app.text_input(key="a").set_value("a sweet Apple").run()
    app.segmented_control(key="act-attention").set_value("head").run()
    app.segmented_control(key="act-attention").set_value("apple").run()
    assert app.text_input(key="a").value == "a sweet Apple"
    assert payload_of(app, "two_words")["before"][0] == "a sweet"


def test_the_cloth_covers_the_visitor_s_own_contexts_too(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, act="cloth", sentence="b", a="red Apple", b="we all saw the new Apple")
    cloth = payload_of(app, "cloth")
    assert [word["text"] for word in cloth["words"]] == ["we", "all", "saw", "the", "new", "Apple"]
    assert [word["kind"] for word in cloth["words"]] == ["pinned", "free", "free", "free", "free", "word"]
    assert [mask for mask, _ in cloth["rests"]] == list(range(16))
    read = engine.rows_read
    app.run()
    assert engine.rows_read == read
    app.session_state["attention-cloth"] = "a"
    app.run()
    assert payload_of(app, "cloth")["chosen"] == "a"


def test_another_word_brings_its_contexts_and_references(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, reveal="1", show_meaning="true")
    app.button(key="attention-word-bank").click().run()
    assert not app.error
    assert app.text_input(key="word").value == "bank"
    assert app.text_input(key="a").value.endswith("the bank")
    assert "the bank" in app.text_area(key="ref_a").value
    assert payload_of(app, "meaning")["poles"] == ["money", "river"]
    app.text_area(key="ref_a").set_value("money in the bank").run()
    assert payload_of(app, "meaning")["poles"] == ["sense A", "sense B"]
    assert [point["text"] for point in payload_of(app, "meaning")["map"]["points"] if point["side"] == 0] == [
        "money in the bank", app.text_input(key="a").value,
    ]  # fmt: skip


def hints(app: AppTest) -> list[str]:
    return [caption.value for caption in app.caption if caption.value.startswith(":material/edit:")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_of_ones_own_is_written_field_by_field(open_app: OpenApp, engine: Engine, language: Language) -> None:
    """The picture of the word before stays until the new one can be read, beside a hint, never an error."""
    app = open_app(PAGE, LOCALES[language], engine, reveal="1", show_readings="true", show_meaning="true")
    shown = app.text_input(key="word").value
    pictures = payload_of(app, "two_contexts"), payload_of(app, "meaning")
    steps = [("word", ""), ("word", "jam"), ("b", ""), ("a", "bread and jam")]
    for key, text in steps:
        app.text_input(key=key).set_value(text).run()
        assert not app.error
        (hint,) = hints(app)
        assert shown in hint
        assert (payload_of(app, "two_contexts"), payload_of(app, "meaning")) == pictures
    app.text_input(key="b").set_value("a traffic jam").run()
    assert not app.error
    (hint,) = hints(app)
    assert shown not in hint
    assert strings(language, "attention")("references") in hint
    assert payload_of(app, "two_contexts") != pictures[0]
    app.text_area(key="ref_a").set_value("sweet jam\nred marmalade").run()
    app.text_area(key="ref_b").set_value("a road jam").run()
    assert not app.error
    assert "red marmalade" in hints(app)[0]
    app.text_area(key="ref_a").set_value("sweet jam\nred jam").run()
    assert not hints(app)
    assert payload_of(app, "meaning")["poles"] == [strings(language, "attention")(f"sense-own-{side}") for side in "ab"]


def test_the_movement_of_word_and_control_is_shown_as_the_note_says_it(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, reveal="1", show_meaning="true")
    word, control = payload_of(app, "movement")["rows"]
    assert (word["label"], control["label"]) == ("Apple", "“Lamp” (control)")
    assert word["way"] > 0
    app.text_input(key="control").set_value("").run()
    assert not app.error
    assert [row["label"] for row in payload_of(app, "movement")["rows"]] == ["Apple"]


def test_a_word_of_ones_own_needs_references_and_keeps_them_in_the_address(open_app: OpenApp, engine: Engine) -> None:
    own = {"word": "jam", "a": "bread and jam", "b": "a traffic jam", "show_readings": "true", "show_meaning": "true"}
    app = open_app(PAGE, engine=engine, **own)
    assert not app.error
    assert "two_contexts" in components(app)
    assert "meaning" not in components(app)
    app = open_app(PAGE, engine=engine, **own, ref_a="sweet jam\nred jam", ref_b="a road jam")
    assert not app.error
    assert not hints(app)
    assert len(payload_of(app, "meaning")["map"]["points"]) == 5
    assert payload_of(app, "meaning")["bands"] == []


def test_a_link_without_the_word_in_its_context_shows_the_suggested_word(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, b="no fruit here", reveal="1", show_meaning="true")
    assert not app.error
    (hint,) = hints(app)
    assert "Context B" in hint
    assert payload_of(app, "meaning")["contexts"][1]["label"] == "The new iPhone was launched by Apple"


def test_cuts_of_the_address_are_made_and_shown(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, act="cloth", cut="b13-5_7.ax-2", cut_layers="2-3", silence="1-2")
    cutting = payload_of(app, "cutting")
    assert cutting["cuts"] == {"links": ["b13-5_7", "ax-2"], "heads": ["1-2"], "first": 2, "last": 3}
    assert all(context["scores_after"] is not None for context in cutting["contexts"])
    interventions = list(dict.fromkeys(request.interventions for request in engine.traced if request.interventions))
    length = len(app.text_input(key="a").value)  # in the fake engine, a token is a character
    links = [
        {
            (intervention.destination, intervention.source)
            for intervention in intervention_set
            if isinstance(intervention, AttentionKnockout)
        }
        for intervention_set in interventions
    ]
    assert links == [{(query, 1) for query in range(length) if query != 1}, {(12, key) for key in (4, 5, 6)}]
    assert all(
        intervention.layers == (1, 2)
        for intervention_set in interventions
        for intervention in intervention_set
        if isinstance(intervention, AttentionKnockout)
    )
    assert all(HeadAblation(0, 1) in intervention_set for intervention_set in interventions)


def test_the_attention_between_all_words_and_tokens_comes_along(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, act="cloth", show_proof="true", word="Apple", a="red Apple", b="my Apple pie")
    context = payload_of(app, "cutting")["contexts"][1]
    assert [piece["text"] for piece in context["words"]["pieces"]] == ["my", "␣", "Apple", "␣", "pie"]
    assert (context["word"], context["all_others"]) == ([4, 8], ["4_8-2_3"])
    assert np.array(context["words"]["before"]).shape == (5, 5)
    assert len(context["tokens"]["before"]) == len(context["tokens"]["pieces"]) == 12
    assert context["words"]["after"] is None


def test_the_note_on_losing_every_look_is_said_when_every_look_is_cut(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, act="cloth", word="Apple", a="red Apple", b="my Apple", cut="a5_9-2_4")
    assert not app.error
    assert payload_of(app, "cutting")["contexts"][0]["scores_after"] is not None
    assert payload_of(app, "cutting")["contexts"][1]["scores_after"] is None


WRONG_LINKS = ("c4-1", "b1", "b3_2-1", "bx-x", "a2-2", "b3-" + "9" * 20)


def test_cuts_that_make_no_sense_are_named_and_left_out(open_app: OpenApp, engine: Engine) -> None:
    facts = engine.facts("smollm2-135m")
    assert parse_cuts("b2-1", "1-1", "2-3", facts) is not None
    for link in WRONG_LINKS:
        assert parse_cuts(link, "", "", facts) is None, link
    for heads, layers in (("9-1", ""), ("x", ""), ("", "3-2")):
        assert parse_cuts("b2-1", heads, layers, facts) is None
    app = open_app(PAGE, engine=engine, act="cloth", cut="b2-1", silence="x")
    assert not app.error
    assert payload_of(app, "cutting")["cuts"] == {"links": [], "heads": [], "first": 1, "last": LAYERS}
    assert [caption.value for caption in app.caption if "for cut =" in caption.value]


def test_the_ranking_is_made_once_when_asked_for(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, act="cloth", show_ranking="true")
    before = engine.rows_read  # what to cut first is measured at once
    app.run()
    assert engine.rows_read == before
    app.button(key="attention-ranking-start").click().run()
    assert not app.error
    assert [row["text"] for row in payload_of(app, "ranking")["contexts"][1]["rows"]][:2] == ["new", "iPhone"]
    read = engine.rows_read
    app.run()
    assert "ranking" in components(app)
    assert engine.rows_read == read


def test_all_heads_are_silenced_when_asked_for(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, act="cloth", show_heads="true")
    before = engine.rows_read
    app.button(key="attention-heads-start").click().run()
    assert not app.error
    assert engine.rows_read - before == 2 * LAYERS * HEADS
    for context in payload_of(app, "head_grid")["contexts"]:
        assert np.array(context["shifts"]).shape == (LAYERS, HEADS)
        assert context["baseline"]["draws"] == LAYERS * HEADS
    app.text_input(key="b").set_value("an Apple").run()
    assert "head_grid" not in components(app)


def test_a_link_opens_to_the_same_picture(open_app: OpenApp, engine: Engine) -> None:
    view = {"layer": "2", "head": "mean", "hide_sink": True, "query": None, "key": None}
    app = open_app(PAGE, engine=engine, act="all", layer="2", head="mean", sink="hide")
    assert header(app, "heatmap")["view"] == view
    app = open_app(PAGE, engine=engine, act="all", layer="2", head="mean", sink="hide", row="2", cell="1")
    assert header(app, "heatmap")["view"] == {**view, "query": 1, "key": 0}
    app = open_app(PAGE, engine=engine, act="all", layer="2", head="mean", sink="hide", row="199", cell="1")
    assert header(app, "heatmap")["view"] == view, "a row that this text does not have"
    app = open_app(PAGE, engine=engine, reveal="1", a="my red Apple", pair="1-2")
    assert app.text_input(key="a").value == "my red Apple"
    assert payload_of(app, "two_contexts")["settings"] == {"chosen": "1-2"}


def test_what_the_address_cannot_have_is_named_and_replaced(open_app: OpenApp, engine: Engine) -> None:
    expected = header(open_app(PAGE, engine=engine, act="all", show_look="true"), "heatmap")["view"]
    hostile = {"layer": "99999999999", "head": "1e999", "sink": "<img>", "row": "-1", "cell": "x"}
    for query in (hostile, {"layer": "0"}):
        app = open_app(PAGE, engine=engine, act="all", **query)
        assert not app.error
        assert header(app, "heatmap")["view"] == expected
        for name in query:
            assert [caption.value for caption in app.caption if f"for {name} =" in (caption.value or "")], name


@pytest.mark.parametrize(
    ("act", "name", "part"),
    [("apple", "pair", "two_contexts"), ("cloth", "sentence", "cloth"), ("no", "act", "two_words")],
)
def test_what_another_act_cannot_have_is_named_and_replaced(
    open_app: OpenApp, engine: Engine, act: str, name: str, part: str
) -> None:
    app = open_app(PAGE, engine=engine, reveal="1", **{"act": act, name: "../.."})
    assert not app.error
    assert part in components(app)
    assert [caption.value for caption in app.caption if caption.value and f"for {name} =" in caption.value]


def test_the_suggested_contexts_follow_the_language_and_own_ones_stay(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, LOCALES["en"], engine)
    app.session_state["lang"], app.session_state["model"] = "ja", "gemma-3-270m"
    app.run()
    assert (app.text_input(key="word").value, app.text_input(key="a").value) == (
        "アップル",
        "果物屋で買った甘いアップル",
    )
    app.text_input(key="b").set_value("青森のアップル").run()
    app.session_state["lang"], app.session_state["model"] = "en", "smollm2-135m"
    app.run()
    assert app.text_input(key="b").value == "青森のアップル"
    assert not app.error


def test_an_empty_context_leaves_the_page_as_it_was(open_app: OpenApp, engine: Engine) -> None:
    app = open_app(PAGE, engine=engine, reveal="1", show_readings="true", show_meaning="true")
    app.text_input(key="a").set_value("").run()
    assert not app.error
    assert len(hints(app)) == 1
    assert {"two_words", "two_contexts", "meaning"} <= set(components(app))


def test_a_context_is_never_longer_than_allowed(open_app: OpenApp, engine: Engine) -> None:
    open_app(PAGE, engine=engine, word="x", a="x " * 150, b="x", show_readings="true")
    assert max(len(request.text) for request in engine.traced) == MAX_CONTEXT_CHARACTERS


@pytest.mark.parametrize("act", ["head", "all"])
def test_a_text_with_too_many_weights_is_refused_before_the_model_runs(
    open_app: OpenApp, engine: Engine, act: str
) -> None:
    app = open_app(PAGE, engine=engine, act=act, text="x" * 2000)
    assert app.error
    assert all("2,000 tokens" in shown.value for shown in app.error)
    assert "x" * 2000 not in [request.text for request in engine.traced]


@pytest.mark.parametrize("act", ["apple", "cloth", "head", "all"])
def test_a_failing_model_is_explained_in_place(open_app: OpenApp, act: str) -> None:
    app = open_app(PAGE, engine=failing(EngineBusy(waiting=70)), act=act)
    assert {error.value for error in app.error} == {strings("en")("error-engine-busy", waiting=70)}
