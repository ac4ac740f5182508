"""Whoever types the command is not asked to pay again for one bad answer."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from tests.standins.assemblyai import AssemblyAIStandIn
from tests.workers.engines.sounds import write_silence
from workers.command_line.hearing import MOST_WAITED_S, hear_recording
from workers.command_line.options import read_options
from workers.domain.errors import Unavailable
from workers.domain.extras import Extras
from workers.domain.meeting import Meeting, Utterance
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Status, Submission
from workers.engines.engine import Progress
from workers.wording.refusals import STOPPED

HEARD = Meeting("shaky", (Utterance("Ana", 0.0, 1.0, "Fine.", 0.4),), speakers_estimated=True)


class ShakyEngine:
    """Each of its calls is out of reach as often as `fails` says; `asked` is what was called."""

    name = "shaky"
    pauses = (timedelta(),)

    def __init__(self, fails: Mapping[str, int], pause: timedelta) -> None:
        self.asked: list[str] = []
        self.names: set[str] = set()
        self.kept: list[bytes | None] = []
        self._fails = fails
        self._pause = pause

    def queue(self, recording: Recording) -> str:
        return "pipeline"

    def wants_copy(self, recording: Recording) -> bool:
        return True

    def prepare(self, recording: Recording, brief: Brief) -> None:
        """Nothing is unfit."""

    def submit(self, recording: Recording, brief: Brief, progress: Progress) -> Submission:
        self.names.add(brief.name)
        self.kept.append(progress.saved.get("begun"))
        progress.saved["begun"] = b"yes"
        self._answer("submit")
        return Submission(engine=self.name)

    def status(self, submission: Submission) -> Status:
        self._answer("status")
        return Status(done=True)

    def meeting(self, submission: Submission) -> Meeting:
        self._answer("meeting")
        return HEARD

    def extras(self, submission: Submission) -> Extras:
        return Extras()

    def rename(self, submission: Submission, names: Mapping[str, str]) -> None:
        """It keeps none."""

    def forget(self, submission: Submission) -> None:
        """It keeps nothing."""

    def _answer(self, call: str) -> None:
        self.asked.append(call)
        if self.asked.count(call) <= self._fails.get(call, 0):
            raise Unavailable(self.name, self._pause)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.wav"
    write_silence(path, seconds=1)
    return path


def hear(engine: ShakyEngine, talk: Path) -> Meeting:
    options = read_options([str(talk)], "undertone chart")
    return hear_recording(engine, options.orders[0], options, "")


@pytest.mark.parametrize("call", ["status", "meeting"])
def test_what_is_under_way_is_asked_for_again_and_not_ordered_again(talk: Path, call: str) -> None:
    engine = ShakyEngine({call: 2}, timedelta(milliseconds=1))
    assert hear(engine, talk).utterances == HEARD.utterances
    assert (engine.asked.count("submit"), engine.asked.count(call)) == (1, 3)


def test_an_order_is_tried_again_with_its_name_and_what_it_has_kept(talk: Path) -> None:
    engine = ShakyEngine({"submit": 1}, timedelta(milliseconds=1))
    assert hear(engine, talk).utterances == HEARD.utterances
    assert (len(engine.names), engine.kept) == (1, [None, b"yes"])


def test_nobody_waits_for_ever(talk: Path) -> None:
    engine = ShakyEngine({"submit": 9}, timedelta(seconds=MOST_WAITED_S + 1))
    with pytest.raises(Unavailable):
        hear(engine, talk)
    assert engine.asked == ["submit"]


def test_whoever_stops_it_gets_a_sentence(talk: Path) -> None:
    with AssemblyAIStandIn() as vendor:
        vendor.knobs.job_s = math.inf
        told = {
            "ASSEMBLYAI_API_KEY": vendor.key,
            "ASSEMBLYAI_BASE_URL": vendor.url,
            "DATA_DIR": str(talk.parent / "data"),
            "HOME": str(talk.parent),
        }
        typed = [sys.executable, "-m", "workers", "chart", str(talk), "--engine", "assemblyai"]
        with subprocess.Popen(
            typed, env={**os.environ, **told}, stderr=subprocess.PIPE, text=True
        ) as command:
            until = time.monotonic() + 30
            while not vendor.orders and time.monotonic() < until:
                time.sleep(0.05)
            time.sleep(0.5)
            command.send_signal(signal.SIGINT)
            _, said = command.communicate(timeout=30)
    assert (command.returncode, said.strip().splitlines()) == (130, [STOPPED])
