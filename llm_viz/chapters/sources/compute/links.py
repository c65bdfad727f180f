"""Where a citation can be read: its first paper on arXiv, or else its file in a public repository."""

from __future__ import annotations

import re

ARXIV = re.compile(r"arXiv:(\d{4}\.\d{4,5}(?:v\d+)?)")
REPOSITORY_FILE = re.compile(r"(?P<repository>[\w.-]+/[\w.-]+) (?P<path>\S+) (?P<commit>@\w+)")
_REPOSITORY = re.compile(r"(?P<repository>[\w.-]+/[\w.-]+) \S.*(?P<commit>@[0-9a-f]{7,40})")
_EPOCH = "https://epoch.ai/data"


def link_of(citation: str) -> str | None:
    """The address of what is cited; None where the citation names nothing that has one."""
    if paper := ARXIV.search(citation):
        return f"https://arxiv.org/abs/{paper[1]}"
    if file := REPOSITORY_FILE.search(citation):
        return f"https://github.com/{file['repository']}/blob/{file['commit'][1:]}/{file['path']}"
    if several := _REPOSITORY.search(citation):
        return f"https://github.com/{several['repository']}/tree/{several['commit'][1:]}"
    return _EPOCH if citation.startswith("Epoch AI") else None
