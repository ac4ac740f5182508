"""Transcripts as programs and people write them."""

from __future__ import annotations

import time

import pytest

from workers.charting.moments import find_moments
from workers.domain.errors import Refused, Why
from workers.domain.meeting import Meeting, Note, Remark
from workers.domain.moment import MomentKind
from workers.engines.local.transcript import score_transcript
from workers.examples import find_review, find_transcript

ENDLESS_S = 1e9


def meeting(kind: str, text: str, encoding: str = "utf-8") -> Meeting:
    """Read in this process, as the child does it; `test_apart` has the child itself."""
    return score_transcript(text.encode(encoding), kind, ENDLESS_S, lambda _: None)


def said(found: Meeting) -> list[tuple[str, float, str]]:
    return [(one.speaker, one.start_s, one.text) for one in found.utterances]


VOICES = """WEBVTT - made by hand

NOTE
This is nobody's speech: nor is this.

STYLE
::cue { color: white }

0a1b-4f/12-0
00:00:01.000 --> 00:00:03.500 align:start
<v Ada Moss>Good <i>morning</i> &amp; welcome.</v>

00:03.500 --> 00:05.000
<v.loud Ben Oak>Morning!</v>
"""
ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:03.500
Ada Moss: Good morning & welcome.

2
00:00:03.500 --> 00:00:05.000
Ben Oak: Morning!
"""
SRT = """1
00:00:01,000 --> 00:00:03,500
Ada Moss: Good morning & welcome.

2
00:00:03,500 --> 00:00:05,000
<font color="white">Ben Oak: Morning!</font>
"""
OTTER = """Weekly call

Ada Moss  0:01
Good morning & welcome.

Ben Oak  0:03
Morning!
"""
ZOOM_TXT = """[Ada Moss] 00:00:01
Good morning & welcome.

[Ben Oak] 00:00:03
Morning!
"""
REV = "Ada Moss (00:01):\nGood morning\n& welcome.\n\nBen Oak (00:03):\nMorning!\n"
TEAMS_DOC = """00:00:01.000 --> 00:00:03.000
Ada Moss:
Good morning & welcome.
00:00:03.000 --> 00:00:05.000
Ben Oak:
Morning!
"""
STAMPED = "[00:01] Ada Moss: Good morning & welcome.\n(0:03) Ben Oak: Morning!\n"
TEAMS_PAGE = """Ada Moss
0 minutes 1 second
0:01
Ada Moss 0 minutes 1 second
Good morning
& welcome.
Ben Oak
0 minutes 3 seconds
0:03
Ben Oak 0 minutes 3 seconds
Morning!
"""
TEAMS_COPY = """Weekly call-20300102_100000-Meeting Recording
January 2, 2030, 10:00AM
52m 1s

Ada Moss started transcription

Ada Moss   0:01
Good morning & welcome.

Ben Oak   0:03
Morning!

Ben Oak stopped transcription
"""
ARROWS = """0:0:1.0 --> 0:0:2.550
Ada Moss
Good morning & welcome.
0:0:3.210 --> 0:0:4.550
Ben Oak
Morning!
"""
TIME_BELOW = "Ada Moss\n0:01\nGood morning & welcome.\n\nBen Oak\n0:03\nMorning!\n"
BEHIND = "Ada Moss: [0:01]\nGood morning & welcome.\nBen Oak:\t00:00:03\nMorning!\n"
MARKDOWN = (
    "# Call\n\n**Ada Moss** (0:01): Good morning & welcome.\n\n**Ben Oak:** [0:03] Morning!\n"
)
TABS = "00:00:01\tAda Moss\tGood morning & welcome.\n00:00:03\tBen Oak\tMorning!\n"
WEBEX = """WEBVTT

1 "Ada Moss" (1234567)
00:00:01.000 --> 00:00:03.000
Good morning &amp; welcome.

2 "Ben Oak" (7654321)
00:00:03.000 --> 00:00:05.000
Morning!
"""
CHEVRONS = """WEBVTT

00:01.000 --> 00:03.000
&gt;&gt; Ada Moss: Good morning
&amp; welcome.

