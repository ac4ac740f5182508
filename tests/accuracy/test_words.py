"""How well, how fast and when the embedded engine hears words: ACCURACY=1 pytest tests/accuracy

Meetings spoken by flite, whose words and times are known; and, beside faster-whisper's tiny.en on
the engine's own turns of the samples, where that and a folder with its model (WHISPER_MODEL) are
there. With ACCURACY_TABLE=path the tables are added to it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.accuracy.mixes import decoded
from tests.accuracy.spoken import Line, Spoken, is_installed, speak_meetings
from tests.accuracy.truth import SAMPLES, samples_dir
from tests.accuracy.words import WordErrors, count_errors, plain
from tests.workers.engines.local.progress import Watched
from tests.workers.engines.local.recordings import NETWORKS, encode, sound_of
from workers.domain.meeting import Meeting, Utterance
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.local.engine import LocalEngine
from workers.engines.local.sound import RATE, Samples
from workers.engines.local.voices.speakers import find_voices
from workers.engines.local.words.crew import Crew, Stretch
from workers.engines.local.words.cuts import cut_long
from workers.engines.local.words.moonshine import Moonshine
from workers.engines.local.words.prepared import find_sources, prepare

pytestmark = [
    pytest.mark.accuracy,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not os.environ.get("ACCURACY"), reason="measures for minutes: ACCURACY=1"),
]

MODEL = os.environ.get("WHISPER_MODEL", "")
MOST_WRONG = {"near": 8.0, "noise": 12.0, "room": 12.0, "telephone": 12.0}
"""Percent of words, mean of the meetings of each kind."""
EACH = 2


def hear(path: Path) -> Meeting:
    submission = LocalEngine(300, NETWORKS).submit(
        Recording(name=path.name, path=path), Brief(name="words"), Watched()
    )
    assert submission.meeting is not None
    return submission.meeting


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Spoken, Meeting]]:
    if not is_installed():
        pytest.skip("flite is not installed: apt-get install flite")
    path = tmp_path_factory.mktemp("spoken") / "meeting.flac"
    return [
        (one, hear(encode(path, "flac", "flac", one.samples, rate=RATE)))
        for one in speak_meetings(EACH)
    ]


def test_words_of_spoken_meetings(spoken: list[tuple[Spoken, Meeting]]) -> None:
    errors: dict[str, WordErrors] = {}
    for one, meeting in spoken:
        found = count_errors(one.text, " ".join(each.text for each in meeting.utterances))
        before = errors.get(one.condition, WordErrors(0, 0, 0, 0))
        errors[one.condition] = before.add(found)
    write_table("| meetings | word errors % |", [f"| {k} | {v} |" for k, v in errors.items()])
    assert {kind: most for kind, most in MOST_WRONG.items() if errors[kind].percent > most} == {}


def test_sentences_are_told_when_they_are_said(spoken: list[tuple[Spoken, Meeting]]) -> None:
    off_s = [
        off
        for one, meeting in spoken
        for line in one.lines
        if (off := how_far_off(line, meeting.utterances)) is not None
    ]
    write_table(
        "| sentences compared | start and end off, mean s | nine in ten |",
        [f"| {len(off_s)} | {np.mean(off_s):.2f} | {np.percentile(off_s, 90):.2f} |"],
    )
    assert len(off_s) > 100
    assert np.mean(off_s) <= 0.7


def how_far_off(line: Line, utterances: Sequence[Utterance]) -> float | None:
    """Seconds; None where no utterance near it is this sentence."""
    same = [
        one
        for one in utterances
        if plain(one.text) == plain(line.text) and abs(one.start_s - line.start_s) < 15
    ]
    offs = [(abs(a.start_s - line.start_s) + abs(a.end_s - line.end_s)) / 2 for a in same]
    return min(offs, default=None)


@pytest.mark.skipif(not samples_dir().is_dir(), reason="no sample recordings; set SAMPLES_DIR")
@pytest.mark.parametrize("name", ["reading-1-voice", "speech-jfk"])
def test_words_of_the_samples(name: str) -> None:
    sample = next(one for one in SAMPLES if one.name == name)
    found = count_errors(sample.text, " ".join(one.text for one in hear(sample.path).utterances))
    write_table("| sample | word errors % |", [f"| {name} | {found} |"])
    assert found.percent <= 8


Recogniser = Callable[[Samples], str]


@pytest.mark.skipif(not samples_dir().is_dir(), reason="no sample recordings; set SAMPLES_DIR")
@pytest.mark.skipif(
    not MODEL or find_spec("faster_whisper") is None,
    reason="nothing to compare with: pip install '.[whisper]' and set WHISPER_MODEL to a folder",
)
def test_beside_whisper_on_the_same_turns() -> None:
    """One thread each, in one run; words of both beside the truth where that is known."""
    moonshine, whisper = Moonshine(prepare(find_sources(), NETWORKS)), load_whisper()
    rows, spent, errors = [], np.zeros(2), [WordErrors(0, 0, 0, 0)] * 2
    whole_s = 0.0
    for sample in SAMPLES:
        sound = sound_of(decoded(sample))
        turns = [one.clear for one in find_voices(sound, None, lambda _: None).turns if one.clear]
        pieces = [
            piece for one in turns for piece in cut_long(sound, Stretch(one.start_s, one.end_s))
        ]
        mine, mine_s = by_batches(moonshine, sound, pieces)
        began = time.process_time()
        its = [whisper(read(sound, one)) for one in pieces]
        its_s = time.process_time() - began
        whole_s += sound.length_s
        spent += (mine_s, its_s)
        both = []
        if sample.text:
            both = [count_errors(sample.text, " ".join(texts)) for texts in (mine, its)]
            errors = [before.add(one) for before, one in zip(errors, both, strict=True)]
        told = " | ".join(str(one) for one in both) or " | "
        rows.append(
            f"| {sample.name} | {mine_s / sound.length_s:.3f} | {its_s / sound.length_s:.3f} "
            f"| {told} |"
        )
    rows.append(
        f"| all | {spent[0] / whole_s:.3f} | {spent[1] / whole_s:.3f} | {errors[0]} | {errors[1]} |"
    )
    write_table(
        "| sample | Moonshine, x real time | tiny.en | word errors %: Moonshine | tiny.en |",
        rows,
    )
    assert spent[0] <= 0.6 * spent[1]
    assert spent[0] / whole_s <= 0.09
    assert errors[0].percent <= errors[1].percent + 1  # one word in a hundred


def by_batches(
    moonshine: Moonshine, sound: Any, pieces: Sequence[Stretch]
) -> tuple[list[str], float]:
    """As the crew does it, in the order of time."""
    texts: dict[Stretch, str] = {}
    began = time.process_time()
    for batch in Crew(1, NETWORKS)._batches(pieces):
        for stretch, heard in zip(
            batch, moonshine.hear([read(sound, one) for one in batch]), strict=True
        ):
            texts[stretch] = " ".join(word.text for word in heard.words)
    return [texts[one] for one in pieces], time.process_time() - began


def load_whisper() -> Recogniser:
    from faster_whisper import WhisperModel  # noqa: PLC0415 - an extra

    model = WhisperModel(MODEL, device="cpu", compute_type="int8", cpu_threads=1)

    def hear_one(samples: Samples) -> str:
        segments, _ = model.transcribe(
            samples, language="en", condition_on_previous_text=False, vad_filter=False
        )
        return " ".join(one.text for one in segments)

    return hear_one


def read(sound: Any, one: Stretch) -> Samples:
    samples: Samples = sound.read(round(one.start_s * RATE), round(one.end_s * RATE))
    return samples


def write_table(head: str, rows: Sequence[str]) -> None:
    table = "\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows])
    print(f"\n{table}")
    if path := os.environ.get("ACCURACY_TABLE"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"\n{table}\n")
