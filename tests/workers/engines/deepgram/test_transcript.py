"""What an answer of Deepgram's becomes; what is missing or odd in it is borne."""

from __future__ import annotations

from typing import Any

import pytest

from tests.standins.deepgram.answers import Knobs, tell
from workers.domain.errors import Refused, Why
from workers.domain.meeting import Meeting, Remark
from workers.engines.deepgram.transcript import read_meeting

ASKED = {"utterances": ["true"], "sentiment": ["true"], "language": ["en-US"]}


def read(knobs: Knobs) -> Meeting:
    return read_meeting(tell(ASKED, knobs), "en-US", 2)


def test_segments_are_counted_in_words_with_the_last_one_in_it() -> None:
    meeting = read(Knobs())
    assert [each.polarity for each in meeting.utterances] == [0.62, -0.55, 0.0, 0.3, 0.41]
    assert meeting.speakers == ("Speaker 1", "Speaker 2")
    assert meeting.utterances[1].text == "I am worried about the late deliveries."
    assert meeting.utterances[1].start_s == pytest.approx(6.5)
    assert meeting.notes == ()


def test_a_segment_over_several_speakers_is_cut_at_each() -> None:
    meeting = read(Knobs(one_segment=True))
    assert [each.speaker for each in meeting.utterances] == [
        *("Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2", "Speaker 1")
    ]
    assert {each.polarity for each in meeting.utterances} == {0.62}


def test_scores_by_utterance_come_first() -> None:
    meeting = read(Knobs(by_utterance=True, one_segment=True))
    assert [each.polarity for each in meeting.utterances] == [0.62, -0.55, 0.0, 0.3, 0.41]


def test_words_without_a_speaker_go_to_their_neighbour() -> None:
    assert read(Knobs(gaps=True)).speakers == ("Speaker 1", "Speaker 2")


def test_nobody_told_apart_and_nothing_scored() -> None:
    meeting = read(Knobs(speakers=False, segments=False))
    assert meeting.speakers == ("Speaker",)
    assert [note.remark for note in meeting.notes] == [Remark.VOICES_UNTOLD, Remark.SCORED_HERE]
    assert (meeting.utterances[1].polarity or 0) < 0


WORDS = [
    {"word": "it", "punctuated_word": "It", "start": 0.5, "end": 0.7, "speaker": 0},
    {"word": "works", "punctuated_word": "works.", "start": 0.7, "end": 1.1, "speaker": 0},
    {"word": "good", "start": 1.2, "end": 1.5},
]


@pytest.mark.parametrize(
    ("segments", "polarities"),
    [
        ([{"start_word": 0, "end_word": 99, "sentiment_score": 0.5}], [0.5, 0.5]),
        ([{"start_word": 2.0, "end_word": 2.0, "sentiment_score": -7}], [None, -1.0]),
        ([{"start_word": 0, "end_word": 1, "sentiment_score": "0.25"}], [0.25, None]),
        ([{"start_word": None, "end_word": 1}, {"start_word": 5, "end_word": 4}], [None, None]),
        (
            [
                {"start_word": 0, "end_word": 1, "sentiment_score": 0.1},
                {"start_word": 1, "end_word": 2, "sentiment_score": 0.9},
            ],
            [0.1, 0.9],
        ),
    ],
)
def test_odd_segments(segments: list[dict[str, Any]], polarities: list[float | None]) -> None:
    told = {
        "results": {
            "channels": [{"alternatives": [{"words": WORDS}]}],
            "sentiments": {"segments": segments},
        }
    }
    meeting = read_meeting(told, "en", None)
    assert [each.text for each in meeting.utterances] == ["It works.", "good"]
    assert [each.polarity for each in meeting.utterances] == polarities


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"results": None},
        {"results": {"channels": []}},
        {"results": {"channels": [{"alternatives": [{"words": []}]}]}},
        {"results": {"channels": [{"alternatives": [{"words": [{"start": 1}]}]}]}},
    ],
)
def test_nothing_said_is_said(told: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        read_meeting(told, "en", None)
    assert refused.value.why is Why.NO_SPEECH
