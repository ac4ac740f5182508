"""The embedded engine as a whole, on the demo meeting and on what people send by mistake."""

from __future__ import annotations

import dbm.dumb
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jiwer
import numpy as np
import psutil
import pytest

from tests.workers.engines.local.progress import Watched
from tests.workers.engines.local.recordings import (
    NETWORKS,
    demo,
    encode,
    lines,
    sound_of,
    tone,
    video,
)
from workers.domain.errors import Fault, Refused, Stopped, Why
from workers.domain.meeting import Meeting, Remark
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Submission
from workers.engines.local.engine import VOICES, WORDS, LocalEngine
from workers.engines.local.sound import RATE
from workers.engines.local.voices.separate import separate_voices
from workers.examples import SPEAKERS, find_recording, find_transcript


def submit(
    path: Path, progress: Watched | None = None, *, speakers: int | None = None, name: str = ""
) -> Meeting:
    engine = LocalEngine(max_minutes=5, folder=NETWORKS)
    brief = Brief(name="a test", speakers=speakers)
    submission = engine.submit(
        Recording(name=name or path.name, path=path), brief, progress or Watched()
    )
    assert engine.status(submission).done
    engine.forget(submission)
    return engine.meeting(submission)


@pytest.fixture(scope="module")
def watched() -> Watched:
    return Watched()


@pytest.fixture(scope="module")
def heard(watched: Watched) -> Meeting:
    """The demo meeting as the engine hears it, told nothing."""
    return submit(find_recording(), watched)


def test_three_speakers_in_their_turns(heard: Meeting) -> None:
    assert heard.speakers == ("Speaker 1", "Speaker 2", "Speaker 3")
    names = dict(zip(heard.speakers, ("Nora", "Victor", "Walter"), strict=True))
    for name, start_s, end_s in lines():
        middle_s = (start_s + end_s) / 2
        at = next(one for one in heard.utterances if one.start_s < middle_s < one.end_s)
        assert names[at.speaker] == name


def test_most_words_are_right(heard: Meeting) -> None:
    truth = " ".join(one.text for one in submit(find_transcript()).utterances)
    plain = "".join(letter for letter in truth.lower() if letter.isalpha() or letter == " ")
    found = " ".join(one.text for one in heard.utterances).lower()
    assert jiwer.wer(plain, found) < 0.2


def test_the_turn_for_the_better_shows(heard: Meeting) -> None:
    scored = [(one.start_s, one.polarity) for one in heard.utterances if one.polarity is not None]
    first = [polarity for start_s, polarity in scored if start_s < 25]
    last = [polarity for start_s, polarity in scored if start_s >= 25]
    assert np.mean(first) < -0.3
    assert np.mean(last) > 0.4


def test_what_the_meeting_says_of_itself(heard: Meeting) -> None:
    assert heard.engine == "local"
    assert not heard.draft
    assert heard.speakers_estimated
    assert heard.length_s == pytest.approx(len(demo()) / RATE, abs=0.01)
    assert heard.notes == ()


def test_progress_never_goes_back_and_comes_often(heard: Meeting, watched: Watched) -> None:
    assert heard.utterances
    assert watched.shares == sorted(watched.shares)
    assert watched.shares[0] < 0.05
    times = [at for at, _ in watched.reports]
    assert np.median(np.diff(times)) < 1.0  # a third of a second where the machine is idle


def test_no_step_of_telling_voices_apart_is_too_long_to_be_stopped() -> None:
    """Its own reports may be far apart; the looks at whether it is wanted are not."""
    progress = Watched()
    started = time.monotonic()
    separate_voices(sound_of(np.tile(demo(), 3)), None, progress.report)
    times = [started, *(at for at, _ in progress.reports), time.monotonic()]
    assert max(np.diff(times)) < 1.0


