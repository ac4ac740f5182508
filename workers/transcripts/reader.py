"""The reader program: `workers.transcripts.apart` runs it in a child with limits."""

from __future__ import annotations

from pathlib import Path

import msgspec

from workers import transcripts
from workers.transcripts.apart import ReadJob, Share, serve_reader


def _read(job: ReadJob, _at: Share) -> bytes:
    """The transcript, packed."""
    data = Path(job.path).read_bytes()
    form = job.form or transcripts.find_form(data, job.name) or "txt"
    return msgspec.json.encode(transcripts.read(data, form))


if __name__ == "__main__":
    serve_reader(_read)
