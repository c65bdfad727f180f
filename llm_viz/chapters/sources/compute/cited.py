"""Where the published figures come from: every citation of every data file, by the chapter that shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from posixpath import commonpath

from llm_viz.chapters.sources.compute.links import REPOSITORY_FILE
from llm_viz.facts.check import Figure
from llm_viz.facts.source import CONFIDENCES, SEEN, Confidence, Source

_CHAPTERS = {
    "gpt3_languages": "learning",
    "models": "large",
    "memory": "large",
    "cost": "large",
    "laws": "scaling",
    "chinchilla_points": "scaling",
    "emergence": "emergence",
    "emergence_thresholds": "emergence",
    "crows_pairs_pythia": "limits",
    "machines": "limits",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """One source with the number of figures taken from it; `files`: of a repository, where there are several."""

    source: Source
    figures: int
    files: int = 1


@dataclass(frozen=True, slots=True)
class DataFile:
    """The sources of one data file; `chapter` is the name of the first chapter that shows it, None if none is known."""

    name: str
    chapter: str | None
    cited: tuple[Cited, ...]

    @property
    def figures(self) -> int:
        """Numbers in the file."""
        return sum(cited.figures for cited in self.cited)


def data_files(figures: Iterable[Figure]) -> tuple[DataFile, ...]:
    """The files with their sources, those with most figures first. Figures without a proper source are left out."""
    counts: dict[str, dict[Source, int]] = defaultdict(lambda: defaultdict(int))
    for figure in figures:
        if isinstance(figure.source, str) and figure.source and figure.confidence in CONFIDENCES:
            as_of = figure.as_of if isinstance(figure.as_of, date) else None
            seen = next((known for known in SEEN if known == figure.seen), None)
            counts[figure.file][Source(figure.source, figure.confidence, as_of, seen)] += 1
    return tuple(DataFile(name, chapter_of(name), _together(cited)) for name, cited in sorted(counts.items()))


def chapter_of(file: str) -> str | None:
    """The chapter of a data file: the one in whose room it lies, or the first that shows a shared table."""
    name = file.rpartition(".")[0]
    room = name.partition("/")[0]
    return room if room != name else _CHAPTERS.get(name)


def matching(file: DataFile, words: str, confidences: Iterable[Confidence]) -> DataFile:
    """The file with only those sources that hold all the words, in any case, and are as sure as one of these."""
    wanted, allowed = words.casefold().split(), set(confidences)
    kept = (
        cited
        for cited in file.cited
        if cited.source.confidence in allowed and all(word in cited.source.citation.casefold() for word in wanted)
    )
    return DataFile(file.name, file.chapter, tuple(kept))


def _together(counts: dict[Source, int]) -> tuple[Cited, ...]:
    """Files of one repository at one commit become one source: hundreds of evaluation logs are one."""
    groups: dict[object, list[tuple[Source, int]]] = defaultdict(list)
    for source, figures in counts.items():
        match = REPOSITORY_FILE.fullmatch(source.citation)
        shared = replace(source, citation="of one commit")
        same = (match["repository"], match["commit"], shared) if match else source
        groups[same].append((source, figures))
    return tuple(sorted(map(_merged, groups.values()), key=lambda cited: (-cited.figures, cited.source.citation)))


def _merged(group: list[tuple[Source, int]]) -> Cited:
    figures = sum(count for _, count in group)
    first = group[0][0]
    if len(group) == 1:
        return Cited(first, figures)
    parts = [match for source, _ in group if (match := REPOSITORY_FILE.fullmatch(source.citation))]
    shared = commonpath([part["path"] for part in parts])  # "" where they share no folder
    citation = f"{parts[0]['repository']} {shared}/… {parts[0]['commit']}".replace(" /…", " …")
    return Cited(replace(first, citation=citation), figures, len(group))
