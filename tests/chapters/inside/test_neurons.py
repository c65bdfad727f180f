"""Neurons: the search and its rule, what is kept, and what a text excites."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from llm_viz.base.errors import NeuronsNotPlain
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.inside.compute import neurons
from llm_viz.chapters.inside.compute.neurons import Neuron, Place, Written, excitation, find, known, neuron_note
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.neurons import NeuronSum, NeuronSumRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.training.corpora import corpus
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine

PAGE = "7_inside"


def neuron(*words: str, layer: int = 0, number: int = 0, raises: str = "x") -> Neuron:
    places = tuple(Place("", word, "", 4.0) for word in words)
    return Neuron(layer, number, 20.0, places, (Written(raises, 9.0),))


def test_the_strongest_places_are_kept_however_the_corpus_is_cut() -> None:
    values = np.random.default_rng(0).normal(size=(60, 5)).astype(np.float32)
    kept = neurons._Strongest(5)
    for start in (0, 3, 30):
        end = {0: 3, 3: 30, 30: 60}[start]
        kept.add(values[start:end], start)
    for number in range(5):
        places, activations = kept.ordered(number)
        expected = np.argsort(-values[:, number])[: neurons.PLACES]
        assert places.tolist() == expected.tolist()
        np.testing.assert_array_equal(activations, values[expected, number])
    np.testing.assert_allclose(kept.squares, np.square(values).sum(0), rtol=1e-5)


def test_a_neuron_must_be_sharp_and_of_several_words_and_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake engine's neuron n is excited by the n-th letter only."""
    stories = ["." + "ab" + "z" * 40] * 12
    lm = Model(FakeEngine(), "smollm2-135m")
    monkeypatch.setattr(neurons, "LEAST_SHARPNESS", 3.0)
    assert find(lm, "made-up", stories).found == ()  # always the same word
    monkeypatch.setattr(neurons, "LEAST_WORDS", 1)
    search = find(lm, "made-up", stories)
    assert (search.read, search.neurons, search.fitting) == (12 * 42, 36, 6)  # a and b in three layers
    (first, *_) = search.found
    assert (first.layer, first.number) == (0, 0)
    assert first.places[0] == Place(".", "a", "b" + "z" * 13 + "…", 1.0)
    monkeypatch.setattr(neurons, "LEAST_STORIES", 13)
    assert find(lm, "made-up", stories).found == ()


def test_neurons_on_offer_differ_in_layer_words_and_what_they_raise() -> None:
    first = neuron("red", "blue", "green")
    same_layer = neuron("one", raises="y")
    same_words = neuron("Red ", "blue", layer=1, raises="y")
    same_raised = neuron("two", layer=2, raises=" X")
    other = neuron("red", "three", layer=3, raises="y")
    assert list(neurons._different([first, same_layer, same_words, same_raised, other])) == [first, other]


def test_a_search_is_read_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neurons, "data_file", lambda model: tmp_path / f"{model}.json")
    search = neurons.Search("some-model", "stories", 10, 20, 1, (neuron("赤", " red", layer=3),))
    neurons.keep(search)
    assert known("some-model") == search
    known.cache_clear()


@pytest.mark.parametrize("model", ["nobody", "../../etc/passwd", "org/name", ""])
def test_a_model_that_nobody_has_searched_has_none(model: str) -> None:
    assert known(model) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shipped_keeps_the_rule(language: Language) -> None:
    search = known(default_model(language))
    assert search is not None
    assert search.corpus == f"stories_{language}"
    assert 3 <= len(search.found) <= neurons.SHOWN
    text = corpus(search.corpus).train
    for found in search.found:
        assert found.sharpness >= neurons.LEAST_SHARPNESS
        assert len({place.word.strip().casefold() for place in found.places}) >= neurons.LEAST_WORDS
        assert [place.activation for place in found.places] == sorted(
            (place.activation for place in found.places), reverse=True
        )
        assert all((place.before + place.word + place.after).strip("…") in text for place in found.places)
    assert list(neurons._different(search.found)) == list(search.found)


def test_a_text_excites_the_neurons_on_offer_in_one_pass() -> None:
    engine = FakeEngine()
    on_offer = (neuron("a", number=0), neuron("b", layer=2, number=1))
    live = excitation(Model(engine, "smollm2-135m"), "xab", on_offer)
    assert [activations.tolist() for activations in live.activations] == [[0, 1, 0], [0, 0, 1]]
    assert len(engine.traced) == 1
    assert engine.traced[0].capture.neurons == (0, 2)


