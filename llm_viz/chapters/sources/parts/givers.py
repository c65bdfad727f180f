"""Whose models and figures these are: a strip of dots for each."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import as_large, as_percent, large
from llm_viz.chapters.sources.compute.givers import OTHERS, Giver, RunningModel, givers, running_models
from llm_viz.chapters.sources.compute.wall import wall
from llm_viz.chapters.sources.parts.side import chosen_kind, kind_words
from llm_viz.kit.browser.part import part
from llm_viz.kit.visit import Visit

_DOT = 1_000_000  # parameters
_APACHE = "https://www.apache.org/licenses/LICENSE-2.0"
_LICENCES = {
    "Gemma Terms of Use": "https://ai.google.dev/gemma/terms",
    "Apache-2.0": _APACHE,
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
}
_LICENCE_OF = {"epoch": "CC BY 4.0"}
_HOMES = {
    "eleuther": "https://github.com/EleutherAI/pythia",
    "obsscaling": "https://github.com/ryoungj/ObsScaling",
    "openai": "https://github.com/openai/gpt-3",
    "epoch": "https://epoch.ai/data",
}


class LinkPayload(TypedDict):
    """A word that leads somewhere; `href` is None where it leads nowhere."""

    text: str
    href: str | None


class GiverPayload(TypedDict):
    """One strip. `kinds`: its dots, in the order of `KINDS`; of a model, which is no figure, all are in `dots`."""

    name: str
    amount: str
    about: str
    links: list[LinkPayload]
    kinds: list[int] | None
    dots: int


class GiversPayload(TypedDict):
    """What `givers.js` gets."""

    settings: dict[str, str]
    models: list[GiverPayload]
    figures: list[GiverPayload]
    told: str
    words: dict[str, str]


def givers_part(visit: Visit, t: Strings) -> None:
    """The picture: models above, figures below."""
    models, found = running_models(), givers(wall())
    payload: GiversPayload = {
        "settings": {"kind": chosen_kind(visit)},
        "models": [_model(model, t) for model in models],
        "figures": [_giver(giver, t) for giver in found],
        "told": _told(models, found, t),
        "words": {
            "picture": t("givers-picture"),
            "models": t("givers-models"),
            "figures": t("givers-figures"),
            "all-kinds": t("wall-all-kinds"),
            **kind_words(t),
        },
    }
    part(__file__, styles=("stage", "beside"))("sources-givers", payload)


def _model(model: RunningModel, t: Strings) -> GiverPayload:
    return {
        "name": model.name,
        "amount": large(model.parameters, t.language),
        "about": t(f"giver-{model.key}"),
        "links": [_licence(model.licence)],
        "kinds": None,
        "dots": round(model.parameters / _DOT),
    }


def _giver(giver: Giver, t: Strings) -> GiverPayload:
    links: list[LinkPayload] = []
    if giver.key in _HOMES:
        links.append({"text": t("wall-open"), "href": _HOMES[giver.key]})
    if giver.key in _LICENCE_OF:
        links.append(_licence(_LICENCE_OF[giver.key]))
    return {
        "name": t(f"giver-{giver.key}-name", sources=giver.sources),
        "amount": t("figures", figures=sum(giver.kinds)),
        "about": t(f"giver-{giver.key}"),
        "links": links,
        "kinds": list(giver.kinds),
        "dots": sum(giver.kinds),
    }


def _licence(name: str) -> LinkPayload:
    return {"text": name, "href": _LICENCES.get(name)}


def _told(models: tuple[RunningModel, ...], found: tuple[Giver, ...], t: Strings) -> str:
    """How much is whose, and who of those named gave most of what nobody could read in a source."""
    named = [giver for giver in found if giver.key != OTHERS]
    total = sum(sum(giver.kinds) for giver in found)
    unsure = {giver.key: sum(giver.kinds[2:]) for giver in found}
    most = max(named, key=lambda giver: unsure[giver.key])
    return t(
        "givers-told",
        parameters=as_large(sum(model.parameters for model in models)),
        share=as_percent(sum(sum(giver.kinds) for giver in named) / total),
        figures=total,
        givers=len(named),
        name=t(f"giver-{most.key}-name", sources=most.sources),
        unsure=as_percent(unsure[most.key] / sum(unsure.values())),
    )
