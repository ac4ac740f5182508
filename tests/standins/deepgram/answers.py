"""Answers: what `POST /v1/listen` hears in every recording, told as it was asked for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.standins.symbl.script import MEETING, Line


@dataclass
class Knobs:
    """Defaults are a healthy project that hears quickly."""

    work_s: float = 0.0
    """How long a call takes when the body is there."""
    balance: bool = True
    concurrency: int = 10
    token_limit: bool = False
    """Whether the words are too many for sentiment."""
    refusal: tuple[int, dict[str, str] | str] | None = None
    """What every call is answered with instead."""
    by_utterance: bool = False
    """Whether utterances have scores of their own."""
    segments: bool = True
    """Whether segments of sentiment come where they were asked for."""
    one_segment: bool = False
    """All words in one segment, over all speakers."""
    speakers: bool = True
    gaps: bool = False
    """Every fifth word has no speaker."""
    language: str = "en"
    """What is spoken."""
    lines: tuple[Line, ...] = MEETING


def tell(options: Mapping[str, Sequence[str]], knobs: Knobs) -> dict[str, Any]:
    """The whole answer."""
    words = _words(knobs)
    detected = "detect_language" in options
    spoken = knobs.language if detected else options.get("language", ["en"])[0]
    english = spoken.startswith("en")
    asked = options.get("sentiment") == ["true"]
    scored = asked and english
    channel: dict[str, Any] = {
        "alternatives": [
            {
                "transcript": " ".join(line.text for line in knobs.lines),
                "confidence": 0.99,
                "words": words,
            }
        ]
    }
    if detected:
        channel |= {"detected_language": spoken, "language_confidence": 0.97}
    results: dict[str, Any] = {"channels": [channel]}
    if options.get("utterances") == ["true"]:
        results["utterances"] = _utterances(knobs, scored=scored and knobs.by_utterance)
    if scored and knobs.segments:
        results["sentiments"] = {"segments": _segments(knobs), "average": {}}
    warning = {
        "parameter": "sentiment",
        "type": "unsupported_language",
        "message": "Sentiment is only supported for English.",
    }
    return {
        "metadata": {
            "request_id": str(uuid.uuid4()),
            "duration": max((line.start_s + line.lasts_s for line in knobs.lines), default=1.0),
            "channels": 1,
            "warnings": [warning] if asked and not english else [],
        },
        "results": results,
    }


def _words(knobs: Knobs) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    for line in knobs.lines:
        spoken = line.text.split()
        each_s = line.lasts_s / max(1, len(spoken))
        for at, word in enumerate(spoken):
            told.append(
                {
                    "word": word.strip(".,?!").lower(),
                    "punctuated_word": word,
                    "start": line.start_s + at * each_s,
                    "end": line.start_s + (at + 1) * each_s,
                    "confidence": 0.97,
                }
            )
            if knobs.speakers and not (knobs.gaps and at % 5 == 4):
                told[-1] |= {"speaker": line.voice, "speaker_confidence": 0.6}
    return told


def _utterances(knobs: Knobs, *, scored: bool) -> list[dict[str, Any]]:
    return [
        {
            "start": line.start_s,
            "end": line.start_s + line.lasts_s,
            "confidence": 0.98,
            "channel": 0,
            "transcript": line.text,
            "words": [],
            "speaker": line.voice,
            "id": str(uuid.uuid4()),
        }
        | ({"sentiment": "neutral", "sentiment_score": line.score or 0.0} if scored else {})
        for line in knobs.lines
    ]


def _segments(knobs: Knobs) -> list[dict[str, Any]]:
    """Word places are floats, and the last one is in the segment."""
    segments, first = [], 0
    for line in knobs.lines:
        last = first + len(line.text.split()) - 1
        segments.append(
            {
                "text": line.text,
                "start_word": float(first),
                "end_word": float(last),
                "sentiment": "neutral",
                "sentiment_score": line.score or 0.0,
            }
        )
        first = last + 1
    if knobs.one_segment and segments:
        return [segments[0] | {"end_word": float(first - 1)}]
    return segments
