from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workers.domain.chart import ChartTopic, Row
from workers.domain.post import SECTION_LIMIT
from workers.wording.topic_table import MOST_COLUMNS, write_topics


def row(speaker: str, talk_time_s: float = 60.0) -> Row:
    return Row(speaker, talk_time_s, 0.1)


def test_one_line_a_topic_and_one_column_a_speaker() -> None:
    topics = [
        ChartTopic(0.0, "roadmap", (0.12, None)),
        ChartTopic(605.0, "", (-0.4, 0.0)),
        ChartTopic(1900.0, "hidden costs", (0.0, 0.31)),
    ]
    (table,) = write_topics([row("Ana"), row("Benedikt Long")], topics)
    assert table.splitlines() == [
        "```",
        "Polarity by topic          Ana Benedikt…",
        " 0:00  roadmap           +0.12         –",
        "10:05                    −0.40      0.00",
        "31:40  hidden costs       0.00     +0.31",
        "```",
    ]


def test_without_topics_there_is_no_table() -> None:
    assert list(write_topics([row("Ana")], [])) == []


def test_of_many_speakers_those_who_spoke_longest_are_shown_in_their_order() -> None:
    rows = [row(f"S{place}", float(place)) for place in range(9)]
    (table,) = write_topics(rows, [ChartTopic(0.0, "a", tuple(place / 10 for place in range(9)))])
    head, line = table.splitlines()[1:3]
    assert head.split()[3:] == ["S3", "S4", "S5", "S6", "S7", "S8"]
    assert len(head.split()[3:]) == MOST_COLUMNS
    assert line.split()[2:] == ["+0.30", "+0.40", "+0.50", "+0.60", "+0.70", "+0.80"]


@given(st.text(max_size=40), st.text(max_size=40), st.integers(1, 30))
def test_whatever_they_are_called_it_is_one_block_that_slack_takes(
    speaker: str, name: str, count: int
) -> None:
    topics = [ChartTopic(14000.0, name, (0.1,) * count)] * 8
    (table,) = write_topics([row(speaker)] * count, topics)
    assert len(table) <= SECTION_LIMIT
    assert table.startswith("```\n")
    assert table.endswith("\n```")
    assert "`" not in table.strip("`")
    assert len(table.splitlines()) == 2 + 1 + 8
