"""The reader program of the embedded engine: `transcript` runs it in a child with limits."""

from __future__ import annotations

from pathlib import Path

import msgspec

from workers.engines.local.transcript import score_transcript
from workers.processes.child import Message
from workers.transcripts.apart import Share, serve_reader


def _read(job: Message, at: Share) -> bytes:
    """The meeting in the transcript at `job["path"]`, packed."""
    data = Path(job["path"]).read_bytes()
    return msgspec.json.encode(score_transcript(data, job["form"], job["limit_s"], at))


if __name__ == "__main__":
    serve_reader(_read)
