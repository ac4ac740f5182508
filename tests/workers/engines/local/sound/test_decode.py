"""Decoding, in its child: every format, damage, limits."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import psutil
import pytest

from tests.workers.engines.local.recordings import demo, encode, tone, video
from workers.domain.errors import Fault, Refused, Stopped, Why
from workers.engines.local.sound import RATE
from workers.engines.local.sound.decode import Decoded, decode_sound
from workers.engines.local.sound.formats import recognise_format
from workers.media.formats import Format

SECONDS = 6


@pytest.fixture
def spool() -> Iterator[int]:
    with tempfile.TemporaryFile() as file:
        yield file.fileno()


def decoded(path: Path, spool: int, limit_s: float = 60) -> Decoded:
    return decode_sound(path, recognise_format(path, path.name), spool, limit_s, lambda _: None)


@pytest.mark.parametrize(
    ("name", "container", "codec", "rate"),
    [
        ("a.mp3", "mp3", "libmp3lame", 44_100),
        ("a.m4a", "mp4", "aac", 44_100),
        ("a.aac", "adts", "aac", 44_100),
        ("a.ogg", "ogg", "libopus", 24_000),
        ("a.opus", "ogg", "libopus", 48_000),
        ("a.webm", "webm", "libopus", 48_000),
        ("a.flac", "flac", "flac", 32_000),
        ("a.wav", "wav", "pcm_s16le", 8_000),
        ("mulaw.wav", "wav", "pcm_mulaw", 8_000),
        ("float.wav", "wav", "pcm_f32le", 96_000),
        ("a.wma", "asf", "wmav2", 44_100),
        ("a.mka", "matroska", "libopus", 48_000),
        ("a.aiff", "aiff", "pcm_s16be", 44_100),
        ("a.caf", "caf", "pcm_s16be", 44_100),
        ("a.m4b", "ipod", "aac", 44_100),
        ("a.3gp", "3gp", "aac", 44_100),
        ("a.flv", "flv", "aac", 44_100),
        ("a.ts", "mpegts", "aac", 48_000),
        ("a.mpg", "mpeg", "mp2", 48_000),
    ],
)
def test_audio(
    tmp_path: Path, spool: int, name: str, container: str, codec: str, rate: int
) -> None:
    original = demo()[: SECONDS * RATE]
    found = decoded(encode(tmp_path / name, container, codec, original, rate=rate), spool).sound
    assert found.channels == 1
    assert found.length_s == pytest.approx(SECONDS, abs=0.12)
    heard = found.read(0, SECONDS * RATE)
    assert np.sqrt(np.mean(heard**2)) == pytest.approx(np.sqrt(np.mean(original**2)), rel=0.15)


@pytest.mark.parametrize(
    ("name", "container", "codec", "sound_codec"),
    [
        ("a.mp4", "mp4", "mpeg4", "aac"),
        ("a.mov", "mov", "mpeg4", "aac"),
        ("a.mkv", "matroska", "mpeg4", "libopus"),
        ("a.webm", "webm", "libvpx", "libopus"),
        ("a.avi", "avi", "mpeg4", "libmp3lame"),
    ],
)
def test_video(
    tmp_path: Path, spool: int, name: str, container: str, codec: str, sound_codec: str
) -> None:
    found = decoded(video(tmp_path / name, container, codec, sound_codec, SECONDS), spool)
    assert found.sound.length_s == pytest.approx(SECONDS, abs=0.2)


def test_video_without_sound(tmp_path: Path, spool: int) -> None:
    with pytest.raises(Refused) as refused:
        decoded(video(tmp_path / "a.mp4", "mp4", "mpeg4", None, 1), spool)
    assert refused.value.why is Why.NO_SOUND


def test_both_channels_are_kept(tmp_path: Path, spool: int) -> None:
    both = np.stack([tone(2, 300), np.zeros(2 * RATE, np.float32)], axis=1)
    sound = decoded(encode(tmp_path / "a.flac", "flac", "flac", both), spool).sound
    left, right = (sound.read(RATE // 2, RATE, channel) for channel in (0, 1))
    assert np.abs(left).max() > 0.25
    assert np.abs(right).max() < 0.01
    assert np.abs(sound.read(RATE // 2, RATE)).max() == pytest.approx(
        np.abs(left).max() / 2, rel=0.05
    )


def test_too_long_stops_at_the_limit(tmp_path: Path, spool: int) -> None:
    path = encode(tmp_path / "a.flac", "flac", "flac", np.tile(tone(10), 30))
    with pytest.raises(Refused) as refused:
        decoded(path, spool, limit_s=60)
    assert refused.value.why is Why.TOO_LONG
    assert refused.value.details["limit_minutes"] == 1
    written = os.fstat(spool).st_size / 2 / RATE
    assert written < 65


@pytest.mark.parametrize("name", ["a.mp3", "a.m4a", "a.wav", "a.ogg"])
def test_junk(tmp_path: Path, spool: int, name: str) -> None:
    path = tmp_path / name
    heads = {"a.wav": b"RIFF\x00\x01\x00\x00WAVEfmt ", "a.ogg": b"OggS"}
    junk = np.random.default_rng(0).integers(0, 256, 20_000, np.uint8).tobytes()
    path.write_bytes(heads.get(name, b"") + junk)
    with pytest.raises(Refused) as refused:
        decoded(path, spool)
    assert refused.value.why is Why.UNREADABLE


def test_truncated_container_is_unreadable(tmp_path: Path, spool: int) -> None:
    path = encode(tmp_path / "a.m4a", "mp4", "aac", tone(5))
    path.write_bytes(path.read_bytes()[:-3000])
    with pytest.raises(Refused) as refused:
        decoded(path, spool)
    assert refused.value.why is Why.UNREADABLE


@pytest.mark.parametrize(
    ("name", "container", "codec"),
    [
        ("a.flac", "flac", "flac"),
        ("a.wav", "wav", "pcm_s16le"),
        ("a.mp3", "mp3", "libmp3lame"),
        ("a.webm", "webm", "libopus"),
        ("a.aiff", "aiff", "pcm_s16be"),
    ],
)
def test_early_end_is_told(
    tmp_path: Path, spool: int, name: str, container: str, codec: str
) -> None:
    path = encode(tmp_path / name, container, codec, demo()[: 40 * RATE])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    found = decoded(path, spool)
    assert found.ends_early
    assert found.promised_s == pytest.approx(40, abs=0.1)
    assert 10 < found.sound.length_s < 30


@pytest.mark.parametrize(
    ("name", "container", "codec"),
    [("a.mp3", "mp3", "libmp3lame"), ("a.aac", "adts", "aac"), ("a.ts", "mpegts", "aac")],
)
def test_whole_recording_does_not_end_early(
    tmp_path: Path, spool: int, name: str, container: str, codec: str
) -> None:
    assert not decoded(encode(tmp_path / name, container, codec, demo()), spool).ends_early


def test_a_size_that_was_never_filled_in_promises_nothing(tmp_path: Path, spool: int) -> None:
    path = encode(tmp_path / "a.wav", "wav", "pcm_s16le", tone(8))
    path.write_bytes(b"RIFF\xff\xff\xff\x7f" + path.read_bytes()[8:])
    assert not decoded(path, spool).ends_early


@pytest.mark.parametrize(
    ("name", "container", "codec"), [("a.flac", "flac", "flac"), ("a.ogg", "ogg", "libopus")]
)
def test_damage_in_the_middle_keeps_times(
    tmp_path: Path, spool: int, name: str, container: str, codec: str
) -> None:
    path = encode(tmp_path / name, container, codec, demo())
    damaged = bytearray(path.read_bytes())
    middle, hit = len(damaged) // 2, len(damaged) // 10
    damaged[middle : middle + hit] = bytes(hit)
    path.write_bytes(damaged)
    assert decoded(path, spool).sound.length_s == pytest.approx(len(demo()) / RATE, abs=0.5)


def test_stopping_ends_the_child(tmp_path: Path, spool: int) -> None:
    path = encode(tmp_path / "a.flac", "flac", "flac", tone(5))

    def stop(_: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        decode_sound(path, recognise_format(path, path.name), spool, 60, stop)
    left = [one for one in psutil.Process().children() if one.status() != psutil.STATUS_ZOMBIE]
    assert not [one for one in left if "workers.engines.local.sound.decoder" in one.cmdline()]


def test_a_gap_that_crosses_the_limit_is_too_long(tmp_path: Path, spool: int) -> None:
    """And is not written out: the kernel would end the child for what a clock says."""
    path = tmp_path / "a.mka"
    with av.open(str(path), "w", format="matroska") as out:
        stream: Any = out.add_stream("pcm_s16le", rate=RATE, layout="mono")
        for start_s in (0, 500):
            frame = av.AudioFrame.from_ndarray(np.ones((1, RATE), np.int16), "s16", "mono")
            frame.sample_rate, frame.pts = RATE, start_s * RATE
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    with pytest.raises(Refused) as refused:
        decoded(path, spool, limit_s=60)
    assert refused.value.why is Why.TOO_LONG
    assert os.fstat(spool).st_size / 2 / RATE < 65


def test_a_kind_of_sound_that_nobody_knows_is_unreadable(tmp_path: Path, spool: int) -> None:
    path = encode(tmp_path / "a.wav", "wav", "pcm_s16le", tone(1))
    data = bytearray(path.read_bytes())
    data[20:22] = b"\xfe\x7f"  # the code that says how the samples are written
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        decoded(path, spool)
    assert refused.value.why is Why.UNREADABLE


def test_a_slip_of_ours_is_not_told_as_damage(tmp_path: Path, spool: int) -> None:
    """A ValueError is raised for either; only FFmpeg's own speak of the file."""
    path = encode(tmp_path / "a.wav", "wav", "pcm_s16le", tone(1))
    with pytest.raises(Fault, match="ValueError"):
        decode_sound(path, Format.TXT, spool, 60, lambda _share: None)
