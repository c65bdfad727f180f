"""What the gallery of browser parts shows of the chapter besides its acts (`tests/gallery/samples.py`)."""

from __future__ import annotations

from llm_viz.base.i18n import strings
from llm_viz.chapters.emergence.parts.copying import copying_picture
from llm_viz.kit.visit import Visit
from llm_viz.training.copying import CopyingReport, CopyingScore


def _score(share: float) -> CopyingScore:
    return CopyingScore(tuple(share**signs for signs in range(1, 9)), share)


def _copying(visit: Visit) -> None:
    reports = [
        CopyingReport(step, 100_000, _score(share), _score(0.1))
        for step, share in ((0, 0.05), (100, 0.2), (200, 0.7), (300, 0.97))
    ]
    copying_picture(reports, visit, strings(visit.language, "emergence"))


PARTS = {"copying": _copying}
