"""The decoder program: `decode` runs it in a child with limits, never in the worker itself.

It is told what to open and answers with the share done as it goes, then once with how it ended.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import av
import av.error
from av.audio.resampler import AudioResampler

from workers.engines.local.child import parent, tell, told
from workers.engines.local.sound import RATE
from workers.errors import Why

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

_STEP_S = 20


def main() -> None:
    logging.disable()
    with parent() as pipe:
        for job in told(pipe):
            try:
                with open(job["spool"], "wb", closefd=False) as spool:
                    _decode(pipe, job["path"], job["format"], spool, job["limit_s"])
            except (av.error.FFmpegError, ValueError) as error:
                tell(pipe, refused=Why.UNREADABLE, because=type(error).__name__)


def _decode(pipe: Connection, path: str, kind: str, spool: BinaryIO, limit_s: float) -> None:
    only_files = {"protocol_whitelist": "file"}
    with av.open(
        str(path), format=kind, options=only_files, metadata_errors="replace"
    ) as container:
        if not container.streams.audio:
            tell(pipe, refused=Why.NO_SOUND)
            return
        stream = container.streams.audio[0]
        channels = 2 if stream.codec_context.channels == 2 else 1
        promised_s = _promised_s(container, stream)
        expected_s = min(promised_s or limit_s, limit_s)
        length = _spool(pipe, _frames(container, stream), spool, channels, expected_s, limit_s)
        tell(pipe, length=length, channels=channels, promised_s=promised_s)


def _spool(  # noqa: PLR0913
    pipe: Connection, frames: Iterator[AudioFrame], out: BinaryIO, channels: int, expected_s: float, limit_s: float
) -> int:
    """Write 16 kHz samples until the end or just past the limit; their number in each channel."""
    resampler = AudioResampler("s16", "stereo" if channels == 2 else "mono", RATE)
    length, told_s = 0, 0.0
    for frame in frames:
        for piece in resampler.resample(frame):
            out.write(bytes(piece.planes[0])[: piece.samples * channels * 2])
            length += piece.samples
        if length / RATE > limit_s:
            return length
        if length / RATE > told_s + _STEP_S:
            told_s = length / RATE
            tell(pipe, share=told_s / expected_s)
    for piece in resampler.resample(None):
        out.write(bytes(piece.planes[0])[: piece.samples * channels * 2])
        length += piece.samples
    return length


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Every frame that can be had: a damaged packet costs itself, a damaged container the rest."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.error.FFmpegError:
            return
        if packet is None:
            return
        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            continue
        for frame in frames:
            frame.pts = None  # gaps in the clock are no silence; what was recorded is what counts
            yield frame


def _promised_s(container: InputContainer, stream: AudioStream) -> float | None:
    """How long the recording is by its own account."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None:
        return container.duration / av.time_base
    return None


if __name__ == "__main__":
    main()
