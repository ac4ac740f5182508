from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workers.charting.topics.talks import BUDGET, FESTIVAL, LIBRARY, SAFETY, VOICES, tell
from workers.charting.picture import Look, draw_picture
from workers.domain.channel import Names

AGENDA, BEGINS = tell([(BUDGET, 7), (FESTIVAL, 8), (SAFETY, 7)])


def test_topics_are_on_the_picture_and_beside_it_unless_they_are_not_wanted() -> None:
    drawn = draw_picture(AGENDA)
    assert [topic.start_s for topic in drawn.topics[1:]] == [
        pytest.approx(begin, abs=60) for begin in BEGINS
    ]
    plain = draw_picture(AGENDA, Look(topics=False))
    assert plain.topics == ()
    assert plain.png != drawn.png
    assert (plain.finding, plain.alt_text) == (drawn.finding, drawn.alt_text)


def test_a_talk_about_one_thing_is_drawn_as_if_nobody_had_asked() -> None:
    heard, _ = tell([(LIBRARY, 12)], 2, 0.5)
    drawn, plain = draw_picture(heard), draw_picture(heard, Look(topics=False))
    assert drawn.topics == ()
    assert drawn.png == plain.png


@pytest.mark.parametrize(
    ("names", "called"),
    [
        ("real", set(VOICES)),
        ("letters", {f"Speaker {letter}" for letter in "ABCD"}),
        ("team", {"Everyone"}),
    ],
)
def test_the_means_have_the_names_of_the_picture(names: Names, called: set[str]) -> None:
    for topic in draw_picture(AGENDA, Look(names=names)).topics:
        assert set(topic.means) == called


def test_a_closer_look_is_at_one_topic_or_two_and_names_none() -> None:
    assert draw_picture(AGENDA, Look(stretch=(0.0, 600.0))).topics == ()


def test_a_recording_that_goes_on_in_silence_has_its_last_topic_to_the_end() -> None:
    (*_, last) = draw_picture(replace(AGENDA, length_s=2400.0)).topics
    assert last.end_s == 2400.0
