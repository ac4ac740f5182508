"""Transcripts: what a text file says, by whom and when, taken as it stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from workers.domain.errors import Refused, Why
from workers.transcripts.carrying import name_unnamed
from workers.transcripts.clock import HOUR_S, begin_at_zero, join_parts
from workers.transcripts.cue_file import holds_cues
from workers.transcripts.cues import read_cue_text
from workers.transcripts.inventions import leave_out_inventions
from workers.transcripts.lines import read_txt
from workers.transcripts.persons import unite_spellings
from workers.transcripts.said import UNKNOWN, Said, Transcript
from workers.transcripts.text import decode_text

__all__ = ["UNKNOWN", "Said", "Transcript", "form_of", "has_speakers", "read"]

_FORMS: Mapping[str, Callable[[str], Transcript]] = {
    "vtt": read_cue_text,
    "srt": read_cue_text,
    "txt": read_txt,
}
_TURN = re.compile(
    r"^[ \t]*(\[?\(?\d{1,2}:\d\d(:\d\d)?\)?\]?[ \t]*)?[^\W\d_][^:\n<>{}\"]{0,60}:[ \t]+\S",
    re.MULTILINE,
)


def read(data: bytes, form: str) -> Transcript:
    """Everything that is said, in order of time; `form` is what `form_of` tells.

    `speaker` is empty only where nobody is named at all. Raises `Refused(NO_UTTERANCES)` where
    nobody says anything.
    """
    found = _FORMS[form](decode_text(data))
    said = _unite(name_unnamed(_leave_out_doubles(found)))
    joined = join_parts(said)
    spoken, invented = leave_out_inventions(begin_at_zero(joined.said, HOUR_S))
    if not spoken:
        raise Refused(Why.NO_UTTERANCES)
    return found._replace(
        said=spoken,
        invented=invented,
        parts=joined.parts,
        unattributed=sum(one.speaker == UNKNOWN for one in spoken),
    )


def form_of(data: bytes, name: str) -> str:
    """The form of a transcript called `name`: by its text, and only then by its name."""
    text = decode_text(data).lstrip("\ufeff \n\t")
    if text.startswith("WEBVTT"):
        return "vtt"
    if holds_cues(text):
        return "srt"
    extension = PurePosixPath(name).suffix.removeprefix(".").lower()
    return extension if extension in _FORMS else "txt"


def has_speakers(text: str) -> bool:
    """Whether several lines of `text` begin with `Name:`, whatever the file is called."""
    return len(_TURN.findall(text)) > 1


def _leave_out_doubles(transcript: Transcript) -> Sequence[Said]:
    """Each stretch once: programs write some cues twice, at the same time and in the same words."""
    if transcript.times_estimated:
        return transcript.said
    return list(dict.fromkeys(transcript.said))


def _unite(said: Sequence[Said]) -> list[Said]:
    shown = unite_spellings(one.speaker for one in said if one.speaker)
    return [one._replace(speaker=shown.get(one.speaker, one.speaker)) for one in said]
