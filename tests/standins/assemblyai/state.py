"""State: the account's uploads and transcripts, and how they come along with time."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.standins.symbl.script import MEETING, Line

EMPTY = ("text", "words", "utterances", "sentiment_analysis_results", "audio_url")


@dataclass
class Knobs:
    """Defaults are a healthy account with quick jobs."""

    job_s: float = 0.0
    """How long a job takes. Infinity: until `finish()`."""
    error: str | None = None
    """What every job fails with."""
    balance: bool = True
    """Whether the account has credit."""
    unfit: frozenset[str] = frozenset()
    """Features that are turned down for whatever language."""
    sentiment: bool = True
    """Whether results have rows of sentiment where they were asked for."""
    nulls: bool = False
    """Rows have no start, and now and then no speaker."""
    listed_after_s: float = 0.0
    """How long a new transcript is missing from the list."""
    keeps_deleted: bool = False
    """DELETE says that it worked, and did nothing."""
    language: str = "en_us"
    """What detection hears."""
    lines: tuple[Line, ...] = MEETING
    webhook_times: int = 1


@dataclass
class Transcript:
    """One order. Fixed when it is made: later turns of the knobs are for later orders."""

    order: Mapping[str, Any]
    lasts_s: float
    error: str | None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    begun: float = field(default_factory=time.monotonic)
    deleted: bool = False

    @property
    def status(self) -> str:
        gone = time.monotonic() - self.begun
        if gone < self.lasts_s:
            return "queued" if gone < self.lasts_s / 10 else "processing"
        return "error" if self.error else "completed"

    def finish(self) -> None:
        self.lasts_s = 0.0


def tell(transcript: Transcript, knobs: Knobs) -> dict[str, Any]:
    """The transcript object; what is not asked for, not ready or deleted is null."""
    order, status = transcript.order, transcript.status
    detected = knobs.language if order.get("language_detection") else None
    told: dict[str, Any] = {
        "id": transcript.id,
        "status": status,
        "language_code": detected or order.get("language_code", "en_us"),
        "audio_url": order["audio_url"],
        "text": None,
        "words": None,
        "utterances": None,
        "sentiment_analysis_results": None,
        "audio_duration": None,
        "speech_model_used": "assemblyai-stt-3-7",
        "webhook_status_code": None,
        "throttled": False,
        "metadata": {"warning": None},
    }
    if status == "error":
        return told | {"error": transcript.error}
    if status != "completed":
        return told
    if transcript.deleted:
        return told | {"text": "Deleted by user.", "audio_url": "http://deleted_by_user"}
    return told | _heard(order, knobs)


def _heard(order: Mapping[str, Any], knobs: Knobs) -> dict[str, Any]:
    lines = knobs.lines
    labelled = bool(order.get("speaker_labels"))
    turns = [_turn(line, labelled=labelled) for line in lines]
    rows = [_row(at, line, knobs, labelled=labelled) for at, line in enumerate(lines)]
    return {
        "text": " ".join(line.text for line in lines),
        "audio_duration": round(max((line.start_s + line.lasts_s for line in lines), default=1)),
        "words": [word for turn in turns for word in turn["words"]],
        "utterances": turns if labelled else None,
        "sentiment_analysis_results": (
            rows if order.get("sentiment_analysis") and knobs.sentiment else None
        ),
    }


def _speaker(line: Line, *, labelled: bool) -> str | None:
    return chr(ord("A") + line.voice) if labelled else None


def _turn(line: Line, *, labelled: bool) -> dict[str, Any]:
    words, each_ms = line.text.split(), line.lasts_s * 1000 / max(1, len(line.text.split()))
    speaker, start_ms = _speaker(line, labelled=labelled), line.start_s * 1000
    return {
        "speaker": speaker,
        "text": line.text,
        "start": round(start_ms),
        "end": round(start_ms + line.lasts_s * 1000),
        "confidence": 0.94,
        "channel": None,
        "words": [
            {
                "text": word,
                "start": round(start_ms + at * each_ms),
                "end": round(start_ms + (at + 1) * each_ms),
                "confidence": 0.97,
                "speaker": speaker,
                "channel": None,
            }
            for at, word in enumerate(words)
        ],
    }


def _row(at: int, line: Line, knobs: Knobs, *, labelled: bool) -> dict[str, Any]:
    score = line.score or 0.0
    label = "NEUTRAL" if abs(score) < 0.3 else "POSITIVE" if score > 0 else "NEGATIVE"
    missing = knobs.nulls and at % 2 == 1
    return {
        "text": line.text,
        "start": None if missing else round(line.start_s * 1000),
        "end": round((line.start_s + line.lasts_s) * 1000),
        "sentiment": label,
        "confidence": max(0.34, abs(score)) if label != "NEUTRAL" else 0.9,
        "speaker": None if missing and at > 2 else _speaker(line, labelled=labelled),
        "channel": None,
    }
