"""Captions: names that a recording's host has written down, kept until the meeting is there."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from workers.captions.hints import match_names
from workers.domain.errors import Refused
from workers.domain.meeting import Meeting, Utterance
from workers.domain.recording import Recording
from workers.transcripts import UNKNOWN
from workers.transcripts.apart import read_apart

PART = "captions"
"""Among the saved parts of an analysis, which go when it is over."""


def keep_captions(recording: Recording, saved: MutableMapping[str, bytes]) -> None:
    """Put the captions beside a copy of the recording, if there are any, among the saved parts."""
    if recording.captions is not None:
        saved[PART] = recording.captions.read_bytes()
    else:
        saved.pop(PART, None)


def suggest_names(meeting: Meeting, saved: Mapping[str, bytes]) -> Mapping[str, str]:
    """Label -> name, for the speakers whose names are clear from the captions that were kept."""
    data = saved.get(PART, b"")
    return match_names(meeting, read_named(data)) if data else {}


def suggest_names_from(path: Path, meeting: Meeting) -> Mapping[str, str]:
    """Label -> name, as `suggest_names`, from a file with captions."""
    return match_names(meeting, read_captions(path))


def read_named(data: bytes) -> tuple[Utterance, ...]:
    """As `read_captions`, from the bytes of such a file."""
    with tempfile.NamedTemporaryFile(prefix="undertone-captions-") as file:
        file.write(data)
        file.flush()
        return read_captions(Path(file.name))


def read_captions(path: Path) -> tuple[Utterance, ...]:
    """Those utterances of a WebVTT or SRT file that name their speaker, unscored."""
    try:
        said = read_apart(path, name="captions.vtt").said
    except Refused:  # no captions after all: nobody is named
        return ()
    return tuple(
        Utterance(one.speaker, one.start_s, one.end_s, one.text, None)
        for one in said
        if one.speaker not in {"", UNKNOWN}
    )
