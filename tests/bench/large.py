"""A recording of four hours, in stereo: made while it is served, and taken in by another process.

python -m tests.bench.large streamed|whole HOST:PORT prints the peak RSS of doing it, in kB.
"""

from __future__ import annotations

import resource
import struct
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from redis import Redis

from tests.workers.engines.notebook import Notebook
from workers.domain.recording import Kind, Recording
from workers.domain.submission import Brief
from workers.engines.symbl import SymblSettings
from workers.engines.symbl.credentials import Credentials
from workers.engines.symbl.engine import SymblEngine
from workers.processes import redis_server
from workers.sources.direct_link import DirectLink
from workers.store import sealing
from workers.web import Web

HOURS = 4
RATE, CHANNELS, BYTES = 17_500, 2, 2
SIZE = 44 + HOURS * 3600 * RATE * CHANNELS * BYTES
PIECE = bytes(range(256)) * 4096


def pieces() -> Iterator[bytes]:
    """The bytes of the recording."""
    sound = SIZE - 44
    width = CHANNELS * BYTES
    yield b"RIFF" + struct.pack("<I", SIZE - 8) + b"WAVEfmt "
    yield struct.pack("<IHHIIHH", 16, 1, CHANNELS, RATE, RATE * width, width, 8 * BYTES)
    yield b"data" + struct.pack("<I", sound)
    while sound:
        piece = PIECE[:sound]
        sound -= len(piece)
        yield piece


def streamed(host: str) -> None:
    """As the workers do it."""
    web = Web(max_bytes=2 * SIZE, max_seconds=600, allow_private=[host])
    source = DirectLink(web)
    with tempfile.TemporaryDirectory(prefix="bench-", dir="/var/tmp") as folder, _redis() as redis:
        found = source.locate(Recording(link=f"http://{host}/four-hours.wav", kind=Kind.AUDIO))
        recording = source.fetch(found, Path(folder))
        engine = SymblEngine(
            Credentials("app", "secret"), SymblSettings(symbl_base_url=f"http://{host}"), redis
        )
        engine.submit(recording, Brief(name="undertone-large", speakers=2), Notebook({}))


def whole(host: str) -> None:
    """As it is done without a second thought."""
    found = requests.get(f"http://{host}/four-hours.wav", timeout=600)
    requests.post(f"http://{host}/v1/process/audio", data=found.content, timeout=600)


@contextmanager
def _redis() -> Iterator[Redis]:
    sealing.use_keys(())
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as folder,
        redis_server.connect_redis(None, Path(folder)) as home,
        home.client() as client,
    ):
        yield client


if __name__ == "__main__":
    {"streamed": streamed, "whole": whole}[sys.argv[1]](sys.argv[2])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
