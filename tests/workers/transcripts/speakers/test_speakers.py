"""Who speaks: labels that are somebody, labels that are nobody, and stretches without any."""

from __future__ import annotations

import pytest

from tests.workers.transcripts.files import make_vtt, read, who_says
from workers.transcripts import UNKNOWN


@pytest.mark.parametrize(
    "name",
    [
        *("ada moss", "ada_dev", "Ada Moss | Oak Inc", 'Ada "Mo" Moss', "iPad", "Friday", "You"),
        *("spk_0", "ch_1", "S04", "ben's phone", "Ada Moss, MD", "Ada [Oak]", "Why? Not!"),
        *("Meeting Room 12 - the Very Long Name of a Town and All Its Guests", "Ada (x) <Oak>"),
        *("Prof. Moss; Botany", "+44 (0)20 7946 0000", "阿达", "아다", "อาดา", "अदा", "آدا", "Q"),
        *("Room 3: Ada Moss", "ada.moss@example.com", "Ada Moss 🌿", "ADA", "Speaker Two"),
    ],
)
@pytest.mark.parametrize("colon", [": ", ":", "："])
def test_where_every_cue_has_a_label_it_is_the_speaker(name: str, colon: str) -> None:
    found = who_says(make_vtt(f"{name}{colon}That is sad.", "Ben Oak: No.", "Cleo Fir: Yes."))
    assert found == [(name, "That is sad."), ("Ben Oak", "No."), ("Cleo Fir", "Yes.")]


@pytest.mark.parametrize(
    "name", ["ada", "ada_dev", "You", "Friday", "Ada | Oak", "spk_0", "Budget"]
)
def test_a_label_that_recurs_in_lines_is_a_speaker(name: str) -> None:
    text = f"{name}: Well.\nBen Oak: No.\nand more of it\nand more\n{name}: Yes.\n"
    assert {who for who, _ in who_says(text, "txt")} == {name, "Ben Oak"}


@pytest.mark.parametrize("label", ["(speaker 0)", "[SPEAKER_01]", "[Ada Moss]:", "(spk_1)"])
@pytest.mark.parametrize("end", [" ", "\n"])
def test_brackets_around_a_speaker(label: str, end: str) -> None:
    found = who_says(make_vtt(f"{label}{end}Bad.", "Ben Oak: No.", "Ben Oak: Yes."))
    assert found[0] == (label.strip("[]():"), "Bad.")


@pytest.mark.parametrize(
    "line", ["Plan B: we wait", "Remember: we ship", "Note: it is hot", "Key point: all is lost"]
)
def test_a_heading_in_a_cue_is_not_said_by_the_speaker_before(line: str) -> None:
    found = read(make_vtt("Ada Moss: Good.", line, "Ben Oak: No.", "Ada Moss: Yes."))
    assert [(one.speaker, one.text) for one in found.said][1] == (UNKNOWN, line)
    assert found.unattributed == 1


@pytest.mark.parametrize("line", ["Plan B: we wait", "Key point: all is lost", "Sales: bad"])
def test_a_heading_among_lines_makes_nobody(line: str) -> None:
    text = f"Ada Moss: Good.\n{line}\nBen Oak: No.\nConclusion: none.\nAda Moss: Yes.\n"
    found = who_says(text, "txt")
    assert [who for who, _ in found] == ["Ada Moss", "Ben Oak", "Ada Moss"]
    assert found[0][1] == f"Good. {line}"


def test_what_may_be_a_label_is_somebody_unknown() -> None:
    text = "Ada Moss: Good.\nSo it was.\nben: Awful.\nand so on\nAda Moss: Yes.\nand on\n"
    assert who_says(text, "txt")[1] == (UNKNOWN, "ben: Awful. and so on")


def test_an_unnamed_cue_among_named_ones_is_unknown() -> None:
    cues = make_vtt("Ada Moss: Good.", "I am furious.", "Ben Oak: No.")
    assert [who for who, _ in who_says(cues)] == ["Ada Moss", UNKNOWN, "Ben Oak"]
    voices = make_vtt("<v Ada Moss>Good.</v>", "<v >Bad.</v>", "Bad.", "<v Ben>No.</v>")
    assert [who for who, _ in who_says(voices)] == ["Ada Moss", UNKNOWN, UNKNOWN, "Ben"]


