"""Long recordings go in pieces that are parted in pauses; what was finished is not done again."""

from __future__ import annotations

import io
import tempfile
import wave
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.standins.openai import Flavour
from tests.workers.engines.notebook import Notebook
from tests.workers.engines.openai.conftest import MakeEngine, MakeServer
from workers.domain.errors import Stopped
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.local.sound import RATE, Sound, Span
from workers.engines.openai import engine as engine_module
from workers.engines.openai.pieces import LONGEST_S, SHORTEST_S, cut_pieces, write_form


@pytest.fixture
def half_an_hour() -> Iterator[Sound]:
    """Noise with a second of silence after every 100 s."""
    with tempfile.TemporaryFile() as spool:
        rng = np.random.default_rng(1)
        for _ in range(18):
            spool.write(rng.integers(-3000, 3000, 99 * RATE).astype("<i2").tobytes())
            spool.write(bytes(2 * RATE))
        spool.flush()
        yield Sound(spool.fileno(), 1, 1800 * RATE)


def test_pieces_cover_everything_and_meet_in_pauses(half_an_hour: Sound) -> None:
    pieces = cut_pieces(half_an_hour)
    assert pieces[0].start_s == 0
    assert pieces[-1].end_s == half_an_hour.length_s
    assert all(one.end_s == other.start_s for one, other in pairwise(pieces))
    for piece in pieces[:-1]:
        assert SHORTEST_S <= piece.length_s <= LONGEST_S
        assert 99 <= piece.end_s % 100 <= 100


def test_a_form_holds_the_piece_as_wav(half_an_hour: Sound, tmp_path: Path) -> None:
    path = tmp_path / "form"
    content_type = write_form(
        path, half_an_hour, Span(98.5, 99.5), {"model": "m", "x[]": ["a", "b"]}
    )
    body = path.read_bytes()
    boundary = content_type.split("boundary=")[1].encode()
    parts = body.split(b"--" + boundary)
    assert parts[-1] == b"--\r\n"
    assert [b'name="model"' in part for part in parts].count(True) == 1
    assert [b'name="x[]"' in part for part in parts].count(True) == 2
    data = parts[-2].split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n")
    with wave.open(io.BytesIO(data)) as wav:
        assert wav.getnframes() == RATE
        samples = np.frombuffer(wav.readframes(RATE), "<i2")
    assert samples[: RATE // 2 - 100].any()
    assert not samples[RATE // 2 + 100 :].any()


def test_a_try_that_broke_off_goes_on_behind_the_last_finished_piece(
    make_server: MakeServer,
    make_engine: MakeEngine,
    recording: Recording,
    brief: Brief,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def thirds(sound: Sound) -> list[Span]:
        edges = [sound.length_s * part / 3 for part in range(4)]
        return [Span(*pair) for pair in pairwise(edges)]

    monkeypatch.setattr(engine_module, "cut_pieces", thirds)
    server = make_server(Flavour.SPEACHES)
    engine, progress = make_engine(server), StopsAt(0.4)
    with pytest.raises(Stopped):
        engine.submit(recording, brief, progress)
    assert len(server.asked) == 1
    again = engine.submit(recording, brief, Notebook(progress.saved)).meeting
    assert len(server.asked) == 3
    whole = engine.submit(recording, brief, Notebook()).meeting
    assert again is not None
    assert whole is not None
    found = [(each.speaker, each.text) for each in again.utterances]
    assert found == [(each.speaker, each.text) for each in whole.utterances]


class StopsAt(Notebook):
    """Says stop when this share is done."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def report(self, share: float) -> None:
        if share > self.share:
            raise Stopped
