"""What every engine does, whoever stands behind it: its tests inherit `EngineContract`.

An engine brings the fixtures `engine`, `recording` (a short one), `long_recording` (long enough to
be stopped on the way) and `house`, what stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from typing import Protocol

import pytest

from tests.workers.engines.notebook import Notebook
from workers.domain.errors import Stopped, Unavailable
from workers.domain.extras import Extras
from workers.domain.meeting import Meeting
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Submission
from workers.engines import ENGINES, find_spec
from workers.engines.engine import Engine

MOST_TRIES = 8


class Behind(Protocol):
    """What stands behind an engine: a stand-in's account, or nothing at all."""

    def count_jobs(self) -> int:
        """How many were accepted, each of which costs money."""
        ...

    def lose_an_answer(self) -> None:
        """The next submit is carried out, and its answer never arrives."""
        ...

    def pass_time(self) -> None:
        """Let the engine's clock go on for a minute."""
        ...


class Nobody:
    """Behind an engine that works by itself: what it does is free, and nothing can be lost."""

    def count_jobs(self) -> int:
        return 0

    def lose_an_answer(self) -> None:
        """There is no answer on any wire."""

    def pass_time(self) -> None:
        """Nothing waits."""


class EngineContract:
    """Inherited by the test class of each engine."""

    most_jobs = 1
    """How many jobs a lost answer may lead to: more only where nobody can be asked what came."""

    @pytest.fixture
    def brief(self) -> Brief:
        return Brief(name="undertone-1f-1", speakers=2)

    @pytest.fixture
    def house(self) -> Behind:
        return Nobody()

    def test_it_is_one_value(self, engine: Engine) -> None:
        spec = find_spec(engine.name)
        assert spec is not None
        assert spec.title
        assert [each.name for each in ENGINES].count(spec.name) == 1
        assert spec.read_settings({}) == spec.settings()

    def test_its_call_may_be_anything(self, engine: Engine) -> None:
        spec = find_spec(engine.name)
        webhook = spec.webhook if spec else None
        for body in (b"", b"[]", b"{}", b"7", b"<html>", b"\xff\xfe", b'{"id": 7}', b"null"):
            assert webhook is None or webhook.read_job(body) is None

    def test_its_promises(self, engine: Engine, recording: Recording) -> None:
        assert engine.queue(recording) in ("pipeline", "transcribe")
        assert engine.pauses
        assert min(engine.pauses) > timedelta()

    def test_a_recording_becomes_a_meeting(
        self, engine: Engine, recording: Recording, brief: Brief
    ) -> None:
        engine.prepare(recording, brief)
        submission = engine.submit(recording, brief, Notebook())
        assert submission.engine == engine.name
        meeting = finish(engine, submission)
        check(meeting)
        assert meeting.engine == engine.name
        assert isinstance(engine.extras(submission), Extras)

    def test_names_may_be_told_twice(
        self, engine: Engine, recording: Recording, brief: Brief
    ) -> None:
        submission = engine.submit(recording, brief, Notebook())
        (label, *_) = finish(engine, submission).speakers
        for _ in range(2):
            engine.rename(submission, {label: "Ana", "Nobody of that name": "Bo"})

    def test_forgetting_twice_is_fine(
        self, engine: Engine, recording: Recording, brief: Brief
    ) -> None:
        submission = engine.submit(recording, brief, Notebook())
        finish(engine, submission)
        for _ in range(2):
            engine.forget(submission)

    def test_it_can_be_stopped_on_the_way(
        self, engine: Engine, long_recording: Recording, brief: Brief, house: Behind
    ) -> None:
        notebook = Notebook(stops=True)
        with pytest.raises(Stopped):
            engine.submit(long_recording, brief, notebook)
        notebook.stops = False
        check(finish(engine, submit_until_taken(engine, long_recording, brief, notebook, house)))
        assert house.count_jobs() <= 1

    def test_a_submit_is_answered_with_what_was_submitted(
        self, engine: Engine, recording: Recording, brief: Brief, house: Behind
    ) -> None:
        notebook = Notebook()
        first = engine.submit(recording, brief, notebook)
        assert engine.submit(recording, brief, notebook) == first
        assert house.count_jobs() <= 1

    def test_a_lost_answer_is_not_paid_for_again(
        self, engine: Engine, recording: Recording, brief: Brief, house: Behind
    ) -> None:
        house.lose_an_answer()
        submission = submit_until_taken(engine, recording, brief, Notebook(), house)
        check(finish(engine, submission))
        assert house.count_jobs() <= self.most_jobs


def submit_until_taken(
    engine: Engine, recording: Recording, brief: Brief, notebook: Notebook, house: Behind
) -> Submission:
    """Try as the stage does, whenever the engine says that it may be tried again."""
    for _ in range(MOST_TRIES):
        with suppress(Unavailable):
            return engine.submit(recording, brief, notebook)
        house.pass_time()
    raise AssertionError(f"not taken in {MOST_TRIES} tries")


def finish(engine: Engine, submission: Submission) -> Meeting:
    """Look until it is done."""
    if submission.meeting is None:
        assert any(_looks(engine, submission))
    return engine.meeting(submission)


def check(meeting: Meeting) -> None:
    """What charts rely on."""
    assert meeting.utterances
    for utterance in meeting.utterances:
        assert utterance.speaker
        assert utterance.text.strip() == utterance.text != ""
        assert 0 <= utterance.start_s <= utterance.end_s <= meeting.end_s
        assert utterance.polarity is None or -1 <= utterance.polarity <= 1
    starts = [utterance.start_s for utterance in meeting.utterances]
    assert all(before <= after for before, after in pairwise(starts))


def _looks(engine: Engine, submission: Submission) -> Iterator[bool]:
    for _ in range(MOST_TRIES):
        yield engine.status(submission).done
