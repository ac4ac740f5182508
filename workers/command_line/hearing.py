"""One recording after the other, heard by an engine in this very process."""

from __future__ import annotations

import errno
import secrets
from collections.abc import MutableMapping
from dataclasses import replace
from itertools import chain, repeat
from threading import Event
from types import TracebackType
from typing import Self

from tqdm import tqdm

from workers.command_line.options import ChartOptions, Order
from workers.domain.meeting import Meeting
from workers.domain.recording import Recording, guess_kind
from workers.domain.submission import Brief, Submission
from workers.engines.engine import Engine


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
        submission = engine.submit(recording, brief, bar)
        return replace(_wait_for_meeting(engine, submission, bar), title=order.title)


def _wait_for_meeting(engine: Engine, submission: Submission, bar: Bar) -> Meeting:
    """Here somebody does wait: there is nothing else to do in this process."""
    clock = Event()
    for pause in chain(engine.pauses, repeat(engine.pauses[-1])):
        status = engine.status(submission)
        if status.done:
            break
        bar.report(status.share or 0.0)
        clock.wait(pause.total_seconds())
    return engine.meeting(submission)


class Bar:
    """Progress on a terminal; nothing is drawn where the output goes elsewhere."""

    def __init__(self, label: str) -> None:
        self.saved: MutableMapping[str, bytes] = {}
        self._bar = tqdm(total=100, unit="%", desc=label or None, leave=False, disable=None)

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
