"""Separate: who speaks when, found in a child, so that no step of it is too long to be stopped."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from workers.domain.errors import Fault, Refused, Why
from workers.engines.local.sound import Sound
from workers.engines.local.voices.speakers import Voices
from workers.processes.child import Child
from workers.processes.messages import ChildFailed, ChildRefused


class SeparateJob(msgspec.Struct, frozen=True):
    """Find the turns of the sound in the open file `spool`; `count` as for `separate_voices`."""

    spool: int
    channels: int
    length: int
    count: int | None


class Separated(msgspec.Struct, frozen=True, tag=True):
    """What was found, as `Voices.kept` packs it."""

    voices: bytes


def separate_voices(sound: Sound, count: int | None, at: Callable[[float], None]) -> Voices:
    """The turns of `sound`; `at` hears the share done, twice a second, and may end the work.

    Refuses a recording without speech.
    """
    with Child("workers.engines.local.voices.separator", sound.spool) as child:
        child.send(SeparateJob(sound.spool, sound.channels, sound.length, count))
        ending = child.wait_for_ending(Separated, at)
    if ending is None:
        raise Fault("telling the voices apart ended in the middle of its work")
    if isinstance(ending, ChildFailed):
        raise Fault(f"telling the voices apart failed: {ending.reason}")
    if isinstance(ending, ChildRefused):
        raise Refused(Why(ending.why), **ending.details)
    return Voices.loaded(ending.voices)
