"""`setup`: prepare the models once, so that they load in a second from then on. Run it again at any time."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from tqdm import tqdm

from llm_viz.base.errors import LlmVizError, ModelBroken
from llm_viz.base.i18n import Strings, strings, terminal_language
from llm_viz.base.languages import LANGUAGES
from llm_viz.engine.catalogue import Hub, ModelCard, find_card, known_cards
from llm_viz.engine.model_files import fetch
from llm_viz.engine.store import has_passed, prepare

if TYPE_CHECKING:
    from llm_viz.engine.convert import Progress
    from llm_viz.kit.terminal import Commands


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser("setup", help="prepare the models", description=__doc__ or "")
    command.add_argument("--model", action="append", metavar="KEY", help="only this one; may be repeated")
    command.add_argument("--language", choices=LANGUAGES, default=terminal_language(), help="default: %(default)s")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prepare every model that is not ready and check it against itself; go on after a failure, 1 if there was one."""
    t = strings(options.language, "doctor")
    cards = known_cards() if options.model is None else [find_card(key, trusted=True) for key in options.model]
    ready = [_prepare(card, t) for card in cards]
    return 0 if all(ready) else 1


def _prepare(card: ModelCard, t: Strings) -> bool:
    try:
        with _progress_bar(card.name) as bar:

            def show(fraction: float, stage: str) -> None:
                bar.set_postfix_str(t(stage), refresh=False)
                bar.update(round(100 * fraction) - bar.n)

            fetch(card)
            if isinstance(card.source, Hub):  # what has just come may show that it is an encoder
                card = find_card(card.key, trusted=True)
            prepare(card, show)
            bar.set_postfix_str(t("setup-trying"))
            _try(card, show)
    except LlmVizError as problem:
        print(f"✗ {card.name}: {problem.sentence(t.language, 'terminal')}", file=sys.stderr)
        return False
    print(f"✓ {t('doctor-model', model=card.name)}")
    return True


def _try(card: ModelCard, show: Progress) -> None:
    """Check the model against itself; a copy that turns out to be damaged is made again once."""
    if has_passed(card):
        return
    from llm_viz.engine.local import try_model  # PyTorch takes seconds to start, and mostly nothing is to be done

    try:
        try_model(card)
    except ModelBroken:
        prepare(card, show)
        try_model(card)


@contextmanager
def _progress_bar(name: str) -> Iterator[tqdm[None]]:
    """A bar whose clock goes on while a long step reports nothing; gone when it is done."""
    stop = Event()
    form = "{desc} {percentage:3.0f} % |{bar:30}| {elapsed}{postfix}"
    # disable=None: no bar where the output is a log file
    with tqdm(total=100, desc=name, bar_format=form, leave=False, file=sys.stderr, disable=None) as bar:

        def tick() -> None:
            while not stop.wait(1):
                bar.refresh()

        ticker = Thread(target=tick, daemon=True)
        ticker.start()
        try:
            yield bar
        finally:
            stop.set()
            ticker.join()
