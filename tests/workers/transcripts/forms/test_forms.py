"""Forms: JSON by its shape, tables, Word, captions in XML and for screens."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.workers.transcripts.documents import (
    FIRST,
    SECOND,
    dump_json,
    make_docx,
    make_json_shapes,
    zip_document,
)
from workers import transcripts
from workers.domain.errors import Refused, Why
from workers.transcripts import UNKNOWN, Transcript

SHAPES = tuple(make_json_shapes())


def read(data: bytes, name: str) -> Transcript:
    form = transcripts.find_form(data[:4096], name)
    assert form is not None
    return transcripts.read(data, form)


def who_what(data: bytes, name: str) -> list[tuple[str, str]]:
    return [(one.speaker, one.text) for one in read(data, name).said]


@pytest.mark.parametrize(
    ("value", "who"), [shape[1:] for shape in SHAPES], ids=[s[0] for s in SHAPES]
)
def test_json_by_its_shape(value: Any, who: tuple[str, str]) -> None:
    found = read(dump_json(value), "export.json")
    assert [(one.speaker, one.text) for one in found.said] == [(who[0], FIRST), (who[1], SECOND)]
    assert found.said[1].start_s - found.said[0].start_s == pytest.approx(4)
    assert not found.times_estimated


def test_lines_of_json() -> None:
    lines = b"\n".join(
        b'{"speakerName": "%s", "spokenText": "%s"}' % one
        for one in ((b"Ada", b"Yes"), (b"Ben", b"No"))
    )
    assert who_what(lines, "x.jsonl") == [("Ada", "Yes"), ("Ben", "No")]


def test_json_that_does_not_know_who() -> None:
    rows = [
        {"speaker": who, "text": "Well.", "start": at} for at, who in enumerate(("Ada", None, ""))
    ]
    assert [who for who, _ in who_what(dump_json(rows), "x.json")] == ["Ada", UNKNOWN, UNKNOWN]


def test_json_that_leaves_the_speaker_out_goes_on() -> None:
    rows = [{"speaker": "A", "text": "Well.", "start": 0}, {"text": "Yes.", "start": 2}]
    assert [who for who, _ in who_what(dump_json({"segments": rows}), "x.json")] == ["A", "A"]


def test_labels_among_the_words_of_json() -> None:
    rows = [{"text": f"{who}: Well.", "start": at} for at, who in enumerate(("Ada", "Ben", "Ada"))]
    assert [who for who, _ in who_what(dump_json(rows), "x.json")] == ["Ada", "Ben", "Ada"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b'{"segments": [{"text": ', Why.UNREADABLE),
        (b'{"name": "x", "scripts": {"text": 1}}', Why.NOT_A_RECORDING),
        (b"[" * 100_000, Why.UNREADABLE),
        (b"[" + b"[]," * 900_000 + b"[]]", Why.TRANSCRIPT_TOO_LONG),
    ],
)
def test_json_that_is_none(text: bytes, why: Why) -> None:
    with pytest.raises(Refused) as refused:
        transcripts.read(text, "json")
    assert refused.value.why is why


TABLES = [
    (
        'Speaker,Start Time,End Time,Text\nAda,0:01,0:04,"Well, yes\nand no"\nBen,0:05,0:08,No\n',
        "csv",
    ),
    (
        (
            "start_ms\tend_ms\tname\tsentence\n1000\t4000\tAda\tWell, yes and no\n"
            "5000\t8000\tBen\tNo\n"
        ),
        "tsv",
    ),
    ("Sprecher;Beginn;Text\nAda;1.0;Well, yes and no\nBen;5.0;No\n", "csv"),
    ('Notes\nstart,duration,who,quote\n1,3,Ada,"Well, yes and no"\n5,3,Ben,No\n', "csv"),
    (
        (
            "| Time | Speaker | Words |\n|---|---|---|\n| 0:01 | Ada | Well, yes and no |\n"
            "| 0:05 | Ben | No |\n"
        ),
        "md",
    ),
]


@pytest.mark.parametrize(("table", "extension"), TABLES)
def test_tables(table: str, extension: str) -> None:
    found = read(table.encode(), f"x.{extension}")
    assert [(one.speaker, one.start_s, one.text) for one in found.said] == [
        ("Ada", 1.0, "Well, yes and no"),
        ("Ben", 5.0, "No"),
    ]


def test_a_table_with_an_empty_name_and_one_without_a_header() -> None:
    table = b"speaker,text\nAda,Well\n,Awful\n"
    assert who_what(table, "x.csv") == [("Ada", "Well"), (UNKNOWN, "Awful")]
    with pytest.raises(Refused) as refused:
        transcripts.read(b"a,b,c\n1,2,3\n", "csv")
    assert refused.value.why is Why.NOT_A_RECORDING


def test_words_docx_as_teams_saves_it() -> None:
    data = make_docx(
        "Weekly-Meeting Transcript",
        "Ada Moss started transcription",
        "Ada Moss   0:03\nIt was: good.",
        "Ben Oak (Guest)   0:09\nNo.",
        "Ada Moss   0:12\nYes.",
    )
    found = read(data, "weekly.docx")
    assert [(one.speaker, one.start_s, one.text) for one in found.said] == [
        ("Ada Moss", 3.0, "It was: good."),
        ("Ben Oak (Guest)", 9.0, "No."),
        ("Ada Moss", 12.0, "Yes."),
    ]


def test_a_docx_with_a_table_with_captions_and_with_lines() -> None:
    right = [("Ada", "Yes."), ("Ben", "No.")]
    rows = (("Time", "Speaker", "Words"), ("0:01", "Ada", "Yes."), ("0:05", "Ben", "No."))
    assert who_what(make_docx(table=rows), "x.docx") == right
    cues = (
        "WEBVTT",
        "",
        "00:01.000 --> 00:02.000",
        "Ada: Yes.",
        "",
        "00:03.000 --> 00:04.000",
        "Ben: No.",
    )
    assert who_what(make_docx(*cues), "x.docx") == right
    assert who_what(make_docx("Ada: Yes.", "", "Ben: No."), "x") == right


def test_a_docx_that_unpacks_to_too_much_is_refused() -> None:
    bomb = zip_document("<w>" + " " * 40_000_000 + "</w>")
    assert len(bomb) < 100_000
    with pytest.raises(Refused) as refused:
        transcripts.read(bomb, "docx")
    assert refused.value.why is Why.TRANSCRIPT_TOO_LONG


ENTITIES = '<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><tt><body>&b;</body></tt>'


@pytest.mark.parametrize(
    ("data", "form", "why"),
    [
        (ENTITIES.encode(), "ttml", Why.UNREADABLE),
        (zip_document(ENTITIES), "docx", Why.UNREADABLE),
        (zip_document("<x/>", "xl/workbook.xml"), "docx", Why.NOT_A_RECORDING),
        (b"PK\x03\x04 and no more", "docx", Why.UNREADABLE),
        (b"<tt><body>", "ttml", Why.UNREADABLE),
        (b"<tt>" + b"<p/>" * 500_000 + b"</tt>", "ttml", Why.TRANSCRIPT_TOO_LONG),
    ],
)
def test_hostile_documents(data: bytes, form: str, why: Why) -> None:
    with pytest.raises(Refused) as refused:
        transcripts.read(data, form)
    assert refused.value.why is why


TTML = """<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:m="urn:m" xmlns:p="urn:p"
 p:frameRate="25"><head><m:agent xml:id="s1"><m:name>Ada Moss</m:name></m:agent>
