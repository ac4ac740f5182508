"""Engine: what the stages ask of whoever transcribes, and how an engine answers on its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from datetime import timedelta
from typing import NamedTuple, Protocol

from workers.domain.extras import Extras
from workers.domain.meeting import Meeting
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Status, Submission


class Progress(Protocol):
    """How an engine says how far it is, is told to stop, and keeps what it has finished."""

    saved: MutableMapping[str, bytes]
    """Parts finished by an earlier try of the same analysis; what is put here outlives a crash."""

    def report(self, share: float) -> None:
        """Say that `share` (0 to 1) is done. Raises `Stopped` when the work is no longer wanted."""
        ...


class Part(NamedTuple):
    """A part of some work: from which share of the whole to which, 0 to 1."""

    start: float
    end: float

    def tell(self, at: Callable[[float], None]) -> Callable[[float], None]:
        """Hears shares of this part, and has `at` hear them as shares of the whole."""
        return lambda share: at(self.start + min(share, 1) * (self.end - self.start))


class Engine(Protocol):
    """One speech engine. Every method may raise the three families of `workers.domain.errors`."""

    @property
    def name(self) -> str: ...

    @property
    def pauses(self) -> tuple[timedelta, ...]:
        """How long to wait before each look at `status`; the last one repeats."""
        ...

    def queue(self, recording: Recording) -> str:
        """The RQ queue whose workers run `submit`: "pipeline" (short) or "transcribe" (long)."""
        ...

    def wants_copy(self, recording: Recording) -> bool:
        """Whether `submit` needs `recording.path`, a copy on this machine."""
        ...

    def prepare(self, recording: Recording, brief: Brief) -> None:
        """Refuse what can be refused before a copy is fetched, or ask to come back later."""
        ...

    def submit(self, recording: Recording, brief: Brief, progress: Progress) -> Submission: ...

    def status(self, submission: Submission) -> Status: ...

    def meeting(self, submission: Submission) -> Meeting: ...

    def extras(self, submission: Submission) -> Extras:
        """What was found beside who said what; empty where the engine looks for nothing else."""
        ...

    def rename(self, submission: Submission, names: Mapping[str, str]) -> None:
        """Tell the engine who is who: label -> name."""
        ...

    def forget(self, submission: Submission) -> None:
        """Delete what the engine keeps of this work; nothing to delete is fine."""
        ...
