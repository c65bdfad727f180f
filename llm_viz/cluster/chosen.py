"""Which engine a process asks: its own, or the cluster that `LLM_VIZ_ENGINE` names."""

from __future__ import annotations

import os
from functools import lru_cache

from llm_viz.cluster.connection import Cluster
from llm_viz.cluster.remote import RemoteEngine
from llm_viz.engine.protocol.engine import Engine

ENGINE_VARIABLE = "LLM_VIZ_ENGINE"


def cluster_address() -> str | None:
    """Where the cluster is that this process is to ask; None: it computes itself."""
    return os.environ.get(ENGINE_VARIABLE) or None


def cluster_engine(address: str) -> RemoteEngine:
    """The engine at this address. `BadRequest` if it is none."""
    return RemoteEngine(Cluster(address, ENGINE_VARIABLE))


@lru_cache(maxsize=1)
def chosen_engine() -> Engine:
    """The engine that all visitors of this process share. `BadRequest` if `LLM_VIZ_ENGINE` is no address."""
    if (address := cluster_address()) is not None:
        return cluster_engine(address)
    from llm_viz.engine.local import local_engine  # brings PyTorch

    return local_engine()
