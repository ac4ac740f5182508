"""What an object of AssemblyAI's becomes; what is missing or odd in it is borne."""

from __future__ import annotations

from typing import Any

import pytest

from workers.domain.errors import Refused, Why
from workers.domain.meeting import Remark
from workers.engines.assemblyai.transcript import read_meeting

IDS = {"transcript": "1f", "language": "en-US", "asked": "2"}


def a_row(text: str, label: str, confidence: object = 0.8, **more: Any) -> dict[str, Any]:
    return {
        "text": text,
        "start": 1000,
        "end": 2000,
        "sentiment": label,
        "confidence": confidence,
        "speaker": "A",
        **more,
    }


@pytest.mark.parametrize(
    ("label", "confidence", "polarity"),
    [
        ("POSITIVE", 0.81, 0.81),
        ("NEGATIVE", 0.54, -0.54),
        ("NEUTRAL", 0.97, 0.0),
        ("POSITIVE", 0.2, 0.34),
        ("NEGATIVE", 7, -1.0),
        ("NEGATIVE", None, -0.6),
        ("positive", "0.7", 0.7),
        ("MIXED", 0.9, None),
        (None, 0.9, None),
    ],
)
def test_polarity_of_a_label(label: Any, confidence: object, polarity: float | None) -> None:
    told = {"sentiment_analysis_results": [a_row("So it is.", label, confidence)]}
    (utterance,) = read_meeting(told, IDS).utterances
    assert utterance.polarity == polarity
    assert utterance.label == (label or "").lower()


def test_missing_starts_and_speakers_are_mended_from_the_row_before() -> None:
    told = {
        "sentiment_analysis_results": [
            a_row("One.", "NEUTRAL", start=None, end=900),
            a_row("Two.", "NEUTRAL", start=None, end=1500, speaker=None),
            a_row("Three.", "NEUTRAL", start=1600, end=None, speaker="B"),
            a_row(" ", "NEUTRAL"),
            "no row at all",
        ],
        "audio_duration": 12,
    }
    meeting = read_meeting(told, IDS)
    found = [(each.speaker, each.start_s, each.end_s) for each in meeting.utterances]
    assert found == [("Speaker A", 0.0, 0.9), ("Speaker A", 0.9, 1.5), ("Speaker B", 1.6, 1.6)]
    assert meeting.length_s == 12


def test_words_without_sentiment_are_cut_into_sentences_and_scored_here() -> None:
    said = "That went really well. But I am worried now."
    words = [
        {"text": text, "start": at * 300, "end": at * 300 + 250}
        for at, text in enumerate(said.split())
    ]
    told = {"utterances": [{"speaker": "A", "text": "x", "start": 0, "end": 1, "words": words}]}
    meeting = read_meeting(told, IDS)
    assert [each.text for each in meeting.utterances] == [
        "That went really well.",
        "But I am worried now.",
    ]
    first, second = (each.polarity or 0 for each in meeting.utterances)
    assert second < 0 < first
    assert [note.remark for note in meeting.notes] == [Remark.FEWER_SPEAKERS, Remark.SCORED_HERE]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"text": None, "words": None, "utterances": []},
        {"sentiment_analysis_results": "none", "utterances": [{"speaker": "A"}]},
        {"words": [{"start": 1}]},
    ],
)
def test_nothing_said_is_said(told: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        read_meeting(told, IDS)
    assert refused.value.why is Why.NO_SPEECH
