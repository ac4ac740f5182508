"""Ways of writing: what programs put around names and times is in nobody's way."""

from __future__ import annotations

import json

import pytest

from tests.workers.transcripts.files import make_vtt, read, who_says, who_when
from workers import transcripts
from workers.transcripts import UNKNOWN

BOTH = [("Ida Fern", "It went well."), ("Jon Reed", "It went badly.")]
THREE = [*BOTH, ("Ida Fern", "Oh.")]


@pytest.mark.parametrize(
    "text",
    [
        "1. Ida Fern: It went well.\n2. Jon Reed: It went badly.\n3. Ida Fern: Oh.\n",
        "7\tIda Fern: It went well.\n8\tJon Reed: It went badly.\n9\tIda Fern: Oh.\n",
        (
            "SPEAKER: Ida Fern\nIt went well.\n\nSPEAKER: Jon Reed\nIt went badly.\n\n"
            "SPEAKER: Ida Fern\nOh.\n"
        ),
        "Ida Fern 0:00:05 It went well.\nJon Reed 0:00:09 It went badly.\nIda Fern 0:00:12 Oh.\n",
        (
            "IF\nIda Fern\n0:05\nIt went well.\nJR\nJon Reed\n0:09\nIt went badly.\n"
            "IF\nIda Fern\n0:12\nOh.\n"
        ),
        (
            "00:00:05:00 00:00:08:00\nIda Fern: It went well.\n\n"
            "00:00:09:00 00:00:11:00\nJon Reed: It went badly.\n\n"
            "00:00:12:00 00:00:13:00\nIda Fern: Oh.\n"
        ),
        "## Ida Fern\n\nIt went well.\n\n## Jon Reed\n\nIt went badly.\n\n## Ida Fern\n\nOh.\n",
    ],
)
def test_names_in_other_clothes(text: str) -> None:
    assert who_says(text, "txt") == THREE


@pytest.mark.parametrize(
    "text",
    [
        "`00:05` **Ida Fern**: It went well.\n\n`00:09` **Jon Reed**: It went badly.\n",
        (
            "**Ida Fern:** [[00:00:05](https://a.example/1)] It went well.\n\n"
            "**Jon Reed:** [[00:00:09](https://a.example/2)] It went badly.\n"
        ),
        (
            "00;00;05;00 - 00;00;08;00\nIda Fern\nIt went well.\n\n"
            "00;00;09;00 - 00;00;11;00\nJon Reed\nIt went badly.\n"
        ),
        (
            "00:00:05:00 - 00:00:08:00\nIda Fern\nIt went well.\n\n"
            "00:00:09:00 - 00:00:11:00\nJon Reed\nIt went badly.\n"
        ),
        (
            "Ida Fern\n0 minutes 5 seconds0:05\nIda Fern 0 minutes 5 seconds\nIt went well.\n"
            "Jon Reed\n0 minutes 9 seconds0:09\nJon Reed 0 minutes 9 seconds\nIt went badly.\n"
        ),
    ],
)
def test_times_in_other_clothes(text: str) -> None:
    assert who_says(text, "txt") == BOTH
    assert [when for _, when in who_when(text, "txt")] == [5.0, 9.0]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (
            (
                "[11/3 9:00 AM] Ida Fern\nIt went well.\n[11/3 9:01 AM] Jon Reed\nIt went badly.\n"
                "[11/3 9:04 AM] Ida Fern\nOh.\n"
            ),
            [0, 60, 240],
        ),
        (
            (
                "Ida Fern — Today at 9:00 AM\nIt went well.\nJon Reed — Today at 9:01 AM\n"
                "It went badly.\nIda Fern — Yesterday at 9:04 AM\nOh.\n"
            ),
            [0, 60, 240],
        ),
        (
            "[09:00] <Ida_F> It went well.\n[09:01] <Jon_R> It went badly.\n[09:04] <Ida_F> Oh.\n",
            None,
        ),
    ],
)
def test_copies_of_chats(text: str, times: list[float] | None) -> None:
    said = read(text, "txt").said
    assert [one.text for one in said] == [words for _, words in THREE]
    assert said[0].speaker == said[2].speaker != said[1].speaker
    assert said[1].speaker.startswith("Jon")
    assert times is None or [one.start_s for one in said] == times


