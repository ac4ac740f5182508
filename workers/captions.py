"""Captions: names that a recording's host has written down, kept until the meeting is there."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from workers.engines.local.transcripts.cues import srt, vtt
from workers.errors import Refused
from workers.meeting import Meeting, Utterance
from workers.name_hints import hints
from workers.recording import Recording

PART = "captions"
"""Among the saved parts of an analysis, which go when it is over."""


def keep(recording: Recording, saved: MutableMapping[str, bytes]) -> None:
    """Put the captions beside a copy of the recording, if there are any, among the saved parts."""
    if recording.captions is not None:
        saved[PART] = recording.captions.read_bytes()
    else:
        saved.pop(PART, None)


def suggested(meeting: Meeting, saved: Mapping[str, bytes]) -> Mapping[str, str]:
    """Label -> name, for the speakers whose names are clear from the captions that were kept."""
    text = saved.get(PART, b"").decode(errors="replace")
    return hints(meeting, named(text)) if text else {}


def named(text: str) -> tuple[Utterance, ...]:
    """Those utterances of a WebVTT or SRT text that name their speaker, unscored."""
    read = vtt if text.lstrip("\ufeff \n\t").startswith("WEBVTT") else srt
    try:
        said = read(text).said
    except Refused:  # no captions after all: nobody is named
        return ()
    return tuple(
        Utterance(one.speaker, one.start_s, one.end_s, one.text, None)
        for one in said
        if one.speaker
    )
