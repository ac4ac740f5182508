"""When: times in all their spellings, and files whose times do not run through."""

from __future__ import annotations

import pytest

from tests.workers.transcripts.files import make_vtt, read, who_says, who_when

CUE = "{number}\n{start} --> {end}\n{words}\n\n"


def cue(start: str, end: str, words: str) -> str:
    return CUE.format(number=1, start=start, end=end, words=words)


def test_blank_lines_inside_cues() -> None:
    text = cue("00:00:01,000", "00:00:02,000", "Ada:\n\n42") + cue(
        "00:00:03,000", "00:00:04,000", "\nBen: No.\n\nNever."
    )
    assert who_says(text) == [("Ada", "42"), ("Ben", "No. Never.")]


def test_arrows_among_the_words() -> None:
    cues = make_vtt("<v Ada>from a --> b\nand b --> c</v>", "<v Ben>No.</v>")
    assert who_says(cues) == [("Ada", "from a --> b and b --> c"), ("Ben", "No.")]


def test_a_cue_that_ends_before_it_starts_keeps_its_words() -> None:
    found = read(cue("00:00:09,000", "00:00:01,000", "Ada: One two three."))
    assert (found.said[0].start_s, found.said[0].end_s) == (9.0, 10.2)
    assert found.skipped == 0


@pytest.mark.parametrize("point", [":", ";"])
def test_frames(point: str) -> None:
    text = cue(f"00:00:01{point}05", f"00:00:02{point}20", "Ada: Good.") + cue(
        f"00:00:03{point}00", f"00:00:04{point}24", "Ben: No."
    )
    first, second = read(text).said
    assert (first.start_s, first.end_s, second.end_s) == (1.2, 2.8, 4.96)


def test_times_that_begin_at_an_hour() -> None:
    text = cue("10:00:01,000", "10:00:02,000", "Ada: a") + cue("10:00:05,0", "10:00:06,0", "Ben: b")
    assert who_when(text) == [("Ada", 0.0), ("Ben", 4.0)]


@pytest.mark.parametrize(
    "text",
    [
        "[23:59:50] Ada: Good evening.\n[00:00:10] Ben: Good morning.\n",
        cue("23:59:50.0", "23:59:55.0", "Ada: a") + cue("00:00:10.0", "00:00:12.0", "Ben: b"),
    ],
)
def test_midnight(text: str) -> None:
    assert who_when(text) == [("Ada", 0.0), ("Ben", 20.0)]


def test_a_second_part_goes_behind_the_first() -> None:
    part = "".join(
        cue(f"00:00:{at:02}.000", f"00:00:{at + 4:02}.000", f"{who}: {{n}} {at}")
        for at, who in ((1, "Ada"), (20, "Ben"))
    )
    found = read(part.replace("{n}", "first") + part.replace("{n}", "second"))
    assert [one.start_s for one in found.said] == [1, 20, 25, 44]
    assert found.parts == 2


def test_a_list_by_speaker_is_no_second_part() -> None:
    text = (
        "".join(
            cue(f"00:01:{at:02}.000", f"00:01:{at + 1:02}.000", f"{who}: {at}")
            for who, times in (("Ada", (1, 40)), ("Ben", (4, 44)))
            for at in times
        )
        .replace("00:01:01", "00:00:01")
        .replace("00:01:04", "00:00:04")
    )
    found = read(text)
    assert [one.speaker for one in found.said] == ["Ada", "Ben", "Ada", "Ben"]
    assert found.parts == 1


@pytest.mark.parametrize(
    "line",
    [
        "[{a}.00s - {b}.00s] {who}: {words}",
        "[{a}.00 - {b}.00] {who}: {words}",
        "[00:0{a}.00 - 00:0{b}.00] {who}: {words}",
        "[00:00:0{a} - 00:00:0{b}] {who}: {words}",
        "00:00:0{a}.000 --> 00:00:0{b}.000 [{who}] {words}",
        "00:00:0{a} - 00:00:0{b} - {who}: {words}",
        "{who} [{a}.0s - {b}.0s]: {words}",
        "{who} (00:0{a} - 00:0{b}): {words}",
    ],
)
def test_ranges(line: str) -> None:
    rows = ((1, 4, "SPEAKER_00", "It was good."), (5, 8, "SPEAKER_01", "It was bad."))
    text = "\n".join(line.format(a=a, b=b, who=who, words=words) for a, b, who, words in rows)
    assert [(one.speaker, one.start_s, one.end_s, one.text) for one in read(text, "txt").said] == [
        ("SPEAKER_00", 1, 4, "It was good."),
        ("SPEAKER_01", 5, 8, "It was bad."),
    ]


def test_times_behind_names() -> None:
    text = "Speaker 1:    00:01    Good.\n\nSpeaker 2:    01:05    Bad: yes.\n"
    assert who_when(text, "txt") == [("Speaker 1", 1.0), ("Speaker 2", 65.0)]
    assert who_says(text, "txt")[1][1] == "Bad: yes."


def test_youtubes_own_captions() -> None:
    text = "0:00:01.000,0:00:04.000\nAda: Good.\n\n0:00:05.000,0:00:08.000\nBen: No.\n"
    assert who_when(text) == [("Ada", 1.0), ("Ben", 5.0)]


def test_times_without_brackets_before_every_line() -> None:
    text = "00:01 It was good.\n00:05 It was bad.\n01:00:09 It was wet.\n"
    found = read(text, "txt").said
    assert [(one.start_s, one.text) for one in found] == [
        (1.0, "It was good."),
        (5.0, "It was bad."),
        (3609.0, "It was wet."),
    ]
