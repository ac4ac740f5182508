"""Names in captions become suggestions for those who were heard at the same time."""

from __future__ import annotations

from pathlib import Path

import pytest

from workers.captions.kept import PART, keep_captions, read_named, suggest_names
from workers.domain.meeting import Meeting, Utterance
from workers.domain.recording import Recording

ZOOM = """WEBVTT

1
00:00:00.400 --> 00:00:09.000
Ana Moss: We ship on Friday, I think.

2
00:00:09.500 --> 00:00:20.000
Ben: I would rather wait a week.
"""
HEARD = Meeting(
    engine="local",
    utterances=(
        Utterance("Speaker 1", 0, 9, "we ship on friday", 0.1),
        Utterance("Speaker 2", 10, 20, "i would rather wait", -0.1),
    ),
)


def test_names_come_from_captions_that_were_kept(tmp_path: Path) -> None:
    path = tmp_path / "captions"
    path.write_text(ZOOM)
    saved: dict[str, bytes] = {}
    keep_captions(Recording(link="https://h/", captions=path), saved)
    path.unlink()
    assert suggest_names(HEARD, saved) == {"Speaker 1": "Ana Moss", "Speaker 2": "Ben"}


def test_captions_of_an_earlier_try_are_not_kept() -> None:
    saved = {PART: ZOOM.encode()}
    keep_captions(Recording(link="https://h/"), saved)
    assert saved == {}
    assert suggest_names(HEARD, saved) == {}


def test_subtitles_of_the_other_form_will_do() -> None:
    text = "1\n00:00:01,000 --> 00:00:08,000\nAna: We ship.\n"
    assert [each.speaker for each in read_named(text.encode())] == ["Ana"]


@pytest.mark.parametrize(
    "text", ["", "<html>Sign in</html>", "WEBVTT\n\nbroken", ZOOM.replace(": ", " "), "\x00" * 99]
)
def test_what_names_nobody_suggests_nobody(text: str) -> None:
    assert suggest_names(HEARD, {PART: text.encode()}) == {}
