"""Crew: recognisers in children, one for each core, that share the stretches of a meeting."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import cast

from workers.domain.errors import Fault
from workers.engines.local.sound import Sound
from workers.engines.local.words import Word
from workers.processes.child import Child

_PATIENCE_S = 0.5


class ModelMissing(Exception):
    """The recogniser's model is not here, cannot be fetched, or brings its process down."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one recogniser is given at once."""

    start_s: float
    end_s: float
    channel: int | None = None

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s

    @property
    def key(self) -> str:
        return f"words {self.channel} {self.start_s:.3f} {self.end_s:.3f}"


@dataclass(frozen=True, slots=True)
class Crew:
    """How many recognisers work side by side; `model` is Whisper's, empty for pocketsphinx."""

    size: int
    model: str = ""
    threads: int = 1

    def hear(
        self,
        sound: Sound,
        stretches: Sequence[Stretch],
        saved: MutableMapping[str, bytes],
        at: Callable[[float], None],
    ) -> dict[Stretch, list[Word]]:
        """The words of every stretch, in seconds from the start of the recording.

        Longest first, so that no core is left with a long one at the end. What is in `saved` is
        not heard again, and what is heard goes there. `at` hears the share of speech done, twice
        a second; whatever it raises ends the children at once.
        """
        keys = {one: f"{one.key} {self.model}".rstrip() for one in stretches}
        heard = {one: _loaded(saved[key]) for one, key in keys.items() if key in saved}
        waiting = sorted((one for one in stretches if one not in heard), key=lambda o: o.length_s)
        total_s = sum(one.length_s for one in stretches) or 1.0
        with ExitStack() as stack:
            crew = [
                stack.enter_context(Child("workers.engines.local.words", sound.spool))
                for _ in range(min(self.size, len(waiting)))
            ]
            busy: dict[Connection, tuple[Child, Stretch]] = {}
            for child in crew:
                self._next(child, sound, waiting, busy)
            while busy:
                at(sum(one.length_s for one in heard) / total_s)
                for pipe in _ready(busy):
                    child, stretch = busy.pop(pipe)
                    words = self._answer(child, stretch)
                    heard[stretch] = words
                    saved[keys[stretch]] = json.dumps(words).encode()
                    if waiting:
                        self._next(child, sound, waiting, busy)
        return heard

    def _next(
        self,
        child: Child,
        sound: Sound,
        waiting: list[Stretch],
        busy: dict[Connection, tuple[Child, Stretch]],
    ) -> None:
        stretch = waiting.pop()
        busy[child.pipe] = child, stretch
        child.send(
            {
                "model": self.model,
                "threads": self.threads,
                "spool": sound.spool,
                "channels": sound.channels,
                "length": sound.length,
                "start_s": stretch.start_s,
                "end_s": stretch.end_s,
                "channel": stretch.channel,
            }
        )

    def _answer(self, child: Child, stretch: Stretch) -> list[Word]:
        answer = child.receive() or {"failed": "ended in the middle of its work"}
        if "missing" in answer:
            raise ModelMissing(answer["missing"])
        if "failed" in answer and self.model:  # a damaged one, or too large for this machine
            raise ModelMissing(answer["failed"])
        if "failed" in answer:
            raise Fault(f"a speech recogniser failed: {answer['failed']}")
        return [
            Word(text, start_s + stretch.start_s, end_s + stretch.start_s)
            for text, start_s, end_s in answer["words"]
        ]


def _ready(busy: Iterable[Connection]) -> list[Connection]:
    return [cast(Connection, pipe) for pipe in wait(list(busy), _PATIENCE_S)]


def _loaded(kept: bytes) -> list[Word]:
    return [Word(*word) for word in json.loads(kept)]