def test_an_id_that_names_nobody() -> None:
    text = (
        'WEBVTT\n\n1 "Ada Moss" (12)\n00:00:01.000 --> 00:00:02.000\nGood.\n\n'
        '2 "" (0)\n00:00:03.000 --> 00:00:04.000\nBad.\n'
    )
    assert who_says(text) == [("Ada Moss", "Good."), (UNKNOWN, "Bad.")]


def test_names_at_changes_only_carry_on() -> None:
    cues = ("ADA: We went", "and it rained.", "It did.", "BEN: Yes.", "All day.", "ADA: So.")
    who = [who for who, _ in who_says(make_vtt(*cues))]
    assert who == ["ADA", "ADA", "ADA", "BEN", "BEN", "ADA"]


def test_nobody_speaks_before_the_first_label() -> None:
    found = who_says(make_vtt("Awful.", "Ada Moss: Good.", "Ada Moss: Yes.", "Ben Oak: No."))
    assert found[0] == (UNKNOWN, "Awful.")


def test_a_heading_cue_names_the_voice() -> None:
    cues = ("<v >(1 minute pause)", "<v S04>Ada Moss:", "<v S04>[00:00:09]", "<v S04>Good.")
    assert who_says(make_vtt(*cues)) == [("Ada Moss", "Good.")]


def test_names_on_lines_of_their_own() -> None:
    cues = make_vtt("Ada Moss\nGood.", "Ben Oak\nNo.", "Ada Moss\nYes.")
    lines = "Ada Moss\nGood.\n\nBen Oak\nNo.\n\nAda Moss\nYes.\n"
    right = [("Ada Moss", "Good."), ("Ben Oak", "No."), ("Ada Moss", "Yes.")]
    assert who_says(cues) == who_says(lines, "txt") == right


def test_colons_below_heads_make_nobody() -> None:
    text = "Ada Moss  0:03\nTwo things: rain.\nMonday: sun.\nBen Oak: no.\n\nBen Oak  0:09\nOh.\n"
    assert [who for who, _ in who_says(text, "txt")] == ["Ada Moss", "Ben Oak", "Ben Oak"]


@pytest.mark.parametrize(
    "text",
    [
        "[Ada Moss] 10:00:01\nGood.\n\n[ben] 10:00:05\nBad.\n\n[Ada Moss] 10:00:09\nYes.\n",
        "Ada Moss  0:01\nGood.\n\nben  0:05\nBad.\n\nAda Moss  0:09\nYes.\n",
        "[0:01] - Ada Moss\nGood.\n\n[0:05] - ben\nBad.\n\n[0:09] - Ada Moss\nYes.\n",
    ],
)
def test_a_small_name_beside_a_time_keeps_its_words(text: str) -> None:
    found = who_says(text.replace("- ben", "- Ben"), "txt")
    assert [(who.lower(), words) for who, words in found] == [
        *(("ada moss", "Good."), ("ben", "Bad."), ("ada moss", "Yes.")),
    ]


@pytest.mark.parametrize(
    "name", ["ada_dev", "Cleo fir", "Dr. Moss; Botany", "Room 4B - North Wing"]
)
def test_an_odd_name_in_a_head_keeps_its_words(name: str) -> None:
    text = f"Ada Moss  0:01\nYes.\n\n{name}  0:05\nBad.\n\nAda Moss  0:09\nYes.\n"
    assert who_says(text, "txt")[1] == (name, "Bad.")


def test_a_time_among_the_words_below_a_head_makes_nobody() -> None:
    text = "Ada Moss  0:01\nWe meet at 10:30\n\nBen Oak  0:05\nNo.\n\nAda Moss  0:09\nYes.\n"
    assert [who for who, _ in who_says(text, "txt")] == ["Ada Moss", "Ben Oak", "Ada Moss"]


def test_marks_that_nobody_sees() -> None:
    found = who_says(make_vtt("\u200eAda\u00a0Moss\u200f: Good.", "\u202aBen\u202c: No."))
    assert found == [("Ada Moss", "Good."), ("Ben", "No.")]


def test_question_and_answer() -> None:
    text = "Question: How was it?\nAnswer: Awful.\nQuestion: Why?\nAnswer: Rain.\n"
    assert [who for who, _ in who_says(text, "txt")] == ["Question", "Answer"] * 2


def test_a_huddle_as_it_is_copied() -> None:
    text = "@Ada [0:04]: Good.\n@Ben Oak [0:09]: No.\n@Ada [0:12]: Yes.\n"
    assert [(one.speaker, one.start_s) for one in read(text, "txt").said] == [
        ("Ada", 4.0),
        ("Ben Oak", 9.0),
        ("Ada", 12.0),
    ]
