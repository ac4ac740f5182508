"""Decode: any recording to 16 kHz samples on disk, in a child that may use only so much."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from workers.domain.errors import Fault, Refused, Why
from workers.engines.local.sound import RATE, Sound
from workers.engines.local.sound.streams import MOST
from workers.media.formats import Format
from workers.processes.child import Child, Limits
from workers.processes.messages import ChildFailed, ChildRefused
from workers.processes.walls import Walls

_MEMORY_BYTES = 3 << 29


class DecodeJob(msgspec.Struct, frozen=True):
    """Write the sound of the file at `path` into the open file `spool`, as far as `limit_s`; in the
    folder `scratch` files may be made."""

    path: str
    format: Format
    spool: int
    limit_s: float
    scratch: str


class Spooled(msgspec.Struct, frozen=True, tag=True):
    """So much sound lies in the spool; the container said it would be `promised_s`.

    It holds `tracks` sounds side by side, of which `tracks_heard` are in the spool.
    """

    channels: int
    length: int
    promised_s: float | None
    tracks: int
    tracks_heard: int


class Decoded(NamedTuple):
    """The sound, and how long the container said it would be.

    `tracks` is how many sounds lie side by side in it, `tracks_heard` how many of them are in
    `sound`, each on a channel; the others are silent or repeat these.
    """

    sound: Sound
    promised_s: float | None
    tracks: int = 1
    tracks_heard: int = 1

    @property
    def ends_early(self) -> bool:
        """Whether a part is missing, and not just the seconds that containers miscount."""
        missing_s = (self.promised_s or 0.0) - self.sound.length_s
        return missing_s > max(5.0, 0.02 * self.sound.length_s)


def decode_sound(
    path: Path, kind: Format, spool: int, limit_s: float, at: Callable[[float], None]
) -> Decoded:
    """Write the sound of `path` into the open file `spool`.

    `at` hears the share done, twice a second. Refuses what cannot be read, has no sound, or is
    longer than `limit_s` (decoding stops there).
    """
    limits = Limits(
        memory_bytes=_MEMORY_BYTES,
        processor_s=120 + int(limit_s / 20),
        file_bytes=int((limit_s + 60) * RATE * 2 * MOST),
    )
    recording = str(path.resolve())
    with TemporaryDirectory(prefix="undertone-sound-") as scratch:
        walls = Walls(reads=[recording], writes=[scratch])
        with Child("workers.engines.local.sound.decoder", spool, limits, walls) as child:
            child.send(DecodeJob(recording, kind, spool, limit_s, scratch))
            ending = child.wait_for_ending(Spooled, at)
    if ending is None:  # the kernel ended it: too much memory or time for an honest recording
        raise Refused(Why.UNREADABLE)
    if isinstance(ending, ChildFailed):
        raise Fault(f"decoding failed: {ending.reason}")
    if isinstance(ending, ChildRefused):
        raise Refused(Why(ending.why))
    sound = Sound(spool, ending.channels, ending.length)
    if sound.length_s > limit_s:
        raise Refused(Why.TOO_LONG, limit_minutes=limit_s / 60)
    if sound.length < RATE // 10:
        raise Refused(Why.UNREADABLE)
    return Decoded(sound, ending.promised_s, ending.tracks, ending.tracks_heard)
