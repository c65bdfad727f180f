"""What the acts neuron, layers and scores claim, on the embedded models."""

from __future__ import annotations

import pytest

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.inside.compute.neurons import excitation, known, strongest_felt
from llm_viz.chapters.inside.compute.scores import scores
from llm_viz.chapters.inside.compute.stack import climb
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model

pytestmark = pytest.mark.model
TEXTS: dict[Language, str] = {"en": "Rome is in Italy. Paris is in", "ja": "日本の都市といえば、東京、大阪、"}


def model(language: Language) -> Model:
    return Model(local_engine(), default_model(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_the_stories_excites_its_neuron_again(language: Language) -> None:
    """Not to the digit: the line alone has less before it than in its story."""
    lm, search = model(language), known(default_model(language))
    assert search is not None
    for neuron in search.found:
        place = neuron.places[0]
        live = excitation(lm, (place.before.removeprefix("…") + place.word).strip(), (neuron,))
        share, at = strongest_felt(neuron, live.tokens, live.activations[0])
        assert share > 0.3, neuron
        assert live.tokens[at].text.strip() == place.word.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_kept_of_a_neurons_writing_is_what_it_writes(language: Language) -> None:
    lm, search = model(language), known(default_model(language))
    assert search is not None
    for neuron in search.found:
        first = lm.neuron_writes(neuron.layer, neuron.number, 1).raised[0]
        assert first.text == neuron.raised[0].text
        assert first.deviations == pytest.approx(neuron.raised[0].deviations, 0.02)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_activation_is_the_product_of_two_rows(language: Language) -> None:
    lm, search = model(language), known(default_model(language))
    assert search is not None
    for neuron in search.found[:2]:
        live = excitation(lm, TEXTS[language], (neuron,))
        place = len(live.tokens) - 1
        found = lm.neuron_sum(TEXTS[language], place, neuron.layer, neuron.number)
        assert found.factor is not None
        assert found.activation == pytest.approx(float(live.activations[0][place]), rel=1e-3, abs=1e-4)
        assert found.opened * found.factor.value == pytest.approx(found.activation, rel=1e-3, abs=1e-4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_multiplication_gives_the_score(language: Language) -> None:
    found = scores(model(language), TEXTS[language])
    for candidate, worked in zip(found.best, found.multiplications, strict=True):
        assert found.scale * worked.total == pytest.approx(candidate.logit, abs=2e-3)


def test_france_is_first_only_at_the_end_and_jumps_in_layer_24() -> None:
    found = climb(model("en"), TEXTS["en"])
    assert (found.word, found.layers, found.settled, found.jump) == ("␣France", 30, 30, 24)
    assert found.ranks[23] > 1000 > 100 > found.ranks[24]
    assert all(reading.finalist_ranks[0] == reading.winner_rank for reading in found.readings)
    assert found.readings[-1].finalist_ranks == (1, 2, 3, 4, 5)