def test_nicks_need_no_time_and_no_extension() -> None:
    data = b"<ida> It went well.\n<jon> It went badly.\n<ida> Oh.\n"
    for name in ("chat.txt", "chat"):
        form = transcripts.find_form(data, name)
        assert form == "txt"
        assert [one.speaker for one in transcripts.read(data, form).said] == ["ida", "jon", "ida"]
    assert transcripts.find_form(b"<p>One</p>\n<p>Two</p>\n", "page.txt") is None


def test_a_time_alone_is_in_the_half_of_the_day_above_it() -> None:
    text = "Ida Fern  2:00 PM\nIt went well.\nJon Reed  2:01 PM\nNo.\n2:02\nIt went badly.\n"
    assert who_when(text, "txt") == [("Ida Fern", 0.0), ("Jon Reed", 60.0), ("Jon Reed", 120.0)]


def test_noon_comes_after_the_morning() -> None:
    text = "Ida Fern  11:59 AM\nIt went well.\n12:00\nOh.\nJon Reed  12:01 PM\nIt went badly.\n"
    assert who_when(text, "txt") == [("Ida Fern", 0.0), ("Ida Fern", 60.0), ("Jon Reed", 120.0)]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Ida Fern, Tue 9:00 AM\nIt went well.\nJon Reed, Tue 9:01 AM\nIt went badly.\n"
            "Ida Fern, 9:04 AM, Edited\nOh.\n"
        ),
        (
            "Ida Fern  9:00 AM\nIt went well.\nJon Reed :palm_tree:  9:01 AM\nIt went badly.\n"
            "Ida Fern  9:04 AM\nOh.\n"
        ),
        (
            "Ida Fern — 03/11/2026 09:00\nIt went well.\nJon Reed — 03/11/2026 09:01\n"
            "It went badly.\nIda Fern — 03/11/2026 09:04\nOh.\n"
        ),
        (
            "03/11/2026, 21:00 - Ida Fern: It went well.\n"
            "03/11/2026, 21:01 - Jon Reed: It went badly.\n"
            "03/11/2026, 21:04 - Ida Fern: Oh.\n"
        ),
    ],
)
def test_what_chats_add_to_a_head_and_hours_behind_a_date(text: str) -> None:
    said = read(text, "txt").said
    assert [(one.speaker, one.text) for one in said] == THREE
    assert [one.start_s - said[0].start_s for one in said] == [0, 60, 240]


def test_marks_of_time_behind_paragraphs() -> None:
    text = "I: How was it? #00:00:04-5#\n\nB1: It went badly. #00:00:09-2#\n\nI: Oh. #00:00:12-0#\n"
    assert who_when(text, "txt") == [("I", 0.0), ("B1", 4.5), ("I", 9.2)]
    assert "#" not in "".join(words for _, words in who_says(text, "txt"))


def test_labels_of_a_sound_editor() -> None:
    text = "1.000000\t4.000000\tIda: It went well.\n6.000000\t9.000000\tJon: It went badly.\n"
    assert who_when(text, "txt") == [("Ida", 1.0), ("Jon", 6.0)]


def test_a_name_amid_headings_is_not_said_by_whoever_stands_above() -> None:
    text = "Ida: The plan.\nPlan B: we wait.\nJon: I hate it.\nRemember: it is late.\nIda: Right.\n"
    spoken = who_says(text, "txt")
    assert [who for who, words in spoken if "hate" in words] == [UNKNOWN]


def test_numbered_people_of_other_languages() -> None:
    text = "참석자 1 00:01\n안녕하세요.\n\n참석자 2 00:06\n정말 화가 나요.\n"
    assert who_when(text, "txt") == [("참석자 1", 1.0), ("참석자 2", 6.0)]


def test_a_range_behind_a_name_is_no_time_amid_words() -> None:
    text = (
        "SPEAKER_00 [00:00:01 - 00:00:04]: It went well.\nSPEAKER_01 [00:00:06 - 00:00:09]: No.\n"
    )
    assert who_when(text, "txt") == [("SPEAKER_00", 1.0), ("SPEAKER_01", 6.0)]
    assert who_says(text, "txt")[1] == ("SPEAKER_01", "No.")


def test_questions_and_answers() -> None:
    text = "1   Q.  Did it go well?\n2   A.  It went badly.\n3   Q.  Why?\n4   A.  It was late.\n"
    assert [who for who, _ in who_says(text, "txt")] == ["Q", "A", "Q", "A"]


