"""Knobs: how the stand-in behaves; turn them at any time."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.standins.symbl.script import MEETING, Line


@dataclass
class Knobs:
    """Defaults are a healthy account on the free plan with quick jobs."""

    concurrency: int = 5
    job_s: float = 0.0
    """How long a job takes; the first tenth of it is `scheduled`. Infinity: until `finish()`."""
    fails: bool = False
    state: str | None = None
    """What unfinished jobs say of themselves, instead of the usual words."""
    token_life_s: float = 86_400
    retry_after: str | None = None
    """Sent with 429. The real API promises none."""
    gateway_errors: int = 0
    """The next so many requests get a gateway's HTML page with 502."""
    gateway_path: str = "/v1/"
    """Which paths those pages are for."""
    moved_to: str | None = None
    """Where every request is sent on to."""
    answer_s: float = 0.0
    """How slow every answer is."""
    drops: int = 0
    """The next so many submits are carried out, but the connection breaks before the answer."""
    listed_after_s: float = 0.0
    """How long a new conversation is missing from the list of conversations."""
    keeps_deleted: bool = False
    """DELETE says that it worked, and did nothing."""
    sentiment: bool = True
    offsets: bool = True
    """Whether messages have `timeOffset` and `duration`."""
    speakers: bool = True
    """Whether messages say who spoke, where diarization was asked for."""
    missing: set[str] = field(default_factory=set)
    """Parts of a conversation (`topics`, `summary`, ...) that are answered with 404."""
    webhook_key: str = "jobId"
    webhook_times: int = 1
    lines: tuple[Line, ...] = MEETING
    """What is said in every recording."""
