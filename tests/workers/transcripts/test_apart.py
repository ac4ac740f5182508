"""What hostile text may cost: a child, for a moment, and never the worker."""

from __future__ import annotations

import resource
import threading
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import psutil
import pytest

from workers.domain.errors import Fault, Refused, Stopped, Why
from workers.engines.local.transcript import read_transcript
from workers.examples import find_transcript
from workers.media.formats import Format
from workers.processes.child import Limits
from workers.transcripts.apart import MOST_TEXT_BYTES, ReadJob, read_apart, run_apart
from workers.transcripts.speech.cutting import LONGEST

HOUR_S = 3600.0


def read(tmp_path: Path, text: str, kind: Format = Format.TXT, limit_s: float = HOUR_S) -> object:
    path = tmp_path / "transcript"
    path.write_text(text)
    return read_transcript(path, kind, lambda _share: None, limit_s)


def test_the_child_reads_what_is_there() -> None:
    shares: list[float] = []
    found = read_transcript(find_transcript(), Format.VTT, shares.append, HOUR_S)
    assert len(found.utterances) > 10
    assert any(one.polarity for one in found.utterances)
    assert shares


def test_captions_are_read_apart_too() -> None:
    assert read_apart(find_transcript(), name="captions.vtt").said[0].speaker


def test_a_broken_reader_is_our_fault_and_not_the_files() -> None:
    with pytest.raises(Fault, match="ended with status 1"):
        run_apart(
            "workers.no_such_reader", ReadJob(path=str(find_transcript())), lambda _share: None
        )


@pytest.mark.parametrize("unit", ["1", "1:", "a", " ", "[", "(1:", "<v ", "9:99 ", "é-", "*_"])
def test_one_hostile_line_is_over_in_time_and_the_worker_goes_on(tmp_path: Path, unit: str) -> None:
    """The interpreter is never held: another thread beats on."""
    beats: list[float] = []
    over = threading.Event()

    def beat() -> None:
        while not over.wait(0.05):
            beats.append(time.monotonic())

    heart = threading.Thread(target=beat)
    heart.start()
    try:
        with suppress(Refused):
            read(tmp_path, "Ada: hello\nAda: " + unit * (20_000 // len(unit)) + "\x7f\n")
    finally:
        over.set()
        heart.join()
    assert max((after - before for before, after in pairwise(beats)), default=0.0) < 1


def test_a_child_that_takes_too_long_is_ended_and_its_file_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Ada: " + "good and bad and so on. " * 300_000)
    job = ReadJob(path=str(path), form="txt", limit_s=1e9)
    limits = Limits(memory_bytes=3 << 29, processor_s=1)
    with pytest.raises(Refused) as refused:
        run_apart("workers.engines.local.reader", job, lambda _share: None, limits)
    assert refused.value.why is Why.UNREADABLE


def test_a_child_that_takes_too_much_memory_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    path.write_text("Ada: " + "Hi. " * 2_000_000)
    job = ReadJob(path=str(path), form="txt", limit_s=1e9)
    with pytest.raises(Refused) as refused:
        run_apart(
            "workers.engines.local.reader",
            job,
            lambda _share: None,
            Limits(memory_bytes=300 << 20, processor_s=60),
        )
    assert refused.value.why is Why.UNREADABLE


def test_cancelling_ends_the_child_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Ada: " + "good and bad and so on. " * 300_000)
    before = set(psutil.Process().children(recursive=True))
    started = time.monotonic()

    def stop(_share: float) -> None:
        if time.monotonic() - started > 1:
            raise Stopped

    with pytest.raises(Stopped):
        run_apart(
            "workers.engines.local.reader",
            ReadJob(path=str(path), form="txt", limit_s=1e9),
            stop,
        )
    assert time.monotonic() - started < 4
    assert set(psutil.Process().children(recursive=True)) <= before


def test_text_is_not_taken_by_the_gigabyte(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MOST_TEXT_BYTES + 1)
    with pytest.raises(Refused) as refused:
        read_transcript(path, Format.TXT, lambda _share: None, HOUR_S)
    assert refused.value.why is Why.TOO_LARGE
    assert refused.value.details["limit_mb"] == 10


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("WEBVTT\n\n00:01.000 --> 900:00:03.500\nAda: hello\n", Format.VTT),
        (
            "WEBVTT\n\n00:01.000 --> 00:03.500\nA: hi\n\n99:00:00.000 --> 99:00:09.000\nA: ho\n",
            "vtt",
        ),
        ("Ada: " + "so on and so forth " * 20_000 + "\n", Format.TXT),
        ("".join(f"[0:0{at % 10}] Ada: {'a ' * 5000}\n" for at in range(10)), Format.TXT),
    ],
    ids=["900 hours", "an hour far away", "words without times", "more words than time"],
)
def test_a_transcript_may_be_as_long_as_a_recording(
    tmp_path: Path, text: str, kind: Format
) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, text, Format(kind))
    assert refused.value.why is Why.TOO_LONG
    assert refused.value.details["limit_minutes"] == 60


def test_numbers_without_end_are_no_times(tmp_path: Path) -> None:
    text = "WEBVTT\n\n" + "9" * 5000 + ":00:00.000 --> 00:03.500\nAda: hello\n"
    with pytest.raises(Refused):
        read(tmp_path, text, Format.VTT)


@pytest.mark.parametrize("text", ["That went well. " * 1000, "well " * 3000, "w" * 20_000])
def test_one_endless_utterance_is_cut_before_it_is_scored(tmp_path: Path, text: str) -> None:
    path = tmp_path / "transcript"
    path.write_text(f"[0:00] Ada: {text}\n[20:00] Ada: done\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    found = read_transcript(path, Format.TXT, lambda _share: None, HOUR_S)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 3
    assert all(len(one.text) <= LONGEST for one in found.utterances)
    whole = "".join(one.text for one in found.utterances).replace(" ", "")
    assert whole == (text + "done").replace(" ", "")
    times = [(one.start_s, one.end_s) for one in found.utterances]
    assert times == sorted(times)
