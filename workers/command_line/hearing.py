"""One recording after the other, heard by an engine in this very process."""

from __future__ import annotations

import errno
import secrets
from collections.abc import Callable, MutableMapping
from dataclasses import replace
from functools import partial
from itertools import chain, repeat
from threading import Event
from types import TracebackType
from typing import Self, TypeVar

from tqdm import tqdm

from workers.command_line.options import ChartOptions, Order
from workers.domain.errors import Unavailable
from workers.domain.meeting import Meeting
from workers.domain.recording import Recording, guess_kind
from workers.domain.submission import Brief, Submission
from workers.engines.engine import Engine

MOST_WAITED_S = 600.0
"""How long somebody at a terminal is kept waiting for a service that is busy or out of reach."""

Heard = TypeVar("Heard")


def hear_recording(engine: Engine, order: Order, options: ChartOptions, label: str) -> Meeting:
    """What is said in it. Raises what engines raise, and OSError where the file cannot be read."""
    path = order.recording
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, "there is no such file", str(path))
    recording = Recording(
        name=path.name, kind=guess_kind(path.name), size_bytes=path.stat().st_size, path=path
    )
    brief = Brief(
        name=f"undertone-{secrets.token_hex(8)}",
        speakers=options.speakers,
        language=options.language,
    )
    with Bar(label) as bar:
        submission = _insist(partial(engine.submit, recording, brief, bar))
        return replace(_wait_for_meeting(engine, submission, bar), title=order.title)


def _wait_for_meeting(engine: Engine, submission: Submission, bar: Bar) -> Meeting:
    """Here somebody does wait: there is nothing else to do in this process."""
    clock = Event()
    for pause in chain(engine.pauses, repeat(engine.pauses[-1])):
        status = _insist(partial(engine.status, submission))
        if status.done:
            break
        bar.report(status.share or 0.0)
        clock.wait(pause.total_seconds())
    return _insist(partial(engine.meeting, submission))


def _insist(ask: Callable[[], Heard]) -> Heard:
    """What `ask` gives, asked again after each pause that it wants.

    One bad answer is not the end: an order that costs money may be under way, and whoever types the
    command again pays for another.
    """
    waited_s = 0.0
    while True:
        try:
            return ask()
        except Unavailable as trouble:
            waited_s += trouble.retry_after.total_seconds()
            if waited_s > MOST_WAITED_S:
                raise
            Event().wait(trouble.retry_after.total_seconds())


class Bar:
    """Progress on a terminal; nothing is drawn where the output goes elsewhere."""

    def __init__(self, label: str) -> None:
        self.saved: MutableMapping[str, bytes] = {}
        self._bar = tqdm(
            total=100,
            desc=label or None,
            bar_format="{l_bar}{bar}| {elapsed}",
            leave=False,
            disable=None,
        )

    def report(self, share: float) -> None:
        self._bar.update(round(share * 100) - self._bar.n)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.close()
