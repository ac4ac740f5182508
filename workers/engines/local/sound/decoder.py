"""The decoder program: `decode` runs it in a child with limits, never in the worker itself.

It is told what to open and answers with the share done as it goes, then once with how it ended.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import av
import av.error

from workers.domain.errors import Why
from workers.engines.local.sound.decode import DecodeJob, Spooled
from workers.engines.local.sound.promise import read_promised_s
from workers.engines.local.sound.spool import Spool
from workers.media.formats import Format
from workers.processes.child import hear_parent, open_parent, tell_parent
from workers.processes.messages import ChildFailed, ChildRefused, ShareDone

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from av.audio.codeccontext import AudioCodecContext
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

_STEP_S = 20
_ATTEMPTS = 50


def main() -> None:
    logging.disable()
    with open_parent() as pipe:
        for job in hear_parent(pipe, DecodeJob):
            try:
                with open(job.spool, "wb", closefd=False) as out:
                    _decode(pipe, Path(job.path), job.format, Spool(out, job.limit_s))
            except (av.error.FFmpegError, MemoryError):
                tell_parent(pipe, ChildRefused(Why.UNREADABLE))
            except OSError as error:  # the disk is full
                tell_parent(pipe, ChildFailed(str(error)))
            except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
                tell_parent(pipe, ChildFailed(repr(error)))


def _decode(pipe: Connection, path: Path, kind: Format, spool: Spool) -> None:
    only_files = {"protocol_whitelist": "file"}
    with av.open(
        str(path), format=kind.value, options=only_files, metadata_errors="replace"
    ) as container:
        if not container.streams.audio:
            tell_parent(pipe, ChildRefused(Why.NO_SOUND))
            return
        stream = container.streams.audio[0]
        codec = cast("AudioCodecContext | None", stream.codec_context)  # its types promise one
        if codec is None:  # of a kind that nobody knows, or damage made it one
            tell_parent(pipe, ChildRefused(Why.UNREADABLE))
            return
        spool.channels = 2 if codec.channels == 2 else 1
        spool.start_s = (container.start_time or 0) / av.time_base
        guessed_s = _guessed_s(container, stream)
        told_s = 0.0
        for frame in _frames(container, stream):
            spool.add(frame)
            if spool.is_full:
                break
            if guessed_s and spool.length_s > told_s + _STEP_S:
                told_s = spool.length_s
                tell_parent(pipe, ShareDone(told_s / guessed_s))
        spool.finish()
    promised_s = read_promised_s(path, kind, guessed_s)
    tell_parent(pipe, Spooled(spool.channels, spool.length, promised_s))


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Every frame that can be had: damage costs what it hit, and the container finds its way again
    behind it, or after a few more attempts never."""
    packets = container.demux(stream)
    failures = 0
    while failures < _ATTEMPTS:
        try:
            packet = next(packets, None)
        except (av.error.FFmpegError, IndexError):  # the latter where a stream has gone amid it
            failures += 1
            packets = container.demux(stream)
            continue
        if packet is None:
            return
        failures = 0
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            continue
        yield from frames


def _guessed_s(container: InputContainer, stream: AudioStream) -> float | None:
    """How long FFmpeg takes the recording to be, before it has read it."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None:
        return container.duration / av.time_base
    return None


if __name__ == "__main__":
    main()