<m:agent xml:id="s2"><m:name>Ben Oak</m:name></m:agent></head><body><div begin="1s">
<p begin="00:00:00:05" end="3s" m:agent="s1">So <span>good</span>,<br/>so &lt;b&gt;.</p>
<p begin="4000ms" dur="3s" m:agent="s2">No.</p></div></body></tt>"""


def test_captions_in_xml() -> None:
    found = read(TTML.encode(), "x.ttml")
    assert [(one.speaker, one.start_s, one.end_s, one.text) for one in found.said] == [
        ("Ada Moss", 1.2, 4.0, "So good, so <b>."),
        ("Ben Oak", 5.0, 8.0, "No."),
    ]
    plain = '<tt><body><p begin="1s">Ada: Yes.</p><p begin="3s">Ben: No.</p></body></tt>'
    assert who_what(plain.encode(), "x.dfxp") == [("Ada", "Yes."), ("Ben", "No.")]


ASS = """[Script Info]
Title: Weekly: all

[Events]
Format: Layer, Start, End, Style, {field}, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,Ada,0,0,0,,Nobody says this.
Dialogue: 0,0:00:01.00,0:00:04.00,Default,{first},0,0,0,,{{\\i1}}Well, yes{{\\i0}}\\Nand no
Dialogue: 0,0:00:05.00,0:00:08.00,Default,{second},0,0,0,,{label}No
Dialogue: 0,0:00:09.00,0:00:10.00,Default,,0,0,0,,{{\\p1}}m 0 0 l 1 1
"""


@pytest.mark.parametrize("field", ["Name", "Actor"])
def test_captions_for_screens(field: str) -> None:
    text = ASS.format(field=field, first="Ada", second="Ben", label="")
    found = read(text.encode(), "x.ass")
    assert [(one.speaker, one.start_s, one.text) for one in found.said] == [
        ("Ada", 1.0, "Well, yes and no"),
        ("Ben", 5.0, "No"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("WEBVTT\n\n", "x.txt", "vtt"),
        ("1\n00:00:01,000 --> 00:00:02,000\nAda: Yes\n", "x.txt", "srt"),
        ("0:00:01.000,0:00:02.000\nAda: Yes\n", "", "sbv"),
        ("Ada: Yes.\nBen: No.\n", "", "txt"),
        ("Ada: Yes.\nBen: No.\n", "x.srt", "txt"),
        ("[Ada Moss] 00:01\nYes.\n", "x.txt", "txt"),
        ("[0:01] Ada: Yes.\n", "x.md", "txt"),
        ('{"segments": []}', "", "json"),
        ('{"a": 1}', "x.json", "json"),
        ('{"a": 1}', "", None),
        ("<!doctype html><p>Ada: Yes.\nBen: No.\n", "x.txt", None),
        ("<?xml version='1.0'?><rss/>", "x.ttml", None),
        ("words and words", "", None),
        ("Ada: Yes.\nBen: No.\n", "x.mp3", None),
        ("\x00\x01\x02", "x.txt", None),
    ],
)
def test_forms_are_told_by_their_text_first(text: str, name: str, form: str | None) -> None:
    assert transcripts.find_form(text.encode(), name) == form


@pytest.mark.parametrize("name", ["notes.rtf", "notes.txt", "notes"])
def test_marks_of_rich_text_are_no_words_and_nobody(name: str) -> None:
    text = rb"{\rtf1\ansi Ida: It went well.\par Jon: It went badly.\par Ida: Oh.}"
    assert transcripts.find_form(text, name) is None


def test_cells_without_end_are_no_table() -> None:
    row = "\t".join(["1.0"] * 40_000)
    started = time.process_time()
    assert transcripts.find_form(f"{row}\n{row}\n".encode()[:4096], "x.csv") == "csv"
    with pytest.raises(Refused):
        transcripts.read(f"{row}\n{row}\n".encode(), "csv")
    assert time.process_time() - started < 4