def test_fewer_speakers_than_asked_for(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.flac", "flac", "flac", demo()[: 4 * RATE])
    found = submit(path, speakers=6)
    assert len(found.speakers) < 6
    assert not found.speakers_estimated
    remarks = {note.remark: note.numbers for note in found.notes}
    assert remarks[Remark.FEWER_SPEAKERS] == {"asked": 6, "found": len(found.speakers)}


def test_a_known_count_is_kept(heard: Meeting, watched: Watched) -> None:
    """The words of the same turns are in `saved` already: only the voices are told apart anew."""
    found = submit(find_recording(), Watched(saved=dict(watched.saved)), speakers=SPEAKERS)
    assert not found.speakers_estimated
    assert found.speakers == heard.speakers


@pytest.mark.parametrize(
    "share",
    [0.0, VOICES.start + 0.02, WORDS.start + 0.05],
    ids=["decoding", "telling the voices apart", "hearing the words"],
)
def test_stopping_ends_everything_within_two_seconds(share: float) -> None:
    before = set(tempfile_names())
    progress = Watched(stop=lambda seen: seen.shares[-1] >= share)
    with pytest.raises(Stopped):
        submit(find_recording(), progress)
    assert progress.stopped_at is not None
    assert time.monotonic() - progress.stopped_at < 2
    assert not children()
    assert set(tempfile_names()) <= before


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first third of the demo meeting: four turns or five."""
    path = tmp_path_factory.mktemp("beginning") / "beginning.flac"
    return encode(path, "flac", "flac", demo()[: 19 * RATE], rate=16_000)


def test_a_later_try_goes_on_where_the_first_ended(beginning: Path) -> None:
    first = Watched(stop=lambda seen: any("words" in key for key in seen.saved))
    with pytest.raises(Stopped):
        submit(beginning, first)
    kept = dict(first.saved)
    second = Watched(saved=dict(kept))
    found = submit(beginning, second)
    assert len(found.utterances) >= 3
    again = {key for key in second.saved if second.saved[key] is not kept.get(key)}
    assert len(kept) >= 2
    assert not again & set(kept)
    assert second.shares == sorted(second.shares)
    assert max(np.diff(second.shares)) > 0.15  # at once as far as the first try


KILLED = """
import dbm.dumb, sys
from pathlib import Path
from workers.engines.local.engine import WORDS, LocalEngine
from workers.domain.recording import Recording
from workers.domain.submission import Brief
class Told:
    saved = dbm.dumb.open(sys.argv[2])
    def report(self, share):
        self.saved.sync()
        if share > WORDS.start:
            print("at the words", flush=True)
path = Path(sys.argv[1])
engine = LocalEngine(5, Path(sys.argv[3]), jobs=2)
engine.submit(Recording(name=path.name, path=path), Brief(name="x"), Told())
"""
"""The same engine in a worker of its own; what it saves outlives it, as Redis does."""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's bond for life is Linux's")
def test_a_killed_worker_leaves_nothing_but_what_it_finished(
    beginning: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", KILLED, str(beginning), str(tmp_path / "saved"), str(NETWORKS)]
    before = set(tempfile_names())
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        assert worker.stdout
        assert worker.stdout.readline()
        crew = psutil.Process(worker.pid).children()
        assert len(crew) == 2
        worker.send_signal(signal.SIGKILL)
    _, alive = psutil.wait_procs(crew, timeout=2)
    assert not [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]
    assert set(tempfile_names()) <= before
    with dbm.dumb.open(str(tmp_path / "saved")) as kept:
        saved = {part.decode(): kept[part] for part in kept}
    assert any(part.startswith("words") for part in saved)
    again = Watched(saved=dict(saved))
    submit(beginning, again)
    assert all(again.saved[part] is saved[part] for part in saved)
    assert (
        next(share for share in again.shares if share > WORDS.start) > WORDS.start + 0.05
    )  # not from the first word


def tempfile_names() -> list[str]:
    return [one.name for one in Path(tempfile.gettempdir()).glob("undertone-sound-*")]


def children() -> list[psutil.Process]:
    mine = psutil.Process().children(recursive=True)
    return [one for one in mine if one.status() != psutil.STATUS_ZOMBIE and is_ours(one)]


def is_ours(process: psutil.Process) -> bool:
    return any("workers.engines.local" in word for word in process.cmdline())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("empty.mp3", Why.EMPTY),
        ("page.mp3", Why.FILE_IS_A_PAGE),
        ("junk.mp3", Why.UNREADABLE),
        ("truncated.m4a", Why.UNREADABLE),
        ("film.mp4", Why.NO_SOUND),
        ("silence.flac", Why.NO_SPEECH),
        ("noise.flac", Why.NO_SPEECH),
        ("music.flac", Why.NO_SPEECH),
        ("long.flac", Why.TOO_LONG),
        ("archive.zip", Why.UNSUPPORTED_TYPE),
        ("letter.txt", Why.NO_UTTERANCES),
        ("cues.vtt", Why.NO_UTTERANCES),
    ],
)
def test_bad_input_is_refused(bad_input: Path, name: str, why: Why) -> None:
    with pytest.raises(Refused) as refused:
        submit(bad_input / name)
    assert refused.value.why is why
    assert not children()


@pytest.fixture(scope="module")
def bad_input(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    rng = np.random.default_rng(0)
    noise = (0.1 * rng.standard_normal(8 * RATE)).astype(np.float32)
    (folder / "empty.mp3").write_bytes(b"")
    (folder / "page.mp3").write_bytes(b"<html><title>Sign in</title></html>")
    (folder / "junk.mp3").write_bytes(rng.integers(0, 256, 9000, np.uint8).tobytes())
    (folder / "archive.zip").write_bytes(b"PK\x03\x04\x00\x00")
    (folder / "letter.txt").write_text("Dear all,\nthere is no speech in this.\n")
    (folder / "cues.vtt").write_text("WEBVTT\n\nNOTE nothing\n")
    whole = encode(folder / "whole.m4a", "mp4", "aac", tone(5)).read_bytes()
    (folder / "truncated.m4a").write_bytes(whole[:-3000])
    video(folder / "film.mp4", "mp4", "mpeg4", None, 1)
    encode(folder / "silence.flac", "flac", "flac", np.zeros(8 * RATE, np.float32))
    encode(folder / "noise.flac", "flac", "flac", noise)
    encode(folder / "music.flac", "flac", "flac", tone(4) + tone(4, 660))
    encode(folder / "long.flac", "flac", "flac", np.zeros(400 * RATE, np.float32))
    return folder


@pytest.mark.parametrize("speakers", [0, -1, 21, 99])
def test_a_bad_speaker_count_is_refused(speakers: int) -> None:
    with pytest.raises(Refused) as refused:
        submit(find_recording(), speakers=speakers)
    assert refused.value.why is Why.BAD_SPEAKER_COUNT


def test_queues() -> None:
    engine = LocalEngine(max_minutes=5, folder=NETWORKS)
    assert engine.queue(Recording(name="a.vtt")) == "pipeline"
    assert engine.queue(Recording(name="a.mp3")) == "transcribe"
    assert engine.queue(Recording(name="")) == "transcribe"
    assert engine.wants_copy(Recording(name="a.vtt"))


def test_faults_are_ours() -> None:
    engine = LocalEngine(max_minutes=5, folder=NETWORKS)
    with pytest.raises(Fault):
        engine.submit(Recording(name="a.mp3"), Brief(name="x"), Watched())
    with pytest.raises(Fault):
        engine.meeting(Submission(engine="local"))


def test_importing_is_cheap() -> None:
    heavy = "av onnxruntime vaderSentiment faster_whisper"
    code = (
        "import sys, workers.engines.local\n"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
