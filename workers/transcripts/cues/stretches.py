"""Stretches: words whose times may be missing, put on a time axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workers.transcripts.cues.cue_lines import RawCue
from workers.transcripts.cues.voices import say_cues
from workers.transcripts.raw.limits import MOST_STRETCHES, refuse_too_much
from workers.transcripts.raw.text import clean_text
from workers.transcripts.said import UNKNOWN, Said, Transcript, estimate_spoken_s
from workers.transcripts.speakers.labels import is_sound


class Passage(NamedTuple):
    """Words as a form has them: times in seconds where it tells them."""

    speaker: str
    text: str
    start_s: float | None = None
    end_s: float | None = None


def say_stretches(stretches: Sequence[Passage]) -> Transcript:
    """Who says what: by the column of speakers, else by labels among the words.

    A stretch with an empty name among named ones is said by somebody unknown.
    """
    stretches = [
        one._replace(speaker=clean_text(one.speaker).strip(), text=clean_text(one.text).strip())
        for one in stretches
    ]
    stretches = [one for one in stretches if one.text and not is_sound(one.text)]
    refuse_too_much(len(stretches), MOST_STRETCHES)
    laid = lay_out(stretches)
    if any(one.speaker for one in stretches):
        said = [
            one._replace(speaker=one.speaker or UNKNOWN, text=" ".join(one.text.split()))
            for one in laid.said
        ]
        return laid._replace(said=said)
    cues = [RawCue(one.start_s, one.end_s, tuple(one.text.split("\n"))) for one in laid.said]
    return say_cues(cues, escaped=False)._replace(times_estimated=laid.times_estimated)


def lay_out(stretches: Sequence[Passage]) -> Transcript:
    """Start and end of every stretch: what is written, and the pace of speech between."""
    said: list[Said] = []
    for place, one in enumerate(stretches):
        start_s = one.start_s
        if start_s is None:
            start_s = said[-1].end_s if said else 0.0
        after = stretches[place + 1].start_s if place + 1 < len(stretches) else None
        end_s = start_s + estimate_spoken_s(one.text)
        if one.end_s is not None and one.end_s >= start_s:
            end_s = one.end_s
        elif after is not None and start_s < after < end_s:
            end_s = after
        said.append(Said(one.speaker, round(start_s, 3), round(end_s, 3), one.text))
    estimated = any(one.start_s is None for one in stretches)
    return Transcript(said, times_estimated=estimated)
