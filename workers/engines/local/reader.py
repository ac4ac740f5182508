"""The reader program of the embedded engine: `transcript` runs it in a child with limits."""

from __future__ import annotations

import math
from pathlib import Path

import msgspec

from workers import transcripts
from workers.engines.local.transcript import score_transcript
from workers.transcripts.apart import ReadJob, Share, serve_reader


def _read(job: ReadJob, at: Share) -> bytes:
    """The meeting in the transcript, packed."""
    data = Path(job.path).read_bytes()
    form = job.form or transcripts.find_form(data, job.name) or "txt"
    limit_s = math.inf if job.limit_s is None else job.limit_s
    return msgspec.json.encode(score_transcript(data, form, limit_s, at, job.scorer))


if __name__ == "__main__":
    serve_reader(_read)
