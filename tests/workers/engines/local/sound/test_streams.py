"""Recordings in which several sounds lie side by side."""

from __future__ import annotations

import io
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from tests.workers.engines.local.progress import Watched
from tests.workers.engines.local.recordings import NETWORKS, Samples, demo, lines
from workers.domain.meeting import Meeting, Remark
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.local.engine import LocalEngine
from workers.engines.local.sound import RATE
from workers.engines.local.sound.streams import MOST, Stream, choose_streams, interleave


def stream(samples: Samples) -> Stream:
    """Of shape (length,) or (length, 2)."""
    channels = 1 if samples.ndim == 1 else 2
    raw = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    return Stream(io.BytesIO(raw), channels, len(samples))


def track_of(name: str) -> Samples:
    """The demo meeting with everybody else silent."""
    track = np.zeros_like(demo())
    for who, start_s, end_s in lines():
        if who == name:
            at = slice(round(start_s * RATE), round(end_s * RATE))
            track[at] = demo()[at]
    return track


NORA, VICTOR, WALTER = (track_of(name) for name in ("Nora", "Victor", "Walter"))
SILENCE = np.zeros_like(NORA)
HISS = (1e-4 * np.random.default_rng(0).standard_normal(len(NORA))).astype(np.float32)


def chosen(*tracks: Samples) -> list[int]:
    streams = [stream(track) for track in tracks]
    found = choose_streams(streams)
    return [row for row, one in enumerate(streams) if any(one is other for other in found)]


def test_silent_tracks_are_left_out() -> None:
    assert chosen(SILENCE, NORA, HISS) == [1]


def test_where_all_are_silent_one_is_left() -> None:
    assert chosen(SILENCE, HISS) == [0]


def test_the_same_sound_twice_counts_once() -> None:
    late = np.roll(0.4 * demo(), RATE // 10)
    assert chosen(demo(), late + HISS) == [0]
    both = np.stack([demo(), demo()], axis=1)
    assert chosen(both, demo()) == [0]


def test_a_mix_of_the_others_is_left_out() -> None:
    assert chosen(0.7 * NORA + 0.9 * VICTOR, NORA, VICTOR) == [1, 2]
    assert chosen(NORA, VICTOR, WALTER, NORA + VICTOR + WALTER) == [0, 1, 2]


def test_people_who_speak_for_themselves_all_stay() -> None:
    assert chosen(NORA, VICTOR, WALTER) == [0, 1, 2]


def test_at_most_sixteen_and_the_softest_go() -> None:
    rng = np.random.default_rng(1)
    tracks = [
        (level * rng.standard_normal(3 * RATE) * (rng.random(3 * RATE // 800).repeat(800) > 0.5))
        for level in [0.01, *[0.1] * MOST]
    ]
    assert chosen(*(track.astype(np.float32) for track in tracks)) == list(range(1, MOST + 1))


def test_each_track_is_a_channel_and_one_alone_stays_as_it_is() -> None:
    out = io.BytesIO()
    stereo = np.stack([NORA, VICTOR], axis=1)
    assert interleave([stream(stereo), stream(WALTER[: 2 * RATE])], out) == (2, len(NORA))
    frames = np.frombuffer(out.getvalue(), "<i2").reshape(-1, 2)
    assert len(frames) == len(NORA)
    assert np.abs(frames[:, 0] - 32767 * (NORA + VICTOR) / 2).max() < 2
    assert not frames[2 * RATE :, 1].any()
    out = io.BytesIO()
    assert interleave([stream(stereo)], out) == (2, len(NORA))
    assert len(out.getvalue()) == 4 * len(NORA)


def write_tracks(path: Path, *tracks: Samples) -> Path:
    with av.open(str(path), "w") as out:
        streams: list[Any] = [out.add_stream("aac", rate=48_000, layout="mono") for _ in tracks]
        for one, track in zip(streams, tracks, strict=True):
            frame = av.AudioFrame.from_ndarray(
                (track[None] * 32767).astype(np.int16), format="s16", layout="mono"
            )
            frame.sample_rate, frame.time_base = RATE, Fraction(1, RATE)
            resampler = av.AudioResampler("fltp", "mono", 48_000, 1024)
            for piece in (*resampler.resample(frame), *resampler.resample(None)):
                out.mux(one.encode(piece))
            out.mux(one.encode(None))
    return path


def hear(path: Path) -> Meeting:
    submission = LocalEngine(60, NETWORKS).submit(
        Recording(name=path.name, path=path), Brief(name="tracks"), Watched()
    )
    assert submission.meeting is not None
    return submission.meeting


def test_three_tracks_are_three_people(tmp_path: Path) -> None:
    found = hear(write_tracks(tmp_path / "meeting.mov", SILENCE, NORA, VICTOR, WALTER))
    assert len(found.speakers) == 3
    names = dict(zip(found.speakers, ("Nora", "Victor", "Walter"), strict=True))
    for name, start_s, end_s in lines():
        at = [one for one in found.utterances if one.start_s < (start_s + end_s) / 2 < one.end_s]
        assert [names[one.speaker] for one in at] == [name]
    (note,) = found.notes
    assert (note.remark, note.numbers) == (Remark.TRACKS, {"tracks": 4, "heard": 3})


CASES = Path(os.environ.get("CASES_DIR", Path(__file__).parents[6] / "shared" / "cases"))


@pytest.mark.skipif(not CASES.is_dir(), reason="no cases beside the project; set CASES_DIR")
@pytest.mark.parametrize(
    ("name", "tracks", "heard"),
    [("85c-one-voice-a-track.mov", 2, 2), ("85e-screen-recording.mp4", 2, 1)],
)
def test_handed_cases(name: str, tracks: int, heard: int) -> None:
    found = hear(CASES / "sound" / name)
    numbers = {note.remark: note.numbers for note in found.notes}
    assert numbers[Remark.TRACKS] == {"tracks": tracks, "heard": heard}
    assert sum(one.words for one in found.utterances) > 30
    assert len(found.speakers) == 2
