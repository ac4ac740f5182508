"""Answers: what each kind of server hears in a piece, in its own form."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple


class Flavour(StrEnum):
    """Servers that people run, each with its quirks."""

    SPEACHES = "speaches"
    WHISPER_CPP = "whisper.cpp"
    VLLM = "vllm"
    WHISPERX = "whisperx"
    PLAIN = "plain"
    """Knows `json` alone: a text and nothing else."""
    DIARIZED = "diarized"


class Spoken(NamedTuple):
    """One sentence, in seconds from the start of the recording."""

    speaker: str
    start_s: float
    end_s: float
    text: str


def tell(
    flavour: Flavour, form: dict[str, list[str]], lines: Sequence[Spoken], length_s: float
) -> dict[str, Any]:
    """The answer to a form; `lines` in the piece's own time."""
    wants_words = "word" in form.get("timestamp_granularities[]", [])
    text = " ".join(line.text for line in lines)
    told: dict[str, Any] = {"task": "transcribe", "duration": length_s, "text": text}
    if form["response_format"] == ["json"]:
        return {"text": text}
    if form["response_format"] == ["diarized_json"]:
        return told | {"segments": [_diarized(at, line) for at, line in enumerate(lines)]}
    segments = [_segment(at, line) for at, line in enumerate(lines)]
    words = [word for line in lines for word in _words(line)]
    if flavour is Flavour.WHISPER_CPP:
        nested = [
            segment | {"words": [word | {"probability": 0.9} for word in _words(line)]}
            for segment, line in zip(segments, lines, strict=True)
        ]
        return told | {"language": "english", "segments": nested}
    if flavour is Flavour.VLLM:
        placeholders = [each | {"avg_logprob": -1.0, "no_speech_prob": None} for each in segments]
        return told | {
            "language": "en",
            "duration": str(length_s),
            "segments": placeholders,
            "words": None,
        }
    return told | {
        "language": "en" if flavour is Flavour.SPEACHES else "english",
        "segments": segments,
        "words": words if wants_words else None,
    }


def _segment(at: int, line: Spoken) -> dict[str, Any]:
    return {
        "id": at,
        "seek": 0,
        "start": line.start_s,
        "end": line.end_s,
        "text": f" {line.text}",
        "tokens": [],
        "temperature": 0.0,
        "avg_logprob": -0.2,
        "compression_ratio": 1.5,
        "no_speech_prob": 0.01,
    }


def _diarized(at: int, line: Spoken) -> dict[str, Any]:
    return {
        "type": "transcript.text.segment",
        "id": f"seg_{at}",
        "start": line.start_s,
        "end": line.end_s,
        "speaker": line.speaker,
        "text": line.text,
    }


def _words(line: Spoken) -> list[dict[str, Any]]:
    spoken = line.text.split()
    each_s = (line.end_s - line.start_s) / max(1, len(spoken))
    return [
        {
            "word": f" {word}",
            "start": line.start_s + at * each_s,
            "end": line.start_s + (at + 1) * each_s,
        }
        for at, word in enumerate(spoken)
    ]
