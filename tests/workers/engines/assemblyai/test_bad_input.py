"""What cannot be done, and the sentence that the thread has for it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import requests
from redis import Redis

from tests.standins.assemblyai import AssemblyAIStandIn
from tests.workers.engines.notebook import Notebook
from tests.workers.engines.sounds import write_silence
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.meeting import Meeting, Remark
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.assemblyai import AssemblyAISettings
from workers.engines.assemblyai.engine import AssemblyAIEngine
from workers.wording.refusals import write_refusal


@dataclass
class Case:
    """One analysis that is about to go wrong."""

    vendor: AssemblyAIStandIn
    engine: AssemblyAIEngine
    recording: Recording
    brief: Brief
    redis: Redis

    def run(self) -> Meeting:
        self.engine.prepare(self.recording, self.brief)
        submission = self.engine.submit(self.recording, self.brief, Notebook())
        assert self.engine.status(submission).done
        return self.engine.meeting(submission)

    def configured(self, key: str, *models: str) -> AssemblyAIEngine:
        settings = AssemblyAISettings(
            assemblyai_api_key=key,
            assemblyai_base_url=self.vendor.url,
            assemblyai_models=models,
        )
        return AssemblyAIEngine(settings, self.redis)


@pytest.fixture
def case(
    vendor: AssemblyAIStandIn,
    engine: AssemblyAIEngine,
    recording: Recording,
    brief: Brief,
    redis: Redis,
) -> Case:
    return Case(vendor, engine, recording, brief, redis)


def wrong_key(case: Case) -> None:
    case.engine = case.configured("another")


def no_credit(case: Case) -> None:
    case.vendor.knobs.balance = False


def unknown_model(case: Case) -> None:
    case.engine = case.configured(case.vendor.key, "universal-9")


def count_zero(case: Case) -> None:
    case.brief = replace(case.brief, speakers=0)


def too_long(case: Case) -> None:
    case.recording = replace(case.recording, length_s=10 * 3600 + 1)


def too_large(case: Case) -> None:
    case.recording = replace(case.recording, size_bytes=2_300_000_000)


def empty(case: Case) -> None:
    case.recording = replace(case.recording, size_bytes=0)


def a_page(case: Case) -> None:
    assert case.recording.path is not None
    case.recording.path.write_text("<html><body>Sign in</body></html>")


def nothing_said(case: Case) -> None:
    case.vendor.knobs.lines = ()


def unknown_language(case: Case) -> None:
    case.brief = replace(case.brief, language="xx")


def failing(error: str) -> Callable[[Case], None]:
    def fail(case: Case) -> None:
        case.vendor.knobs.error = error

    return fail


SPOILT = [
    (wrong_key, Why.ENGINE_CREDENTIALS, "ASSEMBLYAI_API_KEY", 0),
    (no_credit, Why.ENGINE_NO_CREDIT, "no credit", 0),
    (unknown_model, Why.ENGINE_MODEL, "ASSEMBLYAI_MODELS", 0),
    (count_zero, Why.BAD_SPEAKER_COUNT, "number of speakers", 0),
    (too_long, Why.TOO_LONG, "longer than 600", 0),
    (too_large, Why.TOO_LARGE, "2300 MB", 0),
    (empty, Why.EMPTY, "0 bytes", 0),
    (a_page, Why.FILE_IS_A_PAGE, "page", 0),
    (nothing_said, Why.NO_SPEECH, "no speech", 1),
    (unknown_language, Why.ENGINE_REJECTED, "HTTP 400", 0),
    (failing("Audio duration is too short."), Why.NO_SPEECH, "no speech", 1),
    (
        failing("File does not appear to contain audio. File type is text/html (HTML document)."),
        Why.LINK_IS_A_PAGE,
        "web page",
        1,
    ),
    (failing("File does not appear to contain audio."), Why.NO_SOUND, "no sound", 1),
    (
        failing("Download error, unable to download https://a.example/b?token=hush. Please ..."),
        Why.LINK_UNREACHABLE,
        "does not answer",
        1,
    ),
    (
        failing("Download error, unable to download https://a.example/language-lesson.mp3."),
        Why.LINK_UNREACHABLE,
        "does not answer",
        1,
    ),
    (
        failing(
            "Download error to https://a.example/b, 403 Client Error: Forbidden for url: https"
        ),
        Why.LINK_FORBIDDEN,
        "does not let me in",
        1,
    ),
    (
        failing("detected language 'bg', confidence 0.2949, is below the requested confidence"),
        Why.ENGINE_LANGUAGE,
        "does not know the language",
        1,
    ),
    (failing("Server error, developers have been alerted."), Why.ENGINE_FAILED, "engine:local", 1),
]


@pytest.mark.parametrize(("spoil", "why", "says", "made"), SPOILT)
def test_what_the_thread_says(
    case: Case, spoil: Callable[[Case], None], why: Why, says: str, made: int
) -> None:
    spoil(case)
    with pytest.raises(Refused) as refused:
        case.run()
    assert refused.value.why is why
    sentence = write_refusal(refused.value.why, refused.value.details)
    assert says in sentence
    assert "hush" not in sentence
    assert case.vendor.url not in sentence
    assert len(case.vendor.transcripts) == made


def test_a_job_that_never_ends_stays_not_done(case: Case) -> None:
    case.vendor.knobs.job_s = math.inf
    submission = case.engine.submit(case.recording, case.brief, Notebook())
    assert not any(case.engine.status(submission).done for _ in range(20))
    case.vendor.finish()
    assert case.engine.status(submission).done


@pytest.mark.parametrize("fault", ["gateway_errors", "server_errors", "busy"])
def test_a_look_that_fails_is_repeated_later(case: Case, fault: str) -> None:
    submission = case.engine.submit(case.recording, case.brief, Notebook())
    setattr(case.vendor.faults, fault, 1)
    with pytest.raises(Unavailable):
        case.engine.status(submission)
    assert case.engine.status(submission).done


def test_what_was_deleted_under_us_is_said(case: Case) -> None:
    submission = case.engine.submit(case.recording, case.brief, Notebook())
    requests.delete(
        f"{case.vendor.url}/v2/transcript/{submission.ids['transcript']}",
        headers={"Authorization": case.vendor.key},
        timeout=5,
    )
    with pytest.raises(Refused) as refused:
        case.engine.meeting(submission)
    assert refused.value.why is Why.ENGINE_LOST
    case.vendor.transcripts.clear()
    with pytest.raises(Refused) as refused:
        case.engine.status(submission)
    assert refused.value.why is Why.ENGINE_LOST


def test_a_language_without_sentiment_goes_without_and_says_so(case: Case) -> None:
    case.brief = replace(case.brief, language="de-CH")
    meeting = case.run()
    assert case.vendor.orders[-1].body["language_code"] == "de"
    assert {each.polarity for each in meeting.utterances} == {None}
    assert [note.remark for note in meeting.notes] == [Remark.LANGUAGE_UNSCORED]
    assert len(case.vendor.orders) == 1


def test_what_a_language_does_not_have_is_left_out_and_said(case: Case) -> None:
    case.vendor.knobs.unfit = frozenset({"speaker_labels", "sentiment_analysis"})
    meeting = case.run()
    assert [("speaker_labels" in call.body) for call in case.vendor.orders] == [True, False]
    assert meeting.speakers == ("Speaker",)
    assert [note.remark for note in meeting.notes] == [Remark.VOICES_UNTOLD, Remark.SCORED_HERE]
    assert meeting.utterances[1].polarity is not None
    assert meeting.utterances[1].polarity < 0
    assert len(case.vendor.transcripts) == 1


def test_a_language_that_nobody_knows_is_heard_by_the_api(case: Case) -> None:
    case.brief = replace(case.brief, language="auto")
    case.vendor.knobs.language, case.vendor.knobs.sentiment = "fr", False
    meeting = case.run()
    assert case.vendor.orders[-1].body["language_detection"] is True
    assert [note.remark for note in meeting.notes] == [Remark.LANGUAGE_UNSCORED]


def test_ten_thousand_sentences_with_nulls_in_them(case: Case, tmp_path: Path) -> None:
    write_silence(tmp_path / "more.wav", seconds=1)
    case.vendor.knobs.nulls = True
    case.vendor.knobs.lines = case.vendor.knobs.lines * 2000
    meeting = case.run()
    assert len(meeting.utterances) == 10_000
