"""The models in memory: loaded when they are first asked for, and given up for others."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable

import torch

from llm_viz.engine.attempt import forget_frames
from llm_viz.engine.catalogue import ModelCard
from llm_viz.engine.loading import LoadedModel

MAX_MODELS = 4
"""Models kept in memory; the one unused for longest makes room."""


class Shelf:
    """Loads each model once, whoever asks; nobody waits for the loading of another model.

    `load` loads a model; `size_of` says how many bytes it will take, `held_by` how many it took; `capacity`: bytes that
    all may take together, None for no limit. A model larger than the capacity is loaded alone.
    """

    def __init__(
        self,
        load: Callable[[ModelCard], LoadedModel],
        size_of: Callable[[ModelCard], int],
        held_by: Callable[[LoadedModel], int],
        capacity: int | None,
    ) -> None:
        self._load = load
        self._size_of = size_of
        self._held_by = held_by
        self._capacity = capacity
        self._models: OrderedDict[str, LoadedModel] = OrderedDict()
        self._sizes: dict[str, int] = {}  # of the models in memory and of those being loaded
        self._changing = threading.Lock()
        self._loading: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def get(self, card: ModelCard) -> LoadedModel:
        """The model, loaded if need be. Raises what `load` raises, and keeps nothing of a model that fails."""
        with self._changing:
            loading = self._loading[card.key]
        with loading:
            with self._changing:
                if card.key in self._models:
                    self._models.move_to_end(card.key)
                    return self._models[card.key]
            return self._loaded(card)

    def has(self, key: str) -> bool:
        """Whether the model is in memory; it is not loaded for that, nor counted as used."""
        with self._changing:
            return key in self._models

    def forget(self, key: str) -> None:
        """Drop a model, if it is here."""
        with self._changing:
            if self._models.pop(key, None) is not None:
                del self._sizes[key]
        _give_back()

    def _loaded(self, card: ModelCard) -> LoadedModel:
        size = self._size_of(card)
        with self._changing:
            self._make_room(size)
            self._sizes[card.key] = size
        try:
            loaded = self._load(card)
        except BaseException as problem:
            with self._changing:
                del self._sizes[card.key]
            forget_frames(problem)
            _give_back()
            raise
        with self._changing:
            self._models[card.key] = loaded
            self._sizes[card.key] = self._held_by(loaded)
        return loaded

    def _make_room(self, size: int) -> None:
        """Forget models, those unused for longest first. One that is computing stays until it has finished."""
        forgotten = False
        while self._models and (len(self._sizes) >= MAX_MODELS or not self._fits(size)):
            key, _ = self._models.popitem(last=False)
            del self._sizes[key]
            forgotten = True
        if forgotten:
            _give_back()

    def _fits(self, size: int) -> bool:
        return self._capacity is None or size + sum(self._sizes.values()) <= self._capacity


def _give_back() -> None:
    """Return memory that is no longer used to the system, or to other users of the GPU."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
