"""What a model remembers of the texts it read last."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from transformers import DynamicCache

from llm_viz.engine import filters
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.prefixes import WORTH, Prefixes
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from llm_viz.engine.remembered import Remembered
from llm_viz.engine.trace import trace
from tests.support import tiny

TEXT = "the apple 私は今日 the phone and the apple"


def read(ids: list[int], layers: int = 2) -> Remembered:
    """Every number tells its token."""
    cache = DynamicCache()
    for layer in range(layers):
        states = torch.tensor(ids, dtype=torch.float32)[None, None, :, None].expand(1, 2, -1, 4)
        cache.update(states + layer, -states - layer, layer)
    return Remembered.of(cache)


def bytes_of(tokens: int, layers: int = 2) -> int:
    return layers * 2 * 2 * tokens * 4 * 4


def test_the_longest_common_beginning_is_recalled_but_never_the_last_token() -> None:
    prefixes = Prefixes()
    first, second = list(range(20)), [*range(15), 99, 98]
    for ids in (first, second):
        prefixes.note(ids, read(ids))
    for ids, known in (
        (first, 19),
        ([*first, 7], 20),
        ([*range(15), 99, 5], 16),
        ([*range(15), 3], 15),
        ([*range(WORTH - 1), 50, 51], 0),
        ([50, *first], 0),
    ):
        found, before = prefixes.recall(ids)
        assert found == known
        assert (before is None) == (known == 0)
        cache = DynamicCache() if before is None else before.cache()
        assert cache.get_seq_length() == known
        for number, layer in enumerate(cache.layers):
            assert layer.keys[0, 1, :, 3].tolist() == [token + number for token in ids[:known]]
            assert layer.values[0, 0, :, 0].tolist() == [-token - number for token in ids[:known]]


def test_a_pass_that_goes_on_changes_nothing_that_is_kept() -> None:
    prefixes, ids = Prefixes(), list(range(12))
    prefixes.note(ids, read(ids))
    _, before = prefixes.recall([*ids, 5])
    assert before is not None
    cache = before.cache()
    for layer in range(2):
        cache.update(torch.zeros(1, 2, 3, 4), torch.zeros(1, 2, 3, 4), layer)
    assert cache.get_seq_length() == 15
    _, again = prefixes.recall([*ids, 5])
    assert again is not None
    for kept, expected in zip(again.stacks, read(ids).stacks, strict=True):
        assert torch.equal(kept, expected)


def test_memory_is_bounded_and_the_text_used_longest_ago_goes_first() -> None:
    texts = [[number, *range(100, 119)] for number in range(4)]
    prefixes = Prefixes(max_bytes=bytes_of(3 * 20))
    for ids in texts[:3]:
        prefixes.note(ids, read(ids))
    assert prefixes.recall([*texts[0], 1])[0] == 20
    prefixes.note(texts[3], read(texts[3]))
    assert [prefixes.recall([*ids, 1])[0] for ids in texts] == [20, 0, 20, 20]
    assert prefixes.bytes == bytes_of(3 * 20)
    longer = [*texts[3], 1, 2]
    prefixes.note(longer, read(longer))  # instead of the text that it begins with
    assert prefixes.bytes <= bytes_of(3 * 20)
    assert prefixes.recall([*longer, 1])[0] == 22
    huge = list(range(200))
    prefixes.note(huge, read(huge))
    assert prefixes.recall([*huge, 1])[0] == 0


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    """Read plainly also where texts are read by recordings."""
    card = tiny.save(tiny.llama, tmp_path_factory.mktemp("models") / "llama")
    return dataclasses.replace(tiny.load_saved(card), static=None, reading=None)


@pytest.mark.parametrize(
    ("capture", "read_anew"),
    [
        (Capture(candidates=5), False),
        (Capture(candidates=5, lens=2), False),
        (Capture(candidates=5, attention="all"), True),
        (Capture(candidates=5, hidden="all"), True),
        (Capture(candidates=5, hidden=(0,), positions=(2,)), True),
        (Capture(candidates=5, vectors=(0,)), True),
    ],
)
def test_a_trace_that_looks_at_other_tokens_reads_all(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch, capture: Capture, *, read_anew: bool
) -> None:
    loaded = dataclasses.replace(loaded, prefixes=Prefixes())
    monkeypatch.setattr(filters, "LOGIT_MARGIN", 0)
    trace(loaded, TraceRequest("tiny", TEXT, capture=Capture(candidates=5)))
    lengths: list[int] = []
    plain = LoadedModel.next_logits
    monkeypatch.setattr(LoadedModel, "next_logits", lambda *given: lengths.append(given[1].shape[1]) or plain(*given))
    found = trace(loaded, TraceRequest("tiny", TEXT, capture=capture))
    assert lengths == [len(found.tokens) if read_anew else 1]


def test_an_order_that_rounding_could_turn_is_that_of_the_whole_pass(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = dataclasses.replace(loaded, prefixes=Prefixes())
    monkeypatch.setattr(filters, "LOGIT_MARGIN", 1e9)
    request = TraceRequest("tiny", TEXT, capture=Capture(candidates=5, lens=2))
    whole = trace(loaded, request)
    again = trace(loaded, request)
    assert again.next is not None
    assert whole.next is not None
    assert again.next.candidates == whole.next.candidates
    assert again.lens == whole.lens
