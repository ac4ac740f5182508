"""Speakers: who speaks when, from the sound alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from workers.engines.local import voiceprint
from workers.engines.local.clusters import clusters, guessed_count
from workers.engines.local.sound import Sound
from workers.engines.local.turns import Turn, smoothed, turns
from workers.engines.local.voice import chances, speech
from workers.engines.local.windows import windows
from workers.errors import Refused, Why


_LEAST_S = 0.5


class Voices(NamedTuple):
    """The turns of a meeting; `unsure` where the voices are hard to tell apart."""

    turns: list[Turn]
    unsure: bool
    estimated: bool

    @property
    def count(self) -> int:
        return len({turn.voice for turn in self.turns})

    def kept(self) -> bytes:
        """For a later try of the same analysis."""
        return json.dumps(self._asdict()).encode()

    @classmethod
    def loaded(cls, kept: bytes) -> Voices:
        fields = json.loads(kept)
        return cls([Turn(*turn) for turn in fields.pop("turns")], **fields)


def voices(sound: Sound, count: int | None, at: Callable[[float], None]) -> Voices:
    """Every turn in order of time, its voices numbered in order of first appearance.

    `count` is how many voices there are, if anyone told. Refuses a recording without speech.
    """
    encoder = voiceprint.load()
    likely = chances(sound, at=lambda share: at(0.15 * share))
    islands = speech(likely)
    if sum(island.length_s for island in islands) < _LEAST_S:
        raise Refused(Why.NO_SPEECH)
    prints = windows(sound, islands, encoder, at=lambda share: at(0.15 + 0.85 * share))
    found = clusters(prints.vectors, count or guessed_count(prints.vectors))
    labels = smoothed(prints, found.centres)
    return Voices(_numbered(turns(islands, prints, labels)), unsure=False, estimated=count is None)


def _numbered(found: Sequence[Turn]) -> list[Turn]:
    order = {voice: number for number, voice in enumerate(dict.fromkeys(one.voice for one in found))}
    return [one._replace(voice=order[one.voice]) for one in found]
