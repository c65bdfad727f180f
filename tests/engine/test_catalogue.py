"""Which keys name a model, and that a visitor's key never becomes a path."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.base.errors import UnknownModel
from llm_viz.base.languages import LANGUAGES
from llm_viz.engine.catalogue import CARDS, Folder, Hub, default_model, find_card, known_cards

HOSTILE = [
    "",
    ".",
    "..",
    "/",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "\\\\server\\share",
    "file:///etc/passwd",
    "gemma-3-270m\n",
    "gemma-3-270m/../minilm-l6",
    "GEMMA-3-270M",
    "gemma-3-270m\x00.gguf",
    "a" * 100_000,
    "私は今日",
    "~root",
    "owner/name",
]


@pytest.fixture
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the operator offers, beside a hub model, with the spaces a person leaves."""
    folder = tmp_path / "my model"
    folder.mkdir()
    monkeypatch.setenv("LLM_VIZ_MODELS", f" {folder} , rinna/japanese-gpt2-small,, ")
    return folder


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.key)
def test_embedded_models_are_found_by_key(card):
    assert find_card(card.key) is card


@pytest.mark.parametrize("key", HOSTILE)
def test_a_visitors_key_is_never_a_path(key):
    with pytest.raises(UnknownModel) as caught:
        find_card(key)
    assert len(str(caught.value.values["model"])) <= 60
    assert "smollm2-135m" in str(caught.value.values["known"])


@given(st.text())
def test_no_text_breaks_the_search(key):
    try:
        card = find_card(key, trusted=True)
    except UnknownModel:
        return
    assert card.key == key or isinstance(card.source, Folder)


def test_a_visitor_reaches_no_folder_that_exists(tmp_path, monkeypatch):
    (tmp_path / "secret").mkdir()
    monkeypatch.chdir(tmp_path)
    for key in ("secret", "./secret", str(tmp_path / "secret")):
        with pytest.raises(UnknownModel):
            find_card(key)
        assert find_card(key, trusted=True).source == Folder(tmp_path / "secret")


def test_the_operators_models_are_offered_without_their_path(own_models):
    *_, folder, hub = known_cards()
    assert (folder.key, folder.source) == ("my model", Folder(own_models))
    assert (hub.key, hub.source) == ("rinna/japanese-gpt2-small", Hub("rinna/japanese-gpt2-small"))
    assert find_card("my model") == folder
    with pytest.raises(UnknownModel):
        find_card(str(own_models))


def offered(monkeypatch: pytest.MonkeyPatch, *names: object) -> dict[str, object]:
    """The keys of the operator's models, and what is behind each."""
    monkeypatch.setenv("LLM_VIZ_MODELS", ",".join(map(str, names)))
    cards = known_cards()
    assert cards[: len(CARDS)] == CARDS
    assert all(find_card(card.key) == card for card in cards)
    return {card.key: card.source for card in cards[len(CARDS) :]}


def test_folders_of_the_same_name_are_told_apart(tmp_path, monkeypatch):
    folders = [tmp_path / part / "checkpoint-500" for part in ("a", "b", "c/a")]
    for folder in folders:
        folder.mkdir(parents=True)
    assert offered(monkeypatch, *folders[:2]) == {
        "a/checkpoint-500": Folder(folders[0]),
        "b/checkpoint-500": Folder(folders[1]),
    }
    three = offered(monkeypatch, *folders)
    assert list(three.values()) == [Folder(folder) for folder in folders]
    assert [key.split("/")[-3:] for key in three] == [
        [tmp_path.name, "a", "checkpoint-500"],
        ["b", "checkpoint-500"],
        ["c", "a", "checkpoint-500"],
    ]


def test_one_folder_named_twice_is_one_model(tmp_path, monkeypatch):
    folder = tmp_path / "own"
    folder.mkdir()
    assert offered(monkeypatch, folder, f"{folder}/", tmp_path / "other" / ".." / "own") == {"own": Folder(folder)}
    assert list(offered(monkeypatch, "rinna/japanese-gpt2-small", "rinna/japanese-gpt2-small")) == [
        "rinna/japanese-gpt2-small"
    ]


def test_a_folder_cannot_take_the_key_of_another_model(tmp_path, monkeypatch):
    embedded, hub = tmp_path / "minilm-l6", tmp_path / "owner" / "name" / "name"
    for folder in (embedded, hub):
        folder.mkdir(parents=True)
    other = tmp_path / "elsewhere" / "name"
    found = offered(monkeypatch, embedded, "name/name", hub, other)
    assert found == {
        f"{tmp_path.name}/minilm-l6": Folder(embedded),
        "name/name": Hub("name/name"),
        "owner/name/name": Folder(hub),
        "elsewhere/name": Folder(other),
    }


@pytest.mark.parametrize("key", ["", " "])
def test_nothing_names_no_model_even_at_the_command_line(key):
    with pytest.raises(UnknownModel):
        find_card(key, trusted=True)


@pytest.mark.parametrize("repository", ["owner/name", "Qwen/Qwen3-0.6B", "llm-jp/llm-jp-3-150m"])
def test_at_the_command_line_any_hub_id_will_do(repository):
    assert find_card(repository, trusted=True).source == Hub(repository)


@pytest.mark.parametrize(
    "key", ["owner/../name", "owner/na--me", "-owner/name", "a/b/c", "owner/name\n", "owner/" + "n" * 97]
)
def test_what_only_resembles_a_hub_id_is_refused(key):
    with pytest.raises(UnknownModel):
        find_card(key, trusted=True)


def test_each_language_has_a_model_that_writes_it():
    keys = [default_model(language) for language in LANGUAGES]
    assert keys == ["gemma-3-270m", "smollm2-135m"]
    assert all(find_card(key).causal for key in keys)
