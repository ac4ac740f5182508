"""Files: cues and lines made up for tests, and what is read from them."""

from __future__ import annotations

from workers import transcripts


def make_vtt(*cues: str) -> str:
    """A WebVTT file with these cues, each of three seconds, one every four, the first at 1 s."""
    return "WEBVTT\n\n" + "".join(
        f"{place}\n{_time(4 * place - 3)} --> {_time(4 * place)}\n{cue}\n\n"
        for place, cue in enumerate(cues, 1)
    )


def read(text: str, form: str = "") -> transcripts.Transcript:
    """The transcript in `text`, its form told by its own signs where none is given."""
    data = text.encode()
    return transcripts.read(data, form or transcripts.find_form(data, "x.srt") or "")


def who_says(text: str, form: str = "") -> list[tuple[str, str]]:
    """Speaker and words of everything in `text`."""
    return [(one.speaker, one.text) for one in read(text, form).said]


def who_when(text: str, form: str = "") -> list[tuple[str, float]]:
    """Speaker and start of everything in `text`."""
    return [(one.speaker, one.start_s) for one in read(text, form).said]


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"
