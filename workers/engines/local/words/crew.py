"""Crew: recognisers in children, one for each core, that share the stretches of a meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import cast

import msgspec

from workers.domain.errors import Fault
from workers.engines.local.sound import Sound
from workers.engines.local.words import HeardWords
from workers.processes.child import Child
from workers.processes.messages import ChildFailed

_PATIENCE_S = 0.5
_TOGETHER_S, _TOGETHER = 20.0, 8
"""Stretches that are heard at once: more take more memory and hardly less time."""
_ALIKE = 0.85
"""The shortest of them is so much of the longest at least: what it lacks is filled with silence."""


class ModelMissing(Exception):
    """The recogniser's model is not here, cannot be fetched, or brings its process down."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is heard without what is around it."""

    start_s: float
    end_s: float
    channel: int | None = None

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s

    @property
    def key(self) -> str:
        return f"words {self.channel} {self.start_s:.3f} {self.end_s:.3f}"


class HearJob(msgspec.Struct, frozen=True):
    """Hear stretches of the sound in the open file `spool`; the rest is as `Crew` has it."""

    model: str
    threads: int
    folder: str
    spool: int
    channels: int
    length: int
    stretches: list[Stretch]


class HeardAll(msgspec.Struct, frozen=True, tag=True):
    """What each stretch says, in order, in seconds from its own start."""

    heard: list[HeardWords]


@dataclass(frozen=True, slots=True)
class Crew:
    """How many recognisers work side by side; `model` is Whisper's, empty for Moonshine, whose
    prepared networks lie in `folder`."""

    size: int
    folder: Path
    model: str = ""
    threads: int = 1

    def hear(
        self,
        sound: Sound,
        stretches: Sequence[Stretch],
        saved: MutableMapping[str, bytes],
        at: Callable[[float], None],
    ) -> dict[Stretch, HeardWords]:
        """The words of every stretch, in seconds from the start of the recording.

        Longest first, so that no core is left with a long one at the end. What is in `saved` is
        not heard again, and what is heard goes there. `at` hears the share of speech done, twice
        a second; whatever it raises ends the children at once.
        """
        keys = {one: f"{one.key} {self.model or 'moonshine'}" for one in stretches}
        heard = {one: _loaded(saved[key]) for one, key in keys.items() if key in saved}
        waiting = self._batches([one for one in stretches if one not in heard])
        total_s = sum(one.length_s for one in stretches) or 1.0
        with ExitStack() as stack:
            crew = [
                stack.enter_context(Child("workers.engines.local.words", sound.spool))
                for _ in range(min(self.size, len(waiting)))
            ]
            busy: dict[Connection, tuple[Child, list[Stretch]]] = {}
            for child in crew:
                self._next(child, sound, waiting, busy)
            while busy:
                at(sum(one.length_s for one in heard) / total_s)
                for pipe in _ready(busy):
                    child, batch = busy.pop(pipe)
                    for stretch, one in zip(batch, self._answer(child, batch), strict=True):
                        heard[stretch] = one
                        saved[keys[stretch]] = msgspec.json.encode(one, enc_hook=float)
                    if waiting:
                        self._next(child, sound, waiting, busy)
        return heard

    def _batches(self, stretches: Iterable[Stretch]) -> list[list[Stretch]]:
        """What is heard at once, the longest last; Whisper hears one stretch at a time."""
        batches: list[list[Stretch]] = []
        for one in sorted(stretches, key=lambda one: one.length_s, reverse=True):
            batch = batches[-1] if batches else []
            if (
                batch
                and not self.model
                and len(batch) < _TOGETHER
                and one.length_s >= _ALIKE * batch[0].length_s
                and (len(batch) + 1) * batch[0].length_s <= _TOGETHER_S
            ):
                batch.append(one)
            else:
                batches.append([one])
        return batches[::-1]

    def _next(
        self,
        child: Child,
        sound: Sound,
        waiting: list[list[Stretch]],
        busy: dict[Connection, tuple[Child, list[Stretch]]],
    ) -> None:
        batch = waiting.pop()
        busy[child.pipe] = child, batch
        child.send(
            HearJob(
                model=self.model,
                threads=self.threads,
                folder=str(self.folder),
                spool=sound.spool,
                channels=sound.channels,
                length=sound.length,
                stretches=batch,
            )
        )

    def _answer(self, child: Child, batch: Sequence[Stretch]) -> list[HeardWords]:
        answer = child.receive(HeardAll)
        if isinstance(answer, HeardAll):
            return [
                _later(heard, stretch.start_s)
                for heard, stretch in zip(answer.heard, batch, strict=True)
            ]
        reason = "it ended in the middle of its work"
        if isinstance(answer, ChildFailed):
            reason = answer.reason
        if self.model:  # not here, damaged, or too large for this machine
            raise ModelMissing(reason)
        raise Fault(f"a speech recogniser failed: {reason}")


def _later(heard: HeardWords, by_s: float) -> HeardWords:
    words = [
        word._replace(start_s=word.start_s + by_s, end_s=word.end_s + by_s) for word in heard.words
    ]
    return heard._replace(words=words)


def _ready(busy: Iterable[Connection]) -> list[Connection]:
    return [cast(Connection, pipe) for pipe in wait(list(busy), _PATIENCE_S)]


def _loaded(kept: bytes) -> HeardWords:
    return msgspec.json.decode(kept, type=HeardWords)
