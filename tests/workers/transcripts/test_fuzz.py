"""Any bytes are a transcript or a refusal, and words go to nobody whose label stands not before."""

from __future__ import annotations

import html
import io
import itertools
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workers.transcripts.documents import dump_json, make_docx, make_json_shapes
from workers import transcripts
from workers.domain.errors import Refused
from workers.transcripts import UNKNOWN, Transcript

FORMS = ("ass", "csv", "docx", "json", "sbv", "srt", "ttml", "txt", "vtt")
PIECES = (
    *("Ada Moss", "ben", "spk_0", "You", "Plan B", "Note", "he said", "(speaker 1)", "[Cleo Fir]"),
    *(
        "Room 3: Ada Moss",
        "Why? Not!",
        ":",
        ": ",
        "：",
        "\n",
        "\n\n",
        "- ",
        ">> ",
        "<v Ada>",
        "</v>",
    ),
    *(
        "<v >",
        "0:03",
        "[00:01:02]",
        "00:00:01.000 --> 00:00:02.000\n",
        "00:00:09.000 --> 00:00:03\n",
    ),
    *(
        '7 "Eve" (1)\n',
        '8 "" (0)\n',
        "1\n",
        "WEBVTT\n\n",
        "NOTE ",
        "Summary\n",
        "Transcript\n",
        " ",
    ),
    *("  ", "\t", "[Music]", "Thanks for watching!", "&lt;", "@", "**", "[1.0s - 2.0s] ", ",", "|"),
)
EXAMPLES = {
    "json": [dump_json(value) for _, value, _ in make_json_shapes()],
    "docx": [make_docx("Ada Moss  0:03\nYes.", "Ben: No.", table=(("a", "b"), ("c", "d")))],
    "ttml": [b'<tt><body><p begin="1s" end="2s">Ada: Yes.<br/>No</p></body></tt>'],
    "csv": [b"start,end,speaker,text\n1,2,Ada,Yes\n3,4,,No\n"],
    "ass": [
        (
            b"[Script Info]\n[Events]\nFormat: Start, End, Name, Text\n"
            b"Dialogue: 0:00:01.0,0:00:02.0,A,b\n"
        )
    ],
}

quick = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


def read_anything(data: bytes, form: str) -> Transcript | None:
    """What is read, or None where it is refused; anything else raised is a fault."""
    try:
        return transcripts.read(data, form)
    except Refused:
        return None


@pytest.mark.parametrize("form", FORMS)
@quick
@given(data=st.binary(max_size=600))
def test_any_bytes(form: str, data: bytes) -> None:
    read_anything(data, form)


@quick
@given(data=st.binary(max_size=600), name=st.sampled_from(("x", *(f"x.{form}" for form in FORMS))))
def test_any_bytes_have_a_form_or_none(data: bytes, name: str) -> None:
    form = transcripts.find_form(data, name)
    if form is not None:
        read_anything(data, form)


@pytest.mark.parametrize("form", sorted(EXAMPLES))
@quick
@given(draw=st.data())
def test_damaged_documents(form: str, draw: st.DataObject) -> None:
    whole = draw.draw(st.sampled_from(EXAMPLES[form]))
    at = draw.draw(st.integers(0, len(whole) - 1))
    until = draw.draw(st.integers(at, min(len(whole), at + 40)))
    read_anything(whole[:at] + draw.draw(st.binary(max_size=30)) + whole[until:], form)


@pytest.mark.parametrize("form", ["srt", "txt", "vtt"])
@quick
@given(draw=st.data())
def test_words_go_to_nobody_whose_label_stands_not_before_them(
    form: str, draw: st.DataObject
) -> None:
    pieces = draw.draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
    numbers = itertools.count()
    text = "".join(
        f"{piece}w{next(numbers):03} " if one else piece
        for piece, one in zip(
            pieces,
            draw.draw(st.lists(st.booleans(), min_size=len(pieces), max_size=len(pieces))),
            strict=True,
        )
    )
    found = read_anything(text.encode(), form)
    for one in found.said if found else ():
        tokens = [word for word in one.text.split() if word[:1] == "w" and word[1:4].isdigit()]
        if one.speaker in {"", UNKNOWN} or not tokens:
            continue
        before = fold(text[: text.index(tokens[0][:4])])
        assert fold(one.speaker) in before, (one, text)


def fold(words: str) -> str:
    plain = html.unescape(words.replace("：", ":").replace("</v>", "").replace("*", ""))
    return "".join(plain.casefold().split())


UNITS = (
    *(
        "a",
        "a ",
        ":",
        "0:",
        "1:11 ",
        "(",
        "[",
        "<v ",
        "<i.",
        "{\\",
        "*",
        "_",
        "\n",
        "a\n",
        "Ada:\n",
    ),
    *("Ada: b\n", "\n\n", " ", "\t", "0", "00:00:01 ", "-->", "- ", ">>", "&lt;", "Speaker 1: "),
    *(
        "(a)",
        "♪",
        "thank you ",
        "Thanks! ",
        "Summary\n",
        "Ada  0:03\n",
        "0:03\nAda\n",
        "Ada\nb\n\n",
    ),
    *(
        "//S00: a// ",
        "[00:01] b ",
        "12/03/2026, 09:14 - Ada: b\n",
        "1.0\t",
        "9:14\tAda\tb\n",
        " - ",
    ),
    *("jan ", "20", "ended after ", "1 minute ", "\\N", "<", "：", "1,", "@", "||", '"', ",", "'"),
)


@pytest.mark.parametrize("form", ["ass", "csv", "srt", "txt", "vtt"])
def test_much_of_anything_takes_no_longer(form: str) -> None:
    heads = {
        "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nAda: x",
        "srt": "1\n00:00:01,000 --> 00:00:02,000\nAda: x",
        "txt": "Ada: x",
        "csv": "speaker,text\nAda,x",
        "ass": EXAMPLES["ass"][0].decode().rstrip(),
    }
    for unit in UNITS:
        data = (heads[form] + unit * (300_000 // len(unit)) + "x").encode()
        started = time.process_time()
        read_anything(data, form)
        assert time.process_time() - started < 4, repr(unit)


def test_a_zip_that_lies_about_its_size() -> None:
    data = bytearray(make_docx("Ada: Yes.", "Ben: No."))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (7).to_bytes(4, "little")
    assert zipfile.is_zipfile(io.BytesIO(bytes(data)))
    read_anything(bytes(data), "docx")


AT_THE_LIMIT = """
import resource, sys, time
from workers import transcripts
clock = "[{:02}:{:02}:{:02}] Ada: words".format
lines = (clock(at // 3600, at // 60 % 60, at % 60) for at in range(39_999))
data = chr(10).join(lines).encode()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
said = transcripts.read(data, "txt").said
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(len(said), grown / 1024, time.process_time() - started)
"""


def test_as_much_as_is_read_takes_little_memory_and_seconds() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", AT_THE_LIMIT], capture_output=True, text=True, check=True
    )
    stretches, grown_mb, took_s = map(float, ended.stdout.split())
    assert (stretches, grown_mb < 200, took_s < 10) == (39_999, True, True), ended.stdout
