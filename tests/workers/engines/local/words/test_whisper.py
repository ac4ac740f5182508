"""faster-whisper itself, with a model made here. It hears nothing: what counts is the way."""

from __future__ import annotations

import os
import shutil
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.workers.engines.local.progress import Watched
from tests.workers.engines.local.recordings import NETWORKS, demo, sound_of, turn
from tests.workers.engines.local.words.tiny_whisper import WORDS, tiny_whisper
from workers.domain.errors import Stopped
from workers.engines.local.sound import RATE
from workers.engines.local.words.crew import Crew, ModelMissing, Stretch
from workers.engines.local.words.dictation import Dictating, Dictation, dictate

pytestmark = pytest.mark.skipif(
    find_spec("faster_whisper") is None,
    reason="faster-whisper is not installed: pip install '.[whisper]'",
)
TURNS = [turn(0, 0.3, 3.9), turn(1, 4.0, 12.0)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_whisper(tmp_path_factory.mktemp("whisper") / "model")


def heard(model: Path, progress: Watched) -> Dictation:
    return dictate(
        sound_of(demo()[: 12 * RATE]),
        TURNS,
        Dictating(f"whisper:{model}", jobs=2, folder=NETWORKS),
        progress.saved,
        progress.report,
    )


def test_words_and_their_times_come_from_the_model(model: Path) -> None:
    stretch = Stretch(2.0, 12.0)
    sound = sound_of(demo()[: 12 * RATE])
    crew = Crew(1, NETWORKS, model=str(model), threads=2)
    words = crew.hear(sound, [stretch], {}, lambda _: None)
    assert words[stretch].words
    assert {word.text for word in words[stretch].words} <= set(WORDS)
    assert all(2.0 <= word.start_s <= word.end_s <= 12.1 for word in words[stretch].words)


def test_the_turns_have_them(model: Path) -> None:
    progress = Watched()
    found = heard(model, progress)
    assert not found.fell_back
    assert {word.text for words in found.words for word in words} <= set(WORDS)
    assert any(found.words)
    assert len(progress.saved) == 1  # both turns fit into half a minute


@pytest.mark.parametrize("file", ["model.bin", "tokenizer.json", "vocabulary.json"])
def test_a_damaged_model_is_none(model: Path, tmp_path: Path, file: str) -> None:
    damaged = tmp_path / "model"
    shutil.copytree(model, damaged)
    (damaged / file).write_bytes((model / file).read_bytes()[:1000])
    with pytest.raises(ModelMissing):
        Crew(1, NETWORKS, model=str(damaged)).hear(
            sound_of(demo()[: 4 * RATE]), [Stretch(0, 1)], {}, lambda _: None
        )


def test_what_another_recogniser_heard_is_not_taken_for_its_own(model: Path) -> None:
    stretch = Stretch(0.3, 3.9)
    saved = {f"{stretch.key} moonshine": b'[[["kept", 1.0, 1.5, 1.0]], false]'}
    sound = sound_of(demo()[: 4 * RATE])
    found = Crew(1, NETWORKS, model=str(model)).hear(sound, [stretch], saved, lambda _: None)
    assert "kept" not in [word.text for word in found[stretch].words]


def test_stopping_ends_it_at_once(model: Path) -> None:
    progress = Watched(stop=lambda seen: len(seen.reports) > 1)
    with pytest.raises(Stopped):
        heard(model, progress)
    assert progress.stopped_at is not None
    assert time.monotonic() - progress.stopped_at < 2


REAL = os.environ.get("WHISPER_MODEL", "")


@pytest.mark.skipif(not REAL, reason="no real model: set WHISPER_MODEL to a folder with one")
def test_a_real_model_hears_words_and_when_they_are_said() -> None:
    """Victor begins at 4 s; his second sentence does at seven."""
    found = heard(Path(REAL), Watched())
    assert not found.fell_back
    assert found.language == "en"
    text = " ".join(word.text for word in found.words[1])
    assert "very worried about this release" in text
    (server,) = (one for one in found.words[1] if one.text.strip(",.").lower() == "server")
    assert server.start_s == pytest.approx(7.0, abs=0.7)
