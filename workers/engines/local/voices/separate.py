"""Separate: who speaks when, found in a child, so that no step of it is too long to be stopped."""

from __future__ import annotations

from collections.abc import Callable

from workers.domain.errors import Fault, Refused, Why
from workers.engines.local.sound import Sound
from workers.engines.local.voices.speakers import Voices
from workers.processes.child import Child


def separate_voices(sound: Sound, count: int | None, at: Callable[[float], None]) -> Voices:
    """The turns of `sound`; `at` hears the share done, twice a second, and may end the work.

    Refuses a recording without speech.
    """
    with Child("workers.engines.local.voices.separator", sound.spool) as child:
        child.send(
            {
                "spool": sound.spool,
                "channels": sound.channels,
                "length": sound.length,
                "count": count,
            }
        )
        ending = child.ending(at)
    if ending is None:
        raise Fault("telling the voices apart ended in the middle of its work")
    if "failed" in ending:
        raise Fault(f"telling the voices apart failed: {ending['failed']}")
    if "refused" in ending:
        raise Refused(Why(ending["refused"]), **ending["details"])
    return Voices.loaded(ending["voices"].encode())
