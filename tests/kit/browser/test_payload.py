"""Arrays on their way to the browser."""

from __future__ import annotations

import base64

import numpy as np
import pytest

from llm_viz.kit.browser.payload import ARRAY_TYPES, encode_arrays
from tests.support.node import PACKAGE, answers

DECODE = f"""
import {{ decodeArrays }} from "{(PACKAGE / "kit/browser/arrays.js").as_uri()}";
const plain = (value) => (ArrayBuffer.isView(value) ? [value.constructor.name, ...value] : value);
export function decoded(text) {{
  const payload = decodeArrays(new Uint8Array(Buffer.from(text, "base64")));
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, plain(value)]));
}}
"""


def test_the_browser_reads_what_was_sent(tmp_path_factory: pytest.TempPathFactory) -> None:
    module = tmp_path_factory.mktemp("modules") / "decoded.mjs"
    module.write_text(DECODE, "utf-8")
    arrays = {name: np.array([[0, 1, 2], [3, 4, 100]], dtype=name) for name in sorted(ARRAY_TYPES)}
    payload = {"title": '日本 "語"', "layers": 30, **arrays, "empty": np.zeros((0, 3), np.float32), "language": "ja"}
    text = base64.b64encode(encode_arrays(payload)).decode()
    (found,) = answers(str(module), "decoded", [[text]])
    assert (found["title"], found["layers"], found["language"]) == ('日本 "語"', 30, "ja")
    for name in ARRAY_TYPES:
        assert found[name] == [f"{name.capitalize()}Array", 0, 1, 2, 3, 4, 100]
    assert found["empty"] == ["Float32Array"]


def test_a_transposed_array_arrives_in_row_major_order(tmp_path_factory: pytest.TempPathFactory) -> None:
    module = tmp_path_factory.mktemp("modules") / "decoded.mjs"
    module.write_text(DECODE, "utf-8")
    turned = np.arange(6, dtype=np.uint16).reshape(2, 3).T
    (found,) = answers(str(module), "decoded", [[base64.b64encode(encode_arrays({"turned": turned})).decode()]])
    assert found["turned"] == ["Uint16Array", 0, 3, 1, 4, 2, 5]


def test_types_without_an_array_in_the_browser_are_refused() -> None:
    with pytest.raises(TypeError, match="weights"):
        encode_arrays({"weights": np.zeros(3, np.int64)})