00:03.000 --> 00:05.000
>> Ben Oak: Morning!
"""
SLOPPY = """1
0:0:1,0-->0:00:02,50 X1:10 X2:20
- Ada Moss: Good morning & welcome.
2
00:00:03.000 -> 00:00:04.000
{\\an8}Ben Oak: {\\i1}Morning!{\\i0}
"""
LED = "00:00:01 Ada Moss: Good morning & welcome.\n00:00:03 - Ben Oak: Morning!\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("vtt", VOICES),
        ("vtt", ZOOM),
        ("srt", SRT),
        ("txt", OTTER),
        ("txt", ZOOM_TXT),
        ("txt", REV),
        ("txt", TEAMS_DOC),
        ("txt", STAMPED),
        ("txt", LED),
        ("txt", TEAMS_PAGE),
        ("txt", TEAMS_COPY),
        ("txt", ARROWS),
        ("txt", TIME_BELOW),
        ("txt", BEHIND),
        ("txt", MARKDOWN),
        ("txt", TABS),
        ("vtt", WEBEX),
        ("vtt", CHEVRONS),
        ("srt", SLOPPY),
    ],
    ids=[
        *("voices", "zoom", "srt", "otter", "zoom-txt", "rev", "teams-doc", "stamped", "led"),
        *("teams-page", "teams-copy", "arrows", "time-below", "behind", "markdown", "tabs"),
        *("webex", "chevrons", "sloppy"),
    ],
)
def test_every_form_says_the_same(kind: str, text: str, ends: str, encoding: str) -> None:
    found = meeting(kind, text.replace("\n", ends), encoding)
    first, second = said(found)
    assert first == ("Ada Moss", 1.0, "Good morning & welcome.")
    assert (second[0], int(second[1]), second[2]) == ("Ben Oak", 3, "Morning!")
    assert not found.draft
    assert not found.speakers_estimated
    assert found.notes == ()


def test_the_demo_transcript() -> None:
    found = score_transcript(find_transcript().read_bytes(), "vtt", ENDLESS_S, lambda _: None)
    assert found.speakers == ("Nora", "Victor", "Walter")
    assert len(found.utterances) == 22
    assert found.length_s == pytest.approx(54, abs=1)


def test_the_meeting_to_show_has_one_true_dip_and_one_true_rise() -> None:
    found = score_transcript(find_review().read_bytes(), "vtt", ENDLESS_S, lambda _: None)
    assert 480 < found.end_s < 720
    dip, rise = find_moments(found)
    assert (dip.kind, dip.topic, len(dip.speakers)) == (MomentKind.DIP, "hidden costs", 1)
    assert (rise.kind, rise.topic, len(rise.speakers)) == (MomentKind.RISE, "floor plan", 2)
    assert dip.polarity < -0.3 < 0.3 < rise.polarity


def test_broken_cues_are_counted() -> None:
    text = (
        ZOOM
        + "\n3\n00:00:0x.000 --> nonsense\nBen Oak: Lost.\n\n4\n00:09.000 --> 00:08.000\nAda: No.\n"
    )
    found = meeting("vtt", text)
    assert said(found)[2] == ("Ada", 9.0, "No.")
    assert found.notes == (Note(Remark.CUES_SKIPPED, {"count": 1}),)


def test_several_voices_share_a_cue_by_their_words() -> None:
    cue = "<v Ada>One two three</v>\n<v Ben>four</v>"
    found = meeting("vtt", f"WEBVTT\n\n00:00.000 --> 00:04.000\n{cue}\n")
    assert [(one.speaker, one.start_s, one.end_s) for one in found.utterances] == [
        ("Ada", 0, 3),
        ("Ben", 3, 4),
    ]


def test_words_without_a_name_go_on_with_a_sentence() -> None:
    cues = "Ada: So here is the thing", "we said: no more of it.", "Ben: Note: I agree."
    assert said_in_cues(*cues) == [
        ("Ada", "So here is the thing we said: no more of it."),
        ("Ben", "Note: I agree."),
    ]


def test_where_no_sentence_ends_small_letters_go_on_with_nobody() -> None:
    cues = "Ada: So here is the thing", "we said: no more of it", "Ben: Note: I agree"
    assert [speaker for speaker, _ in said_in_cues(*cues)] == ["Ada", "Unknown speaker", "Ben"]


def said_in_cues(*cues: str) -> list[tuple[str, str]]:
    """Who is found to say what in a second of each."""
    text = "".join(f"00:0{at}.000 --> 00:0{at + 1}.000\n{cue}\n\n" for at, cue in enumerate(cues))
    return [(one.speaker, one.text) for one in meeting("vtt", "WEBVTT\n\n" + text).utterances]


ROLLING = """WEBVTT
Kind: captions

