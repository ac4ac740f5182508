"""Bringing a copy of a recording, the same way from everywhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from workers.domain.recording import Recording
from workers.sources.sniff import sniff_kind
from workers.web import Fetched, OnBytes, Visit, WebAnswer
from workers.web.download import Inspect


class Downloading(Protocol):
    """`Web.download` or `Web.download_pieces`."""

    def __call__(
        self, visit: Visit, folder: Path, *, inspect: Inspect, on_bytes: OnBytes
    ) -> Fetched: ...


def copy_recording(
    recording: Recording, visit: Visit, folder: Path, download: Downloading, on_bytes: OnBytes
) -> Recording:
    """The recording with `path` set to its copy in `folder`.

    What turns out to be no recording is refused at its first bytes.
    """

    def inspect(answer: WebAnswer, head: bytes) -> None:
        sniff_kind(head, recording.name or answer.name, answer.content_type)

    fetched = download(visit, folder, inspect=inspect, on_bytes=on_bytes)
    name = recording.name or fetched.name
    return replace(
        recording,
        name=name,
        kind=sniff_kind(fetched.head, name, fetched.content_type),
        size_bytes=fetched.size_bytes,
        path=fetched.path,
    )