def test_cues_that_hold_json() -> None:
    cue = '{"startDateTime":"2026-11-03T09:00:01","speakerName":"%s","spokenText":"%s"}'
    assert who_says(make_vtt(*(cue % both for both in BOTH))) == BOTH
    deep = '{"a": ' + 20_000 * "[" + 20_000 * "]" + "}"
    assert len(read(make_vtt(deep, "Jon: No.")).said) == 2
    assert who_says(make_vtt('<v Ida>{"a": 1}</v>', "<v Jon>No.</v>"))[0] == ("Ida", '{"a": 1}')


def test_one_line_that_looks_like_another_way_keeps_its_words() -> None:
    text = "Ida Fern: Twice.\nSpeaker: Good evening.\nIda Fern: Again.\n1. Jon Reed: Never.\n"
    assert who_says(text, "txt")[1] == ("Speaker", "Good evening.")
    assert who_says(text, "txt")[-1][1].endswith("Never.")


def test_a_voice_that_stands_before_its_own_words_once_more() -> None:
    cues = make_vtt("<v S00>S00: It went well.", "<v S01>S01: Rule 1: wait.", "<v S00>S01: is it?")
    assert who_says(cues) == [
        ("S00", "It went well."),
        ("S01", "Rule 1: wait."),
        ("S00", "S01: is it?"),
    ]


def test_somebody_whom_a_program_does_not_know() -> None:
    found = read("Ida Fern  0:02\nYes.\n\nUnknown Speaker  0:08\nNo.\n", "txt")
    assert [one.speaker for one in found.said] == ["Ida Fern", UNKNOWN]
    assert found.unattributed == 1


@pytest.mark.parametrize(
    ("value", "speakers", "times"),
    [
        (
            {
                "Transcript": [
                    {
                        "ParticipantId": "AGENT",
                        "Content": "Hello there.",
                        "BeginOffsetMillis": 2000,
                    },
                    {
                        "ParticipantId": "CUSTOMER",
                        "Content": "It broke.",
                        "BeginOffsetMillis": 5000,
                    },
                ]
            },
            ["AGENT", "CUSTOMER"],
            [2.0, 5.0],
        ),
        (
            {
                "lines": [
                    {"startTime": "00:00:02,000", "speakerDesignation": "Ida", "text": "Yes, so."},
                    {"startTime": "00:00:05,000", "speakerDesignation": "Jon", "text": "No, no."},
                ]
            },
            ["Ida", "Jon"],
            [2.0, 5.0],
        ),
        (
            {
                "segments": [
                    {"speaker": "id-a", "start": 2.5, "duration": 1, "text": "Yes, so."},
                    {"speaker": "id-b", "start": 5.0, "duration": 1, "text": "No, no."},
                ],
                "speakers": [{"id": "id-a", "name": "Ida"}, {"id": "id-b", "name": "Jon"}],
            },
            ["Ida", "Jon"],
            [2.5, 5.0],
        ),
        (
            [
                {
                    "speaker": 1,
                    "text": "Yes, so.",
                    "startTime": {"seconds": "2", "nanos": 500000000},
                },
                {"speaker": 2, "text": "No, no.", "startTime": {"seconds": 5}},
            ],
            ["Speaker 1", "Speaker 2"],
            [2.5, 5.0],
        ),
        (
            {
                "timeline": [
                    {"ts": "00:00:02.000", "text": "Yes, so.", "users": [{"username": "Ida"}]},
                    {"ts": "00:00:05.000", "text": "No, no.", "users": [{"username": "Jon"}]},
                ]
            },
            ["Ida", "Jon"],
            [2.0, 5.0],
        ),
    ],
)
def test_fields_of_more_programs(value: object, speakers: list[str], times: list[float]) -> None:
    said = transcripts.read(json.dumps(value).encode(), "json").said
    assert [one.speaker for one in said] == speakers
    assert [one.start_s for one in said] == times


def test_frames_in_tables() -> None:
    table = (
        '"Speaker Name","Start Time","End Time","Text"\n'
        '"Ida Fern","00;00;05;00","00;00;08;05","It went well."\n'
        '"Jon Reed","00:00:09:00","00:00:11:00","It went badly."\n'
    )
    found = read(table, "csv")
    assert [(one.start_s, one.end_s) for one in found.said] == [(5.0, 8.2), (9.0, 11.0)]
    assert not found.times_estimated
