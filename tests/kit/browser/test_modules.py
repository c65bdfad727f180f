"""Browser parts as served files: only they, compressed, for good."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from functools import partial
from pathlib import PurePosixPath

import pytest
from starlette.applications import Starlette

from llm_viz.kit.browser.modules import MODULE_ROUTES, PACKAGE, modules, with_imports
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.preload import modules_for
from tests.support.asgi import ask

APP = Starlette(routes=MODULE_ROUTES)
VERSION = modules().version
DOM = "kit/browser/dom.js"


get = partial(ask, APP)


def test_a_module_is_kept_for_good() -> None:
    status, headers, body = get(f"/parts/{VERSION}/{DOM}")
    assert status == 200
    assert body == (PACKAGE / DOM).read_bytes()
    assert headers["content-type"].startswith("text/javascript")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in headers


def test_modules_are_served_below_any_base_path() -> None:
    nested = "chapters/sampling/parts/sampler.js"
    for base in ("school", "school/llm", "sampling"):
        status, _, body = get(f"/{base}/parts/{VERSION}/{nested}")
        assert (status, body) == (200, (PACKAGE / nested).read_bytes())


def test_a_module_is_compressed_for_those_who_can_read_it() -> None:
    status, headers, body = get(f"/parts/{VERSION}/{DOM}", "br, gzip")
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == (PACKAGE / DOM).read_bytes()
    assert int(headers["content-length"]) == len(body) < (PACKAGE / DOM).stat().st_size / 2


@pytest.mark.parametrize(
    "path",
    [
        f"{VERSION}/main.py",
        f"{VERSION}/kit/browser/part.py",
        f"{VERSION}/kit/browser/core.css",
        f"{VERSION}/kit/browser/../../main.py",
        f"{VERSION}/kit/browser/%2e%2e/%2e%2e/main.py",
        f"{VERSION}/../../../../../../etc/passwd",
        f"{VERSION}//etc/passwd",
        f"{VERSION}/kit\\browser\\dom.js",
        f"{VERSION}/kit/browser",
        f"{VERSION}/",
        f"{VERSION}/facts/data/models.js",
        f"{'0' * len(VERSION)}/{DOM}",
        f"{'0' * len(VERSION)}/parts/{VERSION}/main.py",
    ],
)
def test_nothing_else_is_served(path: str) -> None:
    status, headers, body = get(f"/parts/{path}")
    assert status == 404
    assert b"import" not in body
    assert "immutable" not in headers.get("cache-control", "")


def test_only_modules_of_the_kit_and_of_chapters_are_served() -> None:
    for path in modules().files:
        assert path.endswith(".js")
        assert path.startswith("kit/browser/") or (path.startswith("chapters/") and "/parts/" in path)


def test_d3_exports_what_is_typed() -> None:
    _, _, body = get(f"/parts/{VERSION}/kit/browser/d3.module.js")
    typed = (PACKAGE / "kit" / "browser" / "d3.module.d.ts").read_text("utf-8")
    (exported,) = re.findall(r"export const \{(.*?)\} = holder\.d3;", body.decode(), re.DOTALL)
    (declared,) = re.findall(r"export \{(.*?)\} from \"d3\";", typed, re.DOTALL)
    assert sorted(name.strip() for name in exported.split(",")) == sorted(name.strip() for name in declared.split(","))


def test_a_part_without_a_module_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        part(str(PACKAGE / "kit" / "browser" / "part.py"))


def test_every_part_has_a_name_of_its_own() -> None:
    """Streamlit knows parts by their stems: two of one name would show the same script."""
    mounts = re.compile(r"^export (?:async )?(?:function|const) mount\b", re.MULTILINE)
    stems = Counter(PurePosixPath(path).stem for path, text in modules().files.items() if mounts.search(text))
    assert len(stems) >= 20
    assert max(stems.values()) == 1, stems.most_common(3)


def test_all_that_a_part_imports_is_known_in_advance() -> None:
    found = with_imports("kit/browser/streamlit.js", "kit/browser/graph.js")
    assert found[:2] == ("kit/browser/streamlit.js", "kit/browser/graph.js")
    assert len(set(found)) == len(found)
    assert set(found) <= set(modules().files)
    assert {"kit/browser/graph/draw.js", "kit/browser/d3.module.js", "kit/browser/arrays.js"} <= set(found)


def test_what_a_chapter_opens_on_and_what_every_page_needs_is_known_in_advance() -> None:
    shell = [f"kit/browser/{name}.js" for name in ("streamlit", "chrome", "rail", "address", "stage")]
    own = ["chapters/generation/parts/rounds.js", "chapters/generation/parts/text_tree.js"]
    assert modules_for("generation", ("rounds", "text_tree")) == _addresses(*shell, *own)
    assert modules_for("tokens", ()) == _addresses(*shell)


def _addresses(*paths: str) -> tuple[str, ...]:
    return tuple(f"./parts/{VERSION}/{path}" for path in with_imports(*paths))
