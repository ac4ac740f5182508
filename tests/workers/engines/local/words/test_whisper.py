"""faster-whisper itself, with a model made here. It hears nothing: what counts is the way."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from tests.workers.engines.local.progress import Watched
from tests.workers.engines.local.recordings import demo, sound_of, turn
from tests.workers.engines.local.words.tiny_whisper import WORDS, tiny_whisper
from workers.domain.errors import Stopped
from workers.engines.local.sound import RATE
from workers.engines.local.words.crew import Crew, ModelMissing, Stretch
from workers.engines.local.words.dictation import Dictation, dictation
from workers.engines.local.words.whisper import installed

pytestmark = pytest.mark.skipif(
    not installed(), reason="faster-whisper is not installed: pip install '.[whisper]'"
)
TURNS = [turn(0, 0.3, 3.9), turn(1, 4.0, 12.0)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_whisper(tmp_path_factory.mktemp("whisper") / "model")


def heard(model: Path, progress: Watched) -> Dictation:
    return dictation(
        sound_of(demo()[: 12 * RATE]),
        TURNS,
        words=f"whisper:{model}",
        jobs=2,
        saved=progress.saved,
        at=progress.report,
    )


def test_words_and_their_times_come_from_the_model(model: Path) -> None:
    stretch = Stretch(2.0, 12.0)
    sound = sound_of(demo()[: 12 * RATE])
    words = Crew(size=1, model=str(model), threads=2).hear(sound, [stretch], {}, lambda _: None)
    assert words[stretch]
    assert {word.text for word in words[stretch]} <= set(WORDS)
    assert all(2.0 <= word.start_s <= word.end_s <= 12.1 for word in words[stretch])


def test_the_turns_have_them(model: Path) -> None:
    progress = Watched()
    found = heard(model, progress)
    assert not found.fell_back
    assert {word for text in found.texts for word in text.split()} <= set(WORDS)
    assert any(found.texts)
    assert len(progress.saved) == 1  # both turns fit into half a minute


@pytest.mark.parametrize("file", ["model.bin", "tokenizer.json", "vocabulary.json"])
def test_a_damaged_model_is_none(model: Path, tmp_path: Path, file: str) -> None:
    damaged = tmp_path / "model"
    shutil.copytree(model, damaged)
    (damaged / file).write_bytes((model / file).read_bytes()[:1000])
    with pytest.raises(ModelMissing):
        Crew(size=1, model=str(damaged)).hear(
            sound_of(demo()[: 4 * RATE]), [Stretch(0, 1)], {}, lambda _: None
        )


def test_what_another_recogniser_heard_is_not_taken_for_its_own(model: Path) -> None:
    stretch = Stretch(0.3, 3.9)
    saved = {stretch.key: b'[["kept", 1.0, 1.5]]'}
    sound = sound_of(demo()[: 4 * RATE])
    found = Crew(size=1, model=str(model)).hear(sound, [stretch], saved, lambda _: None)
    assert "kept" not in [word.text for word in found[stretch]]


def test_stopping_ends_it_at_once(model: Path) -> None:
    progress = Watched(stop=lambda seen: len(seen.reports) > 1)
    with pytest.raises(Stopped):
        heard(model, progress)
    assert progress.stopped_at is not None
    assert time.monotonic() - progress.stopped_at < 2
