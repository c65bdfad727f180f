"""Every source as a book on the shelf of a chapter: how many of its figures stand on it, and how sure those are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from posixpath import commonpath

from llm_viz.chapters.sources.compute.links import REPOSITORY_FILE, link_of
from llm_viz.chapters.sources.compute.wall import KINDS, WallFigure


@dataclass(frozen=True, slots=True)
class Book:
    """One source, as far as one chapter shows figures from it.

    `kinds`: how many, in the order of `KINDS`. `logs`: files of a repository, where several are one source. `files`:
    the data files that hold the figures. `seen`: with what those were compared that say it.
    """

    citation: str
    link: str | None
    chapter: str | None
    kinds: tuple[int, ...]
    logs: int
    files: tuple[str, ...]
    as_of: tuple[date, ...]
    seen: tuple[str, ...]

    @property
    def figures(self) -> int:
        """All that stand on it."""
        return sum(self.kinds)


def books(figures: Iterable[WallFigure]) -> tuple[Book, ...]:
    """All sources, those of one chapter together, with most figures first. One that two chapters show stands twice."""
    groups: dict[tuple[str | None, str], list[WallFigure]] = defaultdict(list)
    for figure in figures:
        groups[figure.chapter, _commit(figure.citation)].append(figure)
    found = (_book(chapter, group) for (chapter, _), group in groups.items())
    return tuple(sorted(found, key=lambda book: (book.chapter or "", -book.figures, book.citation)))


def by_source(shelved: Iterable[Book]) -> Counter[str]:
    """How many figures stand on each source, wherever they are shown."""
    counts: Counter[str] = Counter()
    for book in shelved:
        counts[_commit(book.citation)] += book.figures
    return counts


def carriers(counts: Sequence[int], share: float) -> int:
    """The least number of sources that together hold this share of all figures."""
    reached = accumulate(sorted(counts, reverse=True))
    return 1 + next(place for place, sum_so_far in enumerate(reached) if sum_so_far >= share * sum(counts))


def _commit(citation: str) -> str:
    """What makes two citations one source: hundreds of evaluation logs of one repository at one commit are one."""
    match = REPOSITORY_FILE.fullmatch(citation)
    return f"{match['repository']} {match['commit']}" if match else citation


def _book(chapter: str | None, group: Sequence[WallFigure]) -> Book:
    kinds = Counter(figure.kind for figure in group)
    cited = list(dict.fromkeys(figure.citation for figure in group))
    citation, link = (cited[0], link_of(cited[0])) if len(cited) == 1 else _together(cited)
    return Book(
        citation,
        link,
        chapter,
        tuple(kinds[kind] for kind in KINDS),
        len(cited),
        tuple(dict.fromkeys(figure.file for figure in group)),
        tuple(sorted({figure.as_of for figure in group if figure.as_of})),
        tuple(dict.fromkeys(figure.seen for figure in group if figure.seen)),
    )


def _together(cited: Sequence[str]) -> tuple[str, str]:
    """How files of one repository are cited as one, and the folder that they share there."""
    parts = [match for citation in cited if (match := REPOSITORY_FILE.fullmatch(citation))]
    repository, commit = parts[0]["repository"], parts[0]["commit"]
    shared = commonpath([part["path"] for part in parts])  # "" where they share no folder
    citation = f"{repository} {shared}/… {commit}".replace(" /…", " …")
    return citation, f"https://github.com/{repository}/tree/{commit[1:]}/{shared}"
