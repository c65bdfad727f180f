"""What visitors see where the models run elsewhere, and while nobody there answers."""

from __future__ import annotations

import pytest

from llm_viz.base.errors import ClusterAway, LlmVizError
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.cluster import chosen
from llm_viz.cluster.remote import RemoteEngine
from llm_viz.engine.local import LocalEngine
from tests.support.app import OpenApp, payload_of
from tests.support.fake_engine import FakeEngine
from tests.support.replica_server import serving


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["0_home", "1_learning", "4_generation", "8_large"])
def test_pages_stand_while_the_cluster_is_away(open_app: OpenApp, page: str, language: Language) -> None:
    with serving(FakeEngine()) as gone:
        engine = RemoteEngine(gone.cluster(), patience=0)
    app = open_app(page, engine=engine, lang=language, reveal="1")
    assert not app.exception
    assert app.title
    away = strings(language)(ClusterAway.message_id)
    assert {error.value for error in app.error} <= {away}
    if page == "0_home":  # which shows kept rivers, and the reason in their picture
        assert away in payload_of(app, "river")["failure"]
    else:
        assert app.error or page == "1_learning"  # which trains its own models
    (models,) = (box for box in app.selectbox if box.key == "model")
    assert all(strings(language)(f"short-{ClusterAway.message_id}") in name for name in models.options)


def test_a_page_finds_the_cluster_again_and_says_where_the_models_run(open_app: OpenApp) -> None:
    with serving(FakeEngine()) as gone:
        cluster, port = gone.cluster(), gone.port
    app = open_app("4_generation", engine=RemoteEngine(cluster, patience=0), reveal="1")
    assert app.error
    with serving(FakeEngine(), port):
        app.run()
        assert not app.exception
        assert not app.error
        captions = [caption.value for caption in app.caption]
    assert any("another computer" in caption for caption in captions)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in LlmVizError.__subclasses__() if kind.__name__.startswith("Cluster")])
def test_each_trouble_has_its_sentence_and_its_short_form(kind: type[LlmVizError], language: Language) -> None:
    assert kind(seconds=60).sentence(language)
    assert strings(language)(f"short-{kind.message_id}")


def test_the_environment_chooses_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen.chosen_engine.cache_clear()
    assert isinstance(chosen.chosen_engine(), LocalEngine)
    chosen.chosen_engine.cache_clear()
    monkeypatch.setenv("LLM_VIZ_ENGINE", "http://127.0.0.1:8900")
    engine = chosen.chosen_engine()
    assert isinstance(engine, RemoteEngine)
    assert engine.elsewhere
    chosen.chosen_engine.cache_clear()
