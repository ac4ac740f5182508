"""What cannot be done, and the sentence that the thread has for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from tests.standins.deepgram import DeepgramStandIn
from tests.workers.engines.deepgram.conftest import MakeEngine
from tests.workers.engines.notebook import Notebook
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.meeting import Meeting, Remark
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.deepgram.engine import DeepgramEngine
from workers.wording.refusals import write_refusal


@dataclass
class Case:
    """One analysis that is about to go wrong."""

    vendor: DeepgramStandIn
    make_engine: MakeEngine
    engine: DeepgramEngine
    recording: Recording
    brief: Brief

    def run(self) -> Meeting:
        self.engine.prepare(self.recording, self.brief)
        submission = self.engine.submit(self.recording, self.brief, Notebook())
        return self.engine.meeting(submission)


@pytest.fixture
def case(
    vendor: DeepgramStandIn, make_engine: MakeEngine, recording: Recording, brief: Brief
) -> Case:
    return Case(vendor, make_engine, make_engine(), recording, brief)


def wrong_key(case: Case) -> None:
    case.engine = case.make_engine(deepgram_api_key="another")


def unknown_model(case: Case) -> None:
    case.engine = case.make_engine(deepgram_model="nova-9")


def no_credit(case: Case) -> None:
    case.vendor.knobs.balance = False


def count_zero(case: Case) -> None:
    case.brief = replace(case.brief, speakers=0)


def too_long(case: Case) -> None:
    case.recording = replace(case.recording, length_s=8 * 3600 + 1)


def too_large(case: Case) -> None:
    case.recording = replace(case.recording, size_bytes=2_100_000_000)


def empty(case: Case) -> None:
    case.recording = replace(case.recording, size_bytes=0)


def a_page(case: Case) -> None:
    assert case.recording.path is not None
    case.recording.path.write_text("<html><body>Sign in</body></html>")


def nothing_said(case: Case) -> None:
    case.vendor.knobs.lines = ()


def refused_with(status: int, told: dict[str, str] | str) -> Callable[[Case], None]:
    def refuse(case: Case) -> None:
        case.vendor.knobs.refusal = (status, told)

    return refuse


CORRUPT = {"err_code": "Bad Request", "err_msg": "failed to process audio: corrupt or unsupported"}
SPOILT = [
    (wrong_key, Why.ENGINE_CREDENTIALS, "DEEPGRAM_API_KEY", 0),
    (unknown_model, Why.ENGINE_MODEL, "DEEPGRAM_MODEL", 0),
    (no_credit, Why.ENGINE_NO_CREDIT, "no credit", 0),
    (count_zero, Why.BAD_SPEAKER_COUNT, "number of speakers", 0),
    (too_long, Why.TOO_LONG, "longer than 480", 0),
    (too_large, Why.TOO_LARGE, "2100 MB", 0),
    (empty, Why.EMPTY, "0 bytes", 0),
    (a_page, Why.FILE_IS_A_PAGE, "page", 0),
    (nothing_said, Why.NO_SPEECH, "no speech", 1),
    (refused_with(400, CORRUPT), Why.UNREADABLE, "damaged", 0),
    (
        refused_with(403, {"category": "INSUFFICIENT_PERMISSIONS", "message": "no"}),
        Why.ENGINE_CREDENTIALS,
        "DEEPGRAM_MODEL",
        0,
    ),
    (
        refused_with(404, {"err_code": "PROJECT_NOT_FOUND", "err_msg": "Project not found."}),
        Why.ENGINE_CREDENTIALS,
        "DEEPGRAM_BASE_URL",
        0,
    ),
    (refused_with(404, "<html>Not Found</html>"), Why.ENGINE_CREDENTIALS, "DEEPGRAM_BASE_URL", 0),
    (refused_with(413, {"category": "PAYLOAD_TOO_LARGE"}), Why.TOO_LARGE, "2000 MB", 0),
    (refused_with(414, "URI Too Long"), Why.ENGINE_REJECTED, "HTTP 414", 0),
]


@pytest.mark.parametrize(("spoil", "why", "says", "paid"), SPOILT)
def test_what_the_thread_says(
    case: Case, spoil: Callable[[Case], None], why: Why, says: str, paid: int
) -> None:
    spoil(case)
    with pytest.raises(Refused) as refused:
        case.run()
    assert refused.value.why is why
    assert says in write_refusal(refused.value.why, refused.value.details)
    assert case.vendor.paid == paid


@pytest.mark.parametrize(
    "refusal",
    [
        (408, {"err_code": "SLOW_UPLOAD", "err_msg": "too slow"}),
        (503, {"error_code": "SERVICE_UNAVAILABLE", "message": "later"}),
        (504, "<html>Gateway Timeout</html>"),
        (502, ""),
        (200, "[]"),
    ],
)
def test_what_passes_is_waited_out(case: Case, refusal: tuple[int, dict[str, str] | str]) -> None:
    case.vendor.knobs.refusal = refusal
    with pytest.raises(Unavailable):
        case.run()
    case.vendor.knobs.refusal = None
    assert case.run().utterances


def test_work_that_took_too_long_is_not_asked_for_for_ever(case: Case) -> None:
    spelled = {"err_code": "GATEWAY_TIMEOUT", "err_msg": "The request took too long."}
    case.vendor.knobs.refusal = (504, spelled)
    progress = Notebook()
    for _ in range(2):
        with pytest.raises(Unavailable):
            case.engine.submit(case.recording, case.brief, progress)
    with pytest.raises(Refused) as refused:
        case.engine.submit(case.recording, case.brief, progress)
    assert refused.value.why is Why.ENGINE_UNANSWERED


def test_too_many_words_for_sentiment_are_scored_here(case: Case) -> None:
    case.vendor.knobs.token_limit = True
    meeting = case.run()
    assert [note.remark for note in meeting.notes] == [Remark.SCORED_HERE]
    assert any(each.polarity for each in meeting.utterances)
    assert case.vendor.paid == 1


def test_a_language_without_sentiment_is_said(case: Case) -> None:
    case.brief = replace(case.brief, language="de")
    meeting = case.run()
    assert "sentiment" not in case.vendor.heard[-1].query
    assert {each.polarity for each in meeting.utterances} == {None}
    assert [note.remark for note in meeting.notes] == [Remark.LANGUAGE_UNSCORED]


def test_a_warning_about_the_language_is_read(case: Case) -> None:
    case.brief = replace(case.brief, language="auto")
    case.vendor.knobs.language = "fr"
    meeting = case.run()
    assert case.vendor.heard[-1].query["detect_language"] == "true"
    assert [note.remark for note in meeting.notes] == [Remark.LANGUAGE_UNSCORED]


def test_vocabulary_and_opting_out_are_asked_for(case: Case) -> None:
    case.brief = replace(case.brief, vocabulary=("Undertone", "Nordwind GmbH"))
    case.run()
    asked = case.vendor.heard[-1].body
    assert asked["keyterm"] == ["Undertone", "Nordwind GmbH"]
    assert asked["mip_opt_out"] == ["true"]
    assert asked["diarize_model"] == ["latest"]
    assert case.vendor.heard[-1].headers["Content-Type"] == "audio/wav"
