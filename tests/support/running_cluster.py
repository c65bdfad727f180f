"""A real cluster with a model of its own, in processes of its own, and what a test asks and does to it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest
from transformers import LlamaConfig, LlamaForCausalLM

from llm_viz.cluster.connection import Cluster
from llm_viz.cluster.remote import RemoteEngine
from llm_viz.engine.catalogue import Folder, ModelCard
from llm_viz.engine.protocol.generation import GenerationRequest, GenerationStep, Sampling
from tests.support import tiny
from tests.support.cluster import start_cluster

MODEL = "slow"
TEXT = "the apple and the phone"
REAL_CLUSTER = [
    pytest.mark.cluster,
    pytest.mark.timeout(600),
    pytest.mark.skipif("LLM_VIZ_TEST_CLUSTER" not in os.environ, reason="starts Ray: make test-cluster"),
    pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: make test-cluster"),
]
"""Of the tests that start one."""


def slow_llama() -> LlamaForCausalLM:
    """Random, and large enough that a text takes a second or two, in the middle of which things can go wrong."""
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=tiny.VOCABULARY,
            hidden_size=512,
            intermediate_size=1024,
            num_hidden_layers=12,
            num_attention_heads=8,
            num_key_value_heads=4,
            max_position_embeddings=512,
            bos_token_id=0,
            eos_token_id=0,
        )
    )


@dataclass
class RunningCluster:
    """`python -m llm_viz cluster` in a process of its own, with a model of its own."""

    card: ModelCard
    port: int
    log: Path
    replicas_wanted: str = "2"
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        assert isinstance(self.card.source, Folder)
        folder = self.card.source.path
        return {**os.environ, "LLM_VIZ_MODELS": str(folder), "LLM_VIZ_CACHE": str(folder.parent / "cache")}

    def start(self) -> None:
        self.process = start_cluster(
            self.port, self.log, self.environment, "--cpus", "1", "--replicas", self.replicas_wanted
        )

    def end(self) -> None:
        assert self.process is not None
        self.process.terminate()
        assert self.process.wait(60) == 0, self.log.read_text("utf-8")

    def processes(self, name: str = "") -> dict[int, str]:
        """Ids and command lines of this cluster's processes whose command line holds `name`."""
        mark = f"LLM_VIZ_MODELS={self.environment['LLM_VIZ_MODELS']}".encode()
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if mark in (entry / "environ").read_bytes():
                    found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        return {process: line for process, line in found.items() if name in line and process != os.getpid()}

    def replicas(self, count: int = 2) -> list[int]:
        """Their processes, once there are so many."""
        wait_until(lambda: len(self.processes("ray::ServeReplica")) == count)
        return list(self.processes("ray::ServeReplica"))

    def engine(self, silence: float = 60, patience: float = 15) -> RemoteEngine:
        return RemoteEngine(Cluster(f"http://127.0.0.1:{self.port}", "LLM_VIZ_ENGINE", silence), patience=patience)


def wait_until(happened: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@contextmanager
def running_cluster(folder: Path, replicas: str = "2") -> Iterator[RunningCluster]:
    """A cluster that has started, and whose processes are all gone afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = RunningCluster(tiny.save(slow_llama, folder / MODEL), port, folder / "log", replicas)
    running.start()
    yield running
    running.end()
    wait_until(lambda: not running.processes(), seconds=20)


def request(number: int) -> GenerationRequest:
    return GenerationRequest(MODEL, TEXT, sampling=Sampling(temperature=2, seed=number), max_new_tokens=150)


def written(steps: list[GenerationStep]) -> list[tuple[int, int, str, object]]:
    return [(step.index, step.chosen.id, step.text, step.stop) for step in steps]
