"""Whether the device's memory comes back: after a model was forgotten, and after one did not fit."""

from __future__ import annotations

import dataclasses
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from benchmarks.gpu_models import Models, allocated, clean_up, reserved
from benchmarks.report import Row, seconds
from llm_viz.base.errors import LlmVizError, OutOfMemory
from llm_viz.engine.device import choose_device
from llm_viz.engine.protocol.tracing import Capture, TraceRequest

MB = 2**20
_ASIDE = 256 * MB
"""What a pass of the small model may take beside its weights."""


def memory_of_models(models: Models) -> Iterator[Row]:
    """Load, forget, load with too little memory; each time what is held then, beside what was held before."""
    engine, large = models.engine(), models.large.key
    small = TraceRequest(models.small.key, "The capital of Italy is", capture=Capture(candidates=1))
    engine.trace(small)
    clean_up()
    before = allocated()
    loading = seconds(lambda: engine.trace(TraceRequest(large, "Hello")))
    yield Row(f"{large}: loaded and asked once", "s", (loading,))
    yield Row(f"{large}: its weights", "MB", ((allocated() - before) / MB,))
    engine.forget(large)
    yield Row(f"{large} forgotten: more than before it", "MB", ((allocated() - before) / MB,), aim="0 MB")
    yield Row("held without use", "MB", ((reserved() - allocated()) / MB,))

    before = allocated()
    with little_memory(before + _ASIDE):
        try:
            engine.trace(TraceRequest(large, "Hello"))
            refused = "not refused"
        except OutOfMemory:
            refused = "refused"
        except LlmVizError as problem:
            refused = f"refused as {type(problem).__name__}"
        yield Row(f"{large} where {_ASIDE // MB} MB are left: {refused}", "", (), aim="refused")
        clean_up()
        yield Row("after that: more than before it", "MB", ((allocated() - before) / MB,), aim="0 MB")
        answered = engine.trace(dataclasses.replace(small, text="The capital of Spain is"))
    yield Row("the small model answers then", "tokens", (len(answered.tokens),))


@contextmanager
def little_memory(limit: int) -> Iterator[None]:
    """Let tensors take no more than so many bytes on a CUDA device. On the CPU of a Linux machine: let the program take
    no more than `_ASIDE` bytes of address space beside what it has.
    """
    if choose_device().torch_device.type == "cuda":
        total = torch.cuda.get_device_properties(0).total_memory
        torch.cuda.set_per_process_memory_fraction(min(1.0, limit / total))
        try:
            yield
        finally:
            torch.cuda.set_per_process_memory_fraction(1.0)
        return
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used + _ASIDE, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
