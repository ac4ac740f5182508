"""Transcripts: what a .vtt, .srt or .txt says, by whom and when, taken as it stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from workers.domain.errors import Refused, Why
from workers.transcripts.cues import srt, vtt
from workers.transcripts.lines import txt
from workers.transcripts.said import Said, Transcript
from workers.transcripts.text import text_in

__all__ = ["Said", "Transcript", "form_of", "has_speakers", "read"]

_FORMS: Mapping[str, Callable[[str], Transcript]] = {"vtt": vtt, "srt": srt, "txt": txt}
_CUE = re.compile(r"^\s*\d[\d:]*:\d\d[.,]\d+\s*-->", re.MULTILINE)
_TURN = re.compile(
    r"^[ \t]*(\[?\(?\d{1,2}:\d\d(:\d\d)?\)?\]?[ \t]*)?[^\W\d_][^:\n<>{}\"]{0,60}:[ \t]+\S",
    re.MULTILINE,
)


def read(data: bytes, form: str) -> Transcript:
    """Everything that is said, in order of time; `form` is "vtt", "srt" or "txt".

    Words without a name go on with the speaker before them; `speaker` stays empty only where nobody
    is named at all. Raises `Refused(NO_UTTERANCES)` where nobody says anything.
    """
    found = _FORMS[form](text_in(data))
    said = sorted(found.said, key=lambda one: one.start_s)
    if not said:
        raise Refused(Why.NO_UTTERANCES)
    return found._replace(said=list(_named(said)))


def form_of(data: bytes, name: str) -> str:
    """The form of a transcript called `name`: by its text, and only then by its name."""
    text = text_in(data).lstrip("\ufeff \n\t")
    if text.startswith("WEBVTT"):
        return "vtt"
    if _CUE.search(text):
        return "srt"
    extension = PurePosixPath(name).suffix.removeprefix(".").lower()
    return extension if extension in _FORMS else "txt"


def has_speakers(text: str) -> bool:
    """Whether several lines of `text` begin with `Name:`, whatever the file is called."""
    return len(_TURN.findall(text)) > 1


def _named(said: Iterable[Said]) -> Iterator[Said]:
    said = list(said)
    speaker = next((one.speaker for one in said if one.speaker), "")
    for one in said:
        speaker = one.speaker or speaker
        yield one._replace(speaker=speaker)
