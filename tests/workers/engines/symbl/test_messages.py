"""Messages: payloads as they come, into a Meeting."""

from __future__ import annotations

from typing import Any

import pytest

from workers.domain.errors import Refused, Why
from workers.domain.meeting import Meeting, Note, Remark
from workers.engines.symbl.messages import read_messages

TOLD = {"name": "undertone-1f", "language": "en-US", "asked": "2"}


ANN = {"id": "u1", "name": "Ann"}


def message(text: str = "Hello.", sender: object = ANN, **fields: Any) -> dict[str, Any]:
    """One of the API's, with times unless told otherwise."""
    return {
        "id": "1",
        "text": text,
        "from": sender,
        "startTime": "2024-01-01T10:00:01.000Z",
        "endTime": "2024-01-01T10:00:03.500Z",
        **fields,
    }


def read(*told: Any, ids: dict[str, str] | None = None) -> Meeting:
    return read_messages({"messages": list(told)}, TOLD if ids is None else ids)


def polarity(score: object) -> dict[str, Any]:
    return {"polarity": {"score": score}, "suggested": "neutral"}


@pytest.mark.parametrize(
    ("sender", "label"),
    [
        ({"id": "u", "name": "Ann"}, "Ann"),
        ({"id": "u", "name": " Ann "}, "Ann"),
        ({"id": "u", "email": "ann@example.com"}, "ann@example.com"),
        ({"userId": "ann@example.com"}, "ann@example.com"),
        ({"id": "u"}, "Speaker 1"),
        ({}, "Speaker"),
        (None, "Speaker"),
        ("Ann", "Speaker"),
    ],
)
def test_who_spoke(sender: object, label: str) -> None:
    assert read(message(sender=sender)).speakers == (label,)


def test_two_ids_without_names_stay_two_speakers() -> None:
    heard = read(
        message(sender={"id": "a"}),
        message(sender={"id": "b"}),
        message(sender={"id": "c", "name": "Speaker 1"}),
        message(sender={"id": "a"}),
    )
    assert [u.speaker for u in heard.utterances] == [
        "Speaker 2",
        "Speaker 3",
        "Speaker 1",
        "Speaker 2",
    ]


@pytest.mark.parametrize(
    ("sentiment", "expected"),
    [
        (polarity(0.42), 0.42),
        (polarity(0), 0.0),
        (polarity(-1), -1.0),
        (polarity(1.3), 1.0),
        (polarity("0.4"), None),
        (polarity(True), None),
        (polarity(None), None),
        ({"polarity": {}}, None),
        ({}, None),
        (None, None),
        ("positive", None),
    ],
)
def test_polarity_is_a_number_or_none(sentiment: object, expected: float | None) -> None:
    meeting = read(message(sentiment=sentiment), message(sentiment=polarity(0.1)))
    assert meeting.utterances[0].polarity == expected


@pytest.mark.parametrize(
    ("times", "start_s", "end_s"),
    [
        ({"timeOffset": 4.02, "duration": 1.5}, 4.02, 5.52),
        ({"timeOffset": 0, "duration": 0}, 0, 0),
        ({"timeOffset": 7}, 7, 9.5),
        ({"timeOffset": -3}, 1, 3.5),
        ({"timeOffset": "7"}, 1, 3.5),
        ({}, 1, 3.5),
        ({"startTime": "2024-01-01T10:00:02.123456789Z"}, 2.123456, 3.5),
        ({"endTime": "2024-01-01T09:00:00Z"}, 1, 1),
        ({"endTime": None}, 1, 1),
        ({"startTime": None, "endTime": None}, 0.5, 0.5),
        ({"startTime": "yesterday", "endTime": 7}, 0.5, 0.5),
        ({"startTime": "2024-01-01T12:00:01+02:00"}, 1, 3.5),
    ],
)
def test_times_count_from_the_first_sentence(
    times: dict[str, Any], start_s: float, end_s: float
) -> None:
    first = message(startTime="2024-01-01T10:00:00Z", endTime="2024-01-01T10:00:00.5Z")
    heard = read(first, message(**times)).utterances[1]
    assert heard.start_s == pytest.approx(start_s, abs=1e-5)
    assert heard.end_s == pytest.approx(end_s, abs=1e-5)


def test_a_transcript_counts_from_its_own_beginning() -> None:
    ids = TOLD | {"transcript": "yes", "anchor": "2024-01-01T09:59:00.000Z"}
    heard = read(message(timeOffset=0.0, duration=2.5), ids=ids)
    assert heard.utterances[0].start_s == 61
    assert not heard.speakers_estimated


def test_utterances_are_in_order_of_their_start() -> None:
    heard = read(message("Second.", timeOffset=5.0), message("First.", timeOffset=1.0))
    assert [utterance.text for utterance in heard.utterances] == ["First.", "Second."]


@pytest.mark.parametrize(
    "payload",
    [{"messages": []}, {"messages": None}, {}, [], None, {"messages": [message("  "), 7]}],
)
def test_nothing_said_is_refused(payload: object) -> None:
    with pytest.raises(Refused) as refused:
        read_messages(payload, TOLD)
    assert refused.value.why is Why.NO_SPEECH


@pytest.mark.parametrize(
    ("ids", "notes"),
    [
        (TOLD, ()),
        (TOLD | {"asked": "4"}, (Note(Remark.FEWER_SPEAKERS, {"asked": 4, "found": 2}),)),
        (TOLD | {"language": "de-DE"}, (Note(Remark.LANGUAGE_UNSCORED),)),
        (TOLD | {"transcript": "yes"}, (Note(Remark.TIMES_ESTIMATED),)),
    ],
)
def test_what_people_should_know(ids: dict[str, str], notes: tuple[Note, ...]) -> None:
    told = (
        message(sentiment=polarity(0.2)),
        message(sentiment=polarity(0.0), sender={"name": "Bob"}),
    )
    assert read(*told, ids=ids).notes == notes


def test_a_language_that_is_not_scored_has_no_polarity_rather_than_zeros() -> None:
    heard = read(message(sentiment=polarity(0.0)), ids=TOLD | {"language": "fr-FR"})
    assert heard.utterances[0].polarity is None


def test_english_without_any_polarity_is_remarked() -> None:
    assert Note(Remark.SCORED_HERE) in read(message()).notes


def test_ten_thousand_messages() -> None:
    told = [
        message(f"Sentence {at}.", timeOffset=at * 1.5, duration=1.2, sentiment=polarity(0.1))
        for at in range(10_000)
    ]
    heard = read(*told)
    assert len(heard.utterances) == 10_000
    assert heard.end_s == pytest.approx(9_999 * 1.5 + 1.2)


def test_unknown_fields_are_borne_and_the_length_is_kept() -> None:
    ids = TOLD | {"length_s": "93.5"}
    heard = read(message(speakerTag=1, words=[{"word": "x"}], custom={"a": 1}), ids=ids)
    assert heard.length_s == 93.5
    assert heard.engine == "symbl"
