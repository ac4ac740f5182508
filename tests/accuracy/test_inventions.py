"""What the embedded engine makes of sounds in which nobody speaks: nothing.

All sixty by `make accuracy`, else one of each kind.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from tests.accuracy.sounds import KINDS, make_sounds
from tests.workers.engines.local.progress import Watched
from tests.workers.engines.local.recordings import NETWORKS, encode
from workers.domain.errors import Refused, Why
from workers.domain.meeting import Utterance
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.local.engine import LocalEngine
from workers.engines.local.sound import RATE, Samples
from workers.engines.local.words.moonshine import Moonshine
from workers.engines.local.words.prepared import find_sources, prepare

LARGE = pytest.param(
    6,
    marks=[
        pytest.mark.accuracy,
        pytest.mark.timeout(1800),
        pytest.mark.skipif(not os.environ.get("ACCURACY"), reason="takes minutes: ACCURACY=1"),
    ],
)
"""All six of each kind."""
LENGTHS_S = (0.4, 0.7, 1.2, 2.5, 6.0)
"""What might be taken for a turn."""


def test_there_are_sixty() -> None:
    sounds = dict(make_sounds())
    assert len(sounds) == 60
    assert len({sound.tobytes() for sound in sounds.values()}) == 60
    assert all(np.abs(sound).max() <= 1 for sound in sounds.values())


def utterances_in(path: Path) -> tuple[Utterance, ...]:
    try:
        submission = LocalEngine(60, NETWORKS).submit(
            Recording(name=path.name, path=path), Brief(name="sounds"), Watched()
        )
    except Refused as refused:
        if refused.why is not Why.NO_SPEECH:
            raise
        return ()
    assert submission.meeting is not None
    return submission.meeting.utterances


@pytest.mark.parametrize("each", [1, LARGE])
def test_no_sound_is_scored(tmp_path: Path, each: int) -> None:
    """Each kind in a recording of its own, in which nothing else is louder."""
    of_kind: dict[str, list[Samples]] = {kind: [] for kind in KINDS}
    for name, sound in make_sounds():
        of_kind[name.rsplit(" ", 1)[0]].append(sound)
    for kind, sounds in of_kind.items():
        whole = np.concatenate(sounds[:each])
        path = encode(tmp_path / f"{kind}.flac", "flac", "flac", whole, rate=RATE)
        scored = [one for one in utterances_in(path) if one.polarity is not None]
        assert not scored, kind


@pytest.mark.parametrize("each", [1, LARGE])
def test_no_piece_of_a_sound_is_scored_either(each: int) -> None:
    """As if it had been taken for speech, in pieces of many lengths."""
    moonshine = Moonshine(prepare(find_sources(), NETWORKS))
    chosen = [sound for name, sound in make_sounds() if int(name.rsplit(" ", 1)[1]) <= each]
    for length_s in LENGTHS_S:
        pieces = [_louder(sound[RATE : RATE + round(length_s * RATE)]) for sound in chosen]
        for first in range(0, len(pieces), 8):
            for heard in moonshine.hear(pieces[first : first + 8]):
                assert len(heard.words) <= 1, [word.text for word in heard.words]


def _louder(piece: Samples) -> Samples:
    return (0.5 * piece / max(1e-6, float(np.abs(piece).max()))).astype(np.float32)


@pytest.mark.parametrize("loud", [0.0, 0.003])
def test_what_is_heard_in_a_pause_is_nothing(loud: float) -> None:
    rng = np.random.default_rng(5)
    pause = (loud * rng.standard_normal(4 * RATE)).astype(np.float32)
    (heard,) = Moonshine(prepare(find_sources(), NETWORKS)).hear([pause])
    assert heard.words == []