@pytest.mark.parametrize(
    ("activations", "key"),
    [([9, 0, 2], "note-neuron-excited"), ([9, 0.5, -3], "note-neuron-quiet"), ([9], "note-neuron-quiet")],
)
def test_the_first_token_does_not_count(activations: Sequence[float], key: str) -> None:
    live = excitation(Model(FakeEngine(), "smollm2-135m"), "xyz"[: len(activations)], (neuron("a"),))
    note = neuron_note(neuron("a"), live.tokens, np.array(activations, np.float32))
    assert note.key == key
    if key == "note-neuron-excited":
        assert (note.values["token"], note.values["raised"]) == ("z", "x")


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> None:
    search = neurons.Search(
        "smollm2-135m", "stories_en", 10, 36, 2, (neuron("a", " b"), neuron("c", layer=1, number=2, raises="y"))
    )
    monkeypatch.setattr("llm_viz.chapters.inside.sections.neuron.known", {"smollm2-135m": search}.get)


def payload(app: Any) -> dict[str, Any]:
    (found,) = (part.proto for part in app.get("bidi_component") if part.proto.component_name.endswith("_neuron"))
    sent: dict[str, Any] = json.loads(found.json)
    return sent


@pytest.mark.usefixtures("searched")
def test_the_picture_gets_the_texts_activations(open_app: OpenApp) -> None:
    sent = payload(open_app(PAGE, locale="en-US", act="neuron", text="xac", neuron="2", reveal="1"))
    assert [found["felt"] for found in sent["neurons"]] == [[0, 0.25, 0], [0, 0, 0.25]]
    assert [found["layer"] for found in sent["neurons"]] == [1, 2]
    assert sent["settings"] == {"neuron": 2}
    assert sent["neurons"][0]["words"] == ["a", "b"]


@pytest.mark.usefixtures("searched")
def test_an_activation_is_opened_down_to_its_rows(open_app: OpenApp) -> None:
    app = open_app(PAGE, locale="en-US", act="neuron", text="xac", reveal="1")
    assert payload(app)["sum"] is None
    subject = ("smollm2-135m", "xac")
    app.session_state["inside-neuron-opened"] = (subject, (1, 2))
    sent = payload(app.run())["sum"]
    assert (sent["neuron"], sent["place"], sent["problem"]) == (1, 2, "")
    assert (sent["activation"], sent["share"]) == (1, 0.25)
    for row in (sent["gate"], sent["factor"]):
        products = sum(term["input"] * term["weight"] for term in row["terms"])
        assert products + row["others"] + row["bias"] == row["value"]
    assert sent["opened"] * sent["factor"]["value"] == sent["activation"]
    # Of another text nothing is opened.
    app.session_state["inside-neuron-opened"] = (("smollm2-135m", "other"), (1, 2))
    assert payload(app.run())["sum"] is None


@pytest.mark.usefixtures("searched")
def test_an_activation_that_is_no_product_is_said_in_place(open_app: OpenApp) -> None:
    class Bent(FakeEngine):
        def neuron_sum(self, request: NeuronSumRequest, check_cancelled: CancelCheck = never_cancel) -> NeuronSum:
            raise NeuronsNotPlain(model="Bent")

    app = open_app(PAGE, engine=Bent(), act="neuron", text="xac", reveal="1")
    app.session_state["inside-neuron-opened"] = (("smollm2-135m", "xac"), (0, 1))
    sent = payload(app.run())["sum"]
    assert sent["gate"] is None
    assert "Bent" in sent["problem"]


@pytest.mark.usefixtures("searched")
def test_what_a_neuron_writes_is_not_in_the_browser_before_the_guess(open_app: OpenApp) -> None:
    sent = payload(open_app(PAGE, act="neuron", text="xac"))
    assert sent["question"]["options"] == ["x", "y"]
    assert [(found["raised"], found["says"]) for found in sent["neurons"]] == [([], "")]


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_another_model_it_is_said_that_nobody_looked(open_app: OpenApp, language: Language) -> None:
    app = open_app(PAGE, locale={"ja": "ja-JP", "en": "en-US"}[language], act="neuron", model="gemma-3-270m")
    assert [info.value for info in app.info] == [strings(language, "inside")("neuron-unknown", model="Gemma 3 270M")]
