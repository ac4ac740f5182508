"""Bad input and faults: each with what the thread says about it."""

from __future__ import annotations

import math
import wave
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.standins.symbl import Line, SymblStandIn
from tests.workers.engines.notebook import Notebook
from tests.workers.engines.symbl.made import write
from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind, Recording
from workers.domain.submission import Brief
from workers.engines.symbl.engine import SymblEngine
from workers.wording.refusals import write_refusal


@dataclass
class Case:
    """One go at a recording, to be spoilt in one way."""

    symbl: SymblStandIn
    engine: SymblEngine
    recording: Recording
    brief: Brief
    folder: Path

    def run(self) -> None:
        submission = self.engine.submit(self.recording, self.brief, Notebook())
        self.engine.status(submission)
        self.engine.meeting(submission)


@pytest.fixture
def case(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, tmp_path: Path
) -> Case:
    return Case(symbl, engine, link, brief, tmp_path)


def wrong_credentials(case: Case) -> None:
    case.symbl.change_secret("another-one")


def dead_token(case: Case) -> None:
    case.symbl.knobs.token_life_s = 0


def count_zero(case: Case) -> None:
    case.brief = replace(case.brief, speakers=0)


def over_long(case: Case) -> None:
    case.recording = replace(case.recording, length_s=5 * 3600.0)


def over_long_copy(case: Case) -> None:
    path = case.folder / "long.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(1000)
        file.writeframes(bytes(4 * 3_600_000 + 60_000))
    case.recording = Recording(name="long.wav", kind=Kind.AUDIO, path=path)


def empty(case: Case) -> None:
    path = case.folder / "talk.mp3"
    path.touch()
    case.recording = Recording(name="talk.mp3", kind=Kind.AUDIO, path=path)


def wrong_format(case: Case) -> None:
    case.recording = replace(
        case.recording, name="talk.webm", kind=Kind.VIDEO, media_url="https://a.example.org/t.webm"
    )


def wrong_format_under_another_name(case: Case) -> None:
    path = case.folder / "talk.mp3"
    write(path, "matroska", "aac", video=False)
    case.recording = Recording(name="talk.mp3", kind=Kind.AUDIO, path=path)


def video_that_passes_for_audio(case: Case) -> None:
    path = case.folder / "talk.wma"
    write(path, "asf", "aac", video=True)
    case.recording = Recording(name="talk.wma", kind=Kind.AUDIO, path=path)


def a_page(case: Case) -> None:
    path = case.folder / "talk.mp3"
    path.write_text("<html>Please sign in</html>", encoding="utf-8")
    case.recording = Recording(name="talk.mp3", kind=Kind.AUDIO, path=path)


def damaged(case: Case) -> None:
    path = case.folder / "talk.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVE")
    case.recording = Recording(name="talk.wav", kind=Kind.AUDIO, path=path)


def unknown_language(case: Case) -> None:
    case.brief = replace(case.brief, language="xx-XX")


def a_site_that_the_api_does_not_fetch_from(case: Case) -> None:
    case.recording = replace(case.recording, media_url="https://www.youtube.com/watch?v=x")


def job_failed(case: Case) -> None:
    case.symbl.knobs.fails = True


def nothing_said(case: Case) -> None:
    case.symbl.knobs.lines = ()


SPOILT = [
    (wrong_credentials, Why.ENGINE_CREDENTIALS, "SYMBL_APP_ID", 0),
    (dead_token, Why.ENGINE_CREDENTIALS, "SYMBL_APP_SECRET", 2),
    (count_zero, Why.BAD_SPEAKER_COUNT, "number of speakers", 0),
    (over_long, Why.TOO_LONG, "longer than 240", 0),
    (over_long_copy, Why.TOO_LONG, "longer than 240", 0),
    (empty, Why.EMPTY, "0 bytes", 0),
    (wrong_format, Why.ENGINE_FORMAT, "does not take webm", 0),
    (wrong_format_under_another_name, Why.ENGINE_FORMAT, "does not take webm", 0),
    (video_that_passes_for_audio, Why.ENGINE_FORMAT, "does not take wmv", 0),
    (a_page, Why.NOT_A_RECORDING, "not a recording", 0),
    (damaged, Why.UNREADABLE, "damaged", 0),
    (unknown_language, Why.ENGINE_LANGUAGE, "language xx-XX", 0),
    (a_site_that_the_api_does_not_fetch_from, Why.ENGINE_REJECTED, "must point to a media", 1),
    (job_failed, Why.ENGINE_FAILED, "engine:local", 1),
    (nothing_said, Why.NO_SPEECH, "no speech", 1),
]


@pytest.mark.parametrize(("spoil", "why", "says", "sent"), SPOILT)
def test_what_the_thread_says(
    case: Case, spoil: Callable[[Case], None], why: Why, says: str, sent: int
) -> None:
    spoil(case)
    with pytest.raises(Refused) as refused:
        case.run()
    assert refused.value.why is why
    assert says in write_refusal(refused.value.why, refused.value.details)
    assert len(case.symbl.submits) == sent


def test_a_job_that_never_ends_stays_not_done(case: Case) -> None:
    case.symbl.knobs.job_s = math.inf
    submission = case.engine.submit(case.recording, case.brief, Notebook())
    assert not any(case.engine.status(submission).done for _ in range(20))


def test_messages_without_sentiment_without_speakers_and_in_other_words(case: Case) -> None:
    knobs = case.symbl.knobs
    knobs.sentiment, knobs.speakers, knobs.offsets = False, False, False
    knobs.lines = (Line(0, 3.0, 1.0, "Guten Morgen.", None), Line(0, 5.5, 2.0, "Hallo.", None))
    submission = case.engine.submit(case.recording, case.brief, Notebook())
    heard = case.engine.meeting(submission)
    assert heard.speakers == ("Speaker",)
    assert [u.start_s for u in heard.utterances] == [0.0, 2.5]
    assert all(abs(u.polarity or 0.0) < 0.3 for u in heard.utterances), "greetings are neutral"


def test_ten_thousand_messages_over_the_wire(case: Case) -> None:
    case.symbl.knobs.lines = tuple(
        Line(at % 4, at * 1.4, 1.2, "We agreed on that, thank you.", 0.1) for at in range(10_000)
    )
    submission = case.engine.submit(case.recording, case.brief, Notebook())
    assert len(case.engine.meeting(submission).utterances) == 10_000