00:00:00.000 --> 00:00:02.500 align:start position:0%
 \n\
good<00:00:00.500><c> morning</c>

00:00:02.500 --> 00:00:02.510 align:start position:0%
good morning
 \n\

00:00:02.510 --> 00:00:05.000 align:start position:0%
good morning
and<00:00:03.000><c> welcome</c>

00:00:05.000 --> 00:00:06.000
and welcome
"""


def test_lines_that_scroll_are_said_once() -> None:
    found = meeting("vtt", ROLLING)
    assert [one.text for one in found.utterances] == ["good morning", "and welcome", "and welcome"]


def test_a_change_to_nobody_named_is_not_the_speaker_before() -> None:
    cues = "Ada: So.\n>> Well then.", "- Where?\n- Ben: Here."
    text = "".join(f"00:0{at}.000 --> 00:0{at + 1}.000\n{cue}\n\n" for at, cue in enumerate(cues))
    found = meeting("vtt", "WEBVTT\n\n" + text)
    unknown = "Unknown speaker"
    assert [one.speaker for one in found.utterances] == ["Ada", unknown, unknown, "Ben"]


def test_a_time_in_brackets_goes_on_with_the_speaker() -> None:
    found = meeting("txt", "[0:03] Ada: First.\n[0:08] Ben: Hi.\n[0:12] And then.\n")
    assert said(found)[1:] == [("Ben", 8.0, "Hi."), ("Ben", 12.0, "And then.")]


@pytest.mark.parametrize("text", ["0:03\nhello all\n0:05\nand more\n", "[0:03] hello all\n"])
def test_times_without_any_name(text: str) -> None:
    found = meeting("txt", text)
    assert said(found)[0] == ("Speaker 1", 3.0, "hello all")


def test_dates_before_the_time() -> None:
    text = "[02/01/2030, 10:02:03] Ada: Hello.\n2030-01-02 10:02:08 Ben: Hello.\n"
    found = meeting("txt", text)
    assert [(one.speaker, one.start_s) for one in found.utterances] == [("Ada", 0), ("Ben", 5)]


def test_names_written_small() -> None:
    found = meeting("txt", "ada: first: this.\nben: well.\nada: right.\n")
    assert found.speakers == ("ada", "ben")
    assert found.utterances[0].text == "first: this."


def test_captions_without_any_name() -> None:
    found = meeting("srt", "1\n00:00:01,000 --> 00:00:02,000\nHello there\n")
    assert found.speakers == ("Speaker 1",)


def test_times_are_estimated_and_said_so() -> None:
    words = " ".join(["that"] * 25)
    found = meeting("txt", f"Ada: {words}\nBen: {words}\nAda: yes\n")
    assert [one.start_s for one in found.utterances] == [0, 10, 20]
    assert found.notes == (Note(Remark.TIMES_ESTIMATED),)


def test_meet_gives_a_time_every_few_minutes() -> None:
    text = """Planning (2030-01-02 10:00 GMT) - Transcript
