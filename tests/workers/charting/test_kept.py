"""What is kept of a picture: what somebody's words were like, where enough was said to tell."""

from __future__ import annotations

from collections.abc import Sequence

from workers.charting.kept import keep_chart
from workers.charting.picture import Look, draw_picture
from workers.domain.channel import Names
from workers.domain.chart import Chart
from workers.domain.level import Level
from workers.domain.meeting import Meeting, Utterance


def kept(*polarities: tuple[str, Sequence[float | None]], names: Names = "real") -> Chart:
    """Of a meeting in which each says ten words for ten seconds, with these polarities."""
    said = [(who, polarity) for who, each in polarities for polarity in each]
    utterances = tuple(
        Utterance(who, 20.0 * at, 20.0 * at + 10, "so " * 10, polarity)
        for at, (who, polarity) in enumerate(said)
    )
    drawn = draw_picture(Meeting("local", utterances), Look(names=names))
    return keep_chart(drawn, "F1", quoted=True, plain=False)


def test_most_of_the_words_make_the_level() -> None:
    chart = kept(
        ("Ana", [0.6] * 5 + [0.0] * 3),
        ("Ben", [-0.6] * 5 + [0.0] * 3),
        ("Cleo", [0.1] * 8),
        ("Dan", [0.7] * 3 + [-0.7] * 3 + [0.0] * 2),
    )
    levels = {row.speaker: (row.level, row.brief) for row in chart.rows}
    assert levels == {
        "Ana": (Level.POSITIVE, False),
        "Ben": (Level.NEGATIVE, False),
        "Cleo": (Level.NEUTRAL, False),
        "Dan": (Level.MIXED, False),
    }


def test_of_too_few_words_and_of_none_that_are_scored_there_is_no_level() -> None:
    chart = kept(("Ana", [0.9] * 2), ("Ben", [None] * 8), ("Cleo", [0.1] * 8))
    rows = {row.speaker: row for row in chart.rows}
    assert (rows["Ana"].level, rows["Ana"].brief) == (None, True)
    assert (rows["Ben"].level, rows["Ben"].polarity) == (None, None)


def test_levels_go_by_what_the_picture_calls_people() -> None:
    chart = kept(("Ana", [0.6] * 8), ("Ben", [0.1] * 8), names="letters")
    assert {row.speaker: row.level for row in chart.rows} == {
        "Speaker A": Level.POSITIVE,
        "Speaker B": Level.NEUTRAL,
    }
