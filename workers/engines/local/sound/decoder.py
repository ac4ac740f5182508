"""The decoder program: `decode` runs it in a child with limits, never in the worker itself.

It is told what to open and answers with the share done as it goes, then once with how it ended.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

import av
import av.error
from av.audio.frame import AudioFrame

from workers.domain.errors import Why
from workers.engines.local.sound.decode import DecodeJob, Spooled
from workers.engines.local.sound.promise import read_promised_s
from workers.engines.local.sound.spool import Spool
from workers.engines.local.sound.streams import Stream, choose_streams, interleave
from workers.processes.child import hear_parent, open_parent, tell_parent
from workers.processes.messages import ChildFailed, ChildRefused, ShareDone

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from av.audio.codeccontext import AudioCodecContext
    from av.audio.stream import AudioStream
    from av.container import InputContainer

_STEP_S = 20
_ATTEMPTS = 50


def main() -> None:
    logging.disable()
    with open_parent() as pipe:
        for job in hear_parent(pipe, DecodeJob):
            try:
                _decode(pipe, job)
            except (av.error.FFmpegError, MemoryError):
                tell_parent(pipe, ChildRefused(Why.UNREADABLE))
            except OSError as error:  # the disk is full
                tell_parent(pipe, ChildFailed(str(error)))
            except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
                tell_parent(pipe, ChildFailed(repr(error)))


def _decode(pipe: Connection, job: DecodeJob) -> None:
    only_files = {"protocol_whitelist": "file"}
    with ExitStack() as held:
        container = held.enter_context(
            av.open(
                job.path, format=job.format.value, options=only_files, metadata_errors="replace"
            )
        )
        if not container.streams.audio:
            tell_parent(pipe, ChildRefused(Why.NO_SOUND))
            return
        audio = [one for one in container.streams.audio if _codec(one) is not None]
        if not audio:  # of a kind that nobody knows, or damage made it one
            tell_parent(pipe, ChildRefused(Why.UNREADABLE))
            return
        out: BinaryIO = held.enter_context(open(job.spool, "wb", closefd=False))
        files: list[BinaryIO] = [out]
        if len(audio) > 1:
            files = [held.enter_context(TemporaryFile(dir=job.scratch)) for _ in audio]
        spools = [
            _spool(file, one, container, job.limit_s)
            for file, one in zip(files, audio, strict=True)
        ]
        guessed_s = max(_guessed_s(container, one) or 0.0 for one in audio) or None
        places = {one.index: spool for one, spool in zip(audio, spools, strict=True)}
        _fill(pipe, places, _frames(container, audio), guessed_s)
        streams = [
            Stream(file, spool.channels, spool.length)
            for file, spool in zip(files, spools, strict=True)
        ]
        heard, channels, length = streams, streams[0].channels, streams[0].length
        if len(streams) > 1:
            heard = choose_streams(streams)
            channels, length = interleave(heard, out)
    promised_s = read_promised_s(Path(job.path), job.format, guessed_s)
    tell_parent(pipe, Spooled(channels, length, promised_s, len(streams), len(heard)))


def _codec(stream: AudioStream) -> AudioCodecContext | None:
    """FFmpeg's types promise one; a stream of an unknown kind has none."""
    return cast("AudioCodecContext | None", stream.codec_context)


def _spool(file: BinaryIO, stream: AudioStream, container: InputContainer, limit_s: float) -> Spool:
    spool = Spool(file, limit_s)
    spool.channels = 2 if stream.codec_context.channels == 2 else 1
    spool.start_s = (container.start_time or 0) / av.time_base
    return spool


def _fill(
    pipe: Connection,
    spools: Mapping[int, Spool],
    frames: Iterator[tuple[int, AudioFrame]],
    guessed_s: float | None,
) -> None:
    """Write every stream into its spool, by its number, telling how far that is."""
    told_s = 0.0
    for index, frame in frames:
        spool = spools[index]
        spool.add(frame)
        if spool.is_full:
            break
        if guessed_s and spool.length_s > told_s + _STEP_S:
            told_s = spool.length_s
            tell_parent(pipe, ShareDone(told_s / guessed_s))
    for spool in spools.values():
        spool.finish()


def _frames(
    container: InputContainer, audio: Sequence[AudioStream]
) -> Iterator[tuple[int, AudioFrame]]:
    """Every frame that can be had, with its stream's number: damage costs what it hit, and the
    container finds its way again behind it, or after a few more attempts never."""
    packets = container.demux(*audio)
    failures = 0
    while failures < _ATTEMPTS:
        try:
            packet = next(packets, None)
        except (av.error.FFmpegError, IndexError):  # the latter where a stream has gone amid it
            failures += 1
            packets = container.demux(*audio)
            continue
        if packet is None:
            return
        failures = 0
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            continue
        for frame in frames:
            if isinstance(frame, AudioFrame):
                yield packet.stream.index, frame


def _guessed_s(container: InputContainer, stream: AudioStream) -> float | None:
    """How long FFmpeg takes the recording to be, before it has read it."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None:
        return container.duration / av.time_base
    return None


if __name__ == "__main__":
    main()