Attendees
Ada Moss, Ben Oak
Transcript
00:00:00
Ada Moss: Good morning.
Ben Oak: Morning, shall we start with the plan?
00:05:00
Ada Moss: That was quick.
"""
    found = meeting("txt", text)
    assert [(one.speaker, one.start_s) for one in found.utterances] == [
        ("Ada Moss", 0.0),
        ("Ben Oak", pytest.approx(0.8)),
        ("Ada Moss", 300.0),
    ]
    assert found.notes == (Note(Remark.TIMES_ESTIMATED),)


def test_the_clock_on_the_wall() -> None:
    found = meeting("txt", "[10:02:30] Ada: Hello there.\n[10:03:00] Ben: Hello.\n")
    assert [one.start_s for one in found.utterances] == [0, 30]


@pytest.mark.parametrize(
    "name",
    [
        *("Ada", "Ada Moss", "Ada van der Moss", "Dr. Ada Moss", "Ada O'Moss", "d'Artagnan Oak"),
        *("ADA MOSS", "Ada Moss (Guest)", "Ada Moss (she/her)", "Moss, Ada", "A. Moss", "田中"),
        *("Мария", "speaker 1", "Speaker_00", "SPEAKER 2", "+1 415 555 0100", "ada@example.com"),
        *("Jean-Luc Oak", "Room 4", "Élodie", "Ada Moss [Example Co]", "Zoë 🎉", "Q", "He Wei"),
    ],
)
def test_names(name: str) -> None:
    found = meeting("txt", f"{name}: That is fine with me.\nZoe Fir: Good.\n")
    assert found.speakers == (name, "Zoe Fir")


@pytest.mark.parametrize(
    "line",
    [
        "note that this: is not a name",
        "Agenda: the plan",
        "Well, here is what I think. the plan: go on",
        "https://example.com/page",
        'He said "wait": and we waited',
        *("So: let's go", "However: no.", "Step 1: wait.", "The Plan: go", "Monday: nothing"),
        "May 4: nothing",
    ],
)
def test_not_names(line: str) -> None:
    found = meeting("txt", f"Ada: First.\n{line}\n")
    assert found.speakers == ("Ada",)
    assert " ".join(one.text for one in found.utterances) == f"First. {line}"


@pytest.mark.parametrize(
    ("kind", "text"),
    [("vtt", "WEBVTT\n"), ("srt", "nothing"), ("txt", "a letter,\nto nobody"), ("txt", "Ada:\n")],
)
def test_nobody_says_anything(kind: str, text: str) -> None:
    with pytest.raises(Refused) as refused:
        meeting(kind, text)
    assert refused.value.why is Why.NO_UTTERANCES


def test_polarity_is_not_muted() -> None:
    found = meeting("txt", "Ada: Great!\nBen: Terrible.\n")
    first, second = (one.polarity for one in found.utterances)
    assert first is not None
    assert first > 0.5
    assert second is not None
    assert second < -0.3


@pytest.mark.parametrize("kind", ["vtt", "txt"])
@pytest.mark.parametrize("unit", ["<v ", "<i.", "{\\", " ", "*", "1:11 ", "a\n"])
def test_odd_signs_by_the_thousand_take_no_longer(kind: str, unit: str) -> None:
    head = {"vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n", "txt": ""}[kind] + "Ada: x"
    started = time.process_time()
    meeting(kind, head + unit * 100_000 + "x")
    assert time.process_time() - started < 3


@pytest.mark.parametrize("kind", ["vtt", "srt", "txt"])
def test_large_transcripts(kind: str) -> None:
    """Nearly half of the 10 MB that must pass."""
    line = "Ada Moss: " + "so we looked at the plan for the next week " * 12
    cue = {
        "vtt": "{h:02}:{m:02}:{s:02}.000 --> {h:02}:{m:02}:{s:02}.900\n{line}\n\n",
        "srt": "1\n{h:02}:{m:02}:{s:02},000 --> {h:02}:{m:02}:{s:02},900\n{line}\n\n",
        "txt": "[{h:02}:{m:02}:{s:02}] {line}\n",
    }[kind]
    lines = [cue.format(h=at // 3600, m=at // 60 % 60, s=at % 60, line=line) for at in range(7600)]
    text = ("WEBVTT\n\n" if kind == "vtt" else "") + "".join(lines)
    assert len(text) > 4_000_000
    started = time.process_time()
    found = meeting(kind, text)
    assert time.process_time() - started < 8
    assert len(found.utterances) == 7600


def test_what_is_not_english_has_words_and_times_but_no_polarity() -> None:
    german = (
        "Die Liste ist nicht fertig, und das ist schlecht. Wir haben das so nicht geplant. " * 4
    )
    english = "I think that's great, and you should say so. We've got the time for it now. " * 4
    found = meeting("txt", f"Ada: {english}\nBen: {german}\n")
    assert {one.polarity is None for one in found.utterances if one.speaker == "Ben"} == {True}
    assert {one.polarity is None for one in found.utterances if one.speaker == "Ada"} == {False}
    assert Note(Remark.LANGUAGE_UNSCORED) in found.notes
