"""Who spoke how much: a table for the eye, the same in lines, and no numbers nobody can know."""

from __future__ import annotations

import pytest

from workers.domain.chart import Row
from workers.domain.level import Level, find_level
from workers.domain.post import Block
from workers.wording.speaker_rows import TABLE_LIMIT, list_speakers, make_speaker_table

ANA = Row("Ana", 310.0, -0.123, Level.NEUTRAL)
BEN = Row("Ben", 690.0, 0.456, Level.MIXED)


def told(table: Block | None) -> list[list[str]]:
    assert table is not None
    return [[cell["text"] for cell in row] for row in table["rows"]]


def test_a_table_has_shares_and_words_and_no_decimals() -> None:
    assert told(make_speaker_table([ANA, BEN])) == [
        ["Speaker", "Share of talk", "Words"],
        ["Ana", "31 %", "mostly neutral"],
        ["Ben", "69 %", "mixed"],
    ]


def test_the_lines_say_the_same() -> None:
    assert list_speakers([ANA, BEN], 4000) == (
        "• Ana: 31 % of the talk, mostly neutral\n• Ben: 69 % of the talk, mixed"
    )


def test_rows_stand_in_their_order_and_rank_nobody() -> None:
    names = ["Zoe", "Ana", "Mia"]
    rows = [Row(name, 10.0 * place, 0.9, Level.POSITIVE) for place, name in enumerate(names)]
    assert [row[0] for row in told(make_speaker_table(rows))[1:]] == names


def test_without_any_polarity_there_is_no_column_for_it() -> None:
    rows = [Row("Anna", 5.0, None), Row("Benno", 5.0, None)]
    assert told(make_speaker_table(rows))[0] == ["Speaker", "Share of talk"]
    assert list_speakers(rows, 4000) == "• Anna: 50 % of the talk\n• Benno: 50 % of the talk"


def test_of_some_nothing_is_scored_and_of_some_too_little_is_said() -> None:
    rows = [ANA, Row("Benno", 5.0, None, brief=True), Row("Cleo", 5.0, -0.9, brief=True)]
    words = [row[2] for row in told(make_speaker_table(rows))[1:]]
    assert words == ["mostly neutral", "not scored", "too little to tell"]


@pytest.mark.parametrize(
    ("polarity", "words"),
    [(0.1, "mostly neutral"), (0.5, "mostly positive"), (-0.5, "mostly negative")],
)
def test_a_record_from_before_there_were_levels_is_told_by_its_mean(
    polarity: float, words: str
) -> None:
    assert told(make_speaker_table([Row("Ana", 5.0, polarity)]))[1][2] == words


def test_nobody_gives_no_table_and_no_line() -> None:
    assert make_speaker_table([]) is None
    assert list_speakers([], 4000) == ""


def test_where_nobody_took_any_time_every_share_is_nothing() -> None:
    assert told(make_speaker_table([Row("Ana", 0.0, 0.1)]))[1][1] == "0 %"


def test_names_in_every_script_keep_their_joiners_and_lose_what_turns_text_round() -> None:
    names = ["علی\u200cرضا", "क्\u200dष", "👩\u200d👩\u200d👧", "\u202eدנה", "\u200d", " ", "a\nb"]
    shown = [row[0] for row in told(make_speaker_table([Row(name, 1.0, 0.0) for name in names]))]
    assert shown[1:] == [*names[:3], "دנה", "No name", "No name", "a b"]


def test_markup_in_a_name_is_no_markup() -> None:
    rows = [Row("*Ana* <!channel> `x`", 1.0, 0.0)]
    assert told(make_speaker_table(rows))[1][0] == "*Ana* <!channel> `x`", "a cell has no markup"
    assert "<!channel>" not in list_speakers(rows, 4000)


def test_a_name_from_right_to_left_does_not_turn_its_line_round() -> None:
    rows = [Row("דנה", 1.0, 0.0, Level.MIXED), Row("Ana", 1.0, 0.0, Level.MIXED)]
    assert list_speakers(rows, 4000) == (
        "• \u2068דנה\u2069: 50 % of the talk, mixed\n• Ana: 50 % of the talk, mixed"
    )


def test_what_does_not_fit_is_counted() -> None:
    rows = [Row(f"{place} {'x' * 100}", 1.0, 0.0, Level.MIXED) for place in range(120)]
    table = told(make_speaker_table(rows))
    assert len(table) <= 100
    assert sum(len(cell) for row in table for cell in row) < TABLE_LIMIT + 100
    assert table[-1] == [f"… and {120 - (len(table) - 2)} more", " ", " "]
    lines = list_speakers(rows, 1000)
    assert len(lines) <= 1000
    assert lines.splitlines()[-1] == f"• … and {120 - (len(lines.splitlines()) - 1)} more"


def test_a_hundred_short_names_stop_before_the_hundredth_row() -> None:
    table = told(make_speaker_table([Row("A", 1.0, None) for _ in range(150)]))
    assert len(table) == 100
    assert table[-1][0] == "… and 52 more"


@pytest.mark.parametrize(
    ("positive", "negative", "level"),
    [
        (0.5, 0.1, Level.POSITIVE),
        (0.1, 0.5, Level.NEGATIVE),
        (0.2, 0.2, Level.NEUTRAL),
        (0.3, 0.3, Level.MIXED),
        (0.45, 0.55, Level.MIXED),
        (0.65, 0.35, Level.POSITIVE),
        (0.0, 0.0, Level.NEUTRAL),
    ],
)
def test_a_level_is_what_most_of_the_words_are(
    positive: float, negative: float, level: Level
) -> None:
    assert find_level(positive, negative) is level
