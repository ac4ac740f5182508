"""Transcripts as the text endpoint takes them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from workers.domain.errors import Refused, Why
from workers.engines.symbl.transcript import make_messages

ANCHOR = datetime(2026, 1, 1, 10, tzinfo=UTC)

VTT = """\ufeffWEBVTT - a talk

NOTE nobody says this

1
00:00:01.000 --> 00:00:02.500 align:start
<v.loud Ann>Good <i>morning</i>,
everyone.</v>

00:03.000 --> 00:04.000
Bob: Hello.

00:05.000 --> 00:06.000
And welcome.

00:07.000 --> 00:08.000

"""
SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\nAnn: Good morning.\r\n\r\n2\r\n00:00:03,0 --> 0:0:04,5"
TXT = "[00:01:05] Bob Q.: Hello.\nAnd welcome: to you.\n(1:02:03.5) Ann B.: Yes\n"


def read(folder: Path, name: str, text: str) -> list[dict[str, Any]]:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return make_messages(folder / name, name, ANCHOR)


def test_vtt(tmp_path: Path) -> None:
    assert read(tmp_path, "talk.vtt", VTT) == [
        {
            "payload": {"content": "Good morning, everyone."},
            "from": {"name": "Ann"},
            "duration": {
                "startTime": "2026-01-01T10:00:01.000Z",
                "endTime": "2026-01-01T10:00:02.500Z",
            },
        },
        {
            "payload": {"content": "Hello."},
            "from": {"name": "Bob"},
            "duration": {
                "startTime": "2026-01-01T10:00:03.000Z",
                "endTime": "2026-01-01T10:00:04.000Z",
            },
        },
        {
            "payload": {"content": "And welcome."},
            "from": {"name": "Unknown speaker"},
            "duration": {
                "startTime": "2026-01-01T10:00:05.000Z",
                "endTime": "2026-01-01T10:00:06.000Z",
            },
        },
    ]


def test_srt_with_windows_line_ends(tmp_path: Path) -> None:
    (said,) = read(tmp_path, "talk.srt", SRT)
    assert said["from"] == {"name": "Ann"}
    assert said["payload"] == {"content": "Good morning."}
    assert said["duration"]["endTime"] == "2026-01-01T10:00:02.500Z"


def test_txt_with_names_and_times(tmp_path: Path) -> None:
    said = read(tmp_path, "talk.txt", TXT)
    assert [(s["from"]["name"], s["payload"]["content"]) for s in said] == [
        ("Bob Q.", "Hello. And welcome: to you."),
        ("Ann B.", "Yes"),
    ]
    assert said[0]["duration"]["startTime"] == "2026-01-01T10:01:05.000Z"
    assert said[1]["duration"]["startTime"] == "2026-01-01T11:02:03.500Z"


def test_times_that_are_not_there_are_not_made_up(tmp_path: Path) -> None:
    said = read(tmp_path, "talk.txt", "Ann: Good morning.\nBob: Hello.\n")
    assert [s["from"]["name"] for s in said] == ["Ann", "Bob"]
    assert all("duration" not in each for each in said)


def test_cues_in_a_txt_are_cues(tmp_path: Path) -> None:
    assert len(read(tmp_path, "talk.txt", VTT)) == 3


@pytest.mark.parametrize("text", ["", "WEBVTT\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n"])
def test_nothing_said_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, "talk.vtt", text)
    assert refused.value.why is Why.NO_UTTERANCES


def test_bytes_that_are_no_utf8_do_not_break_it(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_bytes(b"Jos\xe9: Ol\xe1 a todos.")
    (said,) = make_messages(tmp_path / "talk.txt", "talk.txt", ANCHOR)
    assert said["payload"]["content"].endswith("a todos.")
