"""What cannot be done, and the sentence that the thread has for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from tests.standins.openai import SpeechServerStandIn
from tests.workers.engines.notebook import HandClock, Notebook
from tests.workers.engines.openai.conftest import MakeEngine
from workers.domain.errors import Refused, Stopped, Unavailable, Why
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.openai import OpenAISettings
from workers.engines.openai.engine import OpenAIEngine
from workers.wording.refusals import write_refusal


@dataclass
class Case:
    """One analysis that is about to go wrong."""

    server: SpeechServerStandIn
    make_engine: MakeEngine
    engine: OpenAIEngine
    recording: Recording
    brief: Brief

    def run(self) -> None:
        self.engine.prepare(self.recording, self.brief)
        self.engine.submit(self.recording, self.brief, Notebook())


@pytest.fixture
def case(
    server: SpeechServerStandIn, make_engine: MakeEngine, recording: Recording, brief: Brief
) -> Case:
    return Case(server, make_engine, make_engine(server), recording, brief)


def wrong_key(case: Case) -> None:
    case.engine = case.make_engine(case.server, openai_api_key="another")


def unknown_model(case: Case) -> None:
    case.engine = case.make_engine(case.server, openai_model="whisper-99")


def wrong_path(case: Case) -> None:
    case.engine = case.make_engine(case.server, openai_path="/elsewhere")


def count_zero(case: Case) -> None:
    case.brief = replace(case.brief, speakers=0)


def empty(case: Case) -> None:
    case.recording = replace(case.recording, size_bytes=0)


def a_page(case: Case) -> None:
    assert case.recording.path is not None
    case.recording.path.write_text("<html><body>Sign in</body></html>")


def too_long(case: Case) -> None:
    settings = OpenAISettings(openai_base_url=case.server.base_url)
    case.engine = OpenAIEngine(settings, timedelta(seconds=20))


def nothing_said(case: Case) -> None:
    case.server.answer = {"text": "", "segments": [], "words": []}


def refused_with(status: int, told: Any) -> Callable[[Case], None]:
    def refuse(case: Case) -> None:
        case.server.refusal = (status, told)

    return refuse


SPOILT = [
    (wrong_key, Why.ENGINE_CREDENTIALS, "OPENAI_API_KEY"),
    (unknown_model, Why.ENGINE_MODEL, "OPENAI_MODEL"),
    (wrong_path, Why.ENGINE_MODEL, "OPENAI_PATH"),
    (count_zero, Why.BAD_SPEAKER_COUNT, "number of speakers"),
    (empty, Why.EMPTY, "0 bytes"),
    (a_page, Why.FILE_IS_A_PAGE, "page"),
    (too_long, Why.TOO_LONG, "longer than 0 min"),
    (nothing_said, Why.NO_SPEECH, "no speech"),
    (refused_with(413, {"detail": "too large"}), Why.ENGINE_REJECTED, "HTTP 413"),
    (refused_with(422, {"detail": [{"loc": ["file"]}]}), Why.ENGINE_REJECTED, "HTTP 422"),
    (refused_with(400, {"detail": "Model whisper-99 not known"}), Why.ENGINE_MODEL, "OPENAI_MODEL"),
    (refused_with(400, {"error": {"message": "no model x"}}), Why.ENGINE_MODEL, "OPENAI_MODEL"),
    (refused_with(402, {"error": {"message": "pay first"}}), Why.ENGINE_NO_CREDIT, "no credit"),
    (refused_with(200, {"error": "cannot read it"}), Why.ENGINE_REJECTED, "no words in its"),
    (refused_with(200, ["a page of another kind"]), Why.ENGINE_REJECTED, "no words in its"),
    (refused_with(200, "OK"), Why.ENGINE_REJECTED, "no words in its"),
]


@pytest.mark.parametrize(("spoil", "why", "says"), SPOILT)
def test_what_the_thread_says(
    case: Case, spoil: Callable[[Case], None], why: Why, says: str
) -> None:
    spoil(case)
    with pytest.raises(Refused) as refused:
        case.run()
    assert refused.value.why is why
    sentence = write_refusal(refused.value.why, refused.value.details)
    assert says in sentence
    assert "127.0.0.1" not in sentence


@pytest.mark.parametrize("fault", ["gateway_errors", "server_errors", "busy", "drops"])
def test_what_passes_is_waited_out(case: Case, fault: str) -> None:
    notebook = Notebook()
    setattr(case.server.faults, fault, 1)
    with pytest.raises(Unavailable):
        case.engine.submit(case.recording, case.brief, notebook)
    assert case.engine.submit(case.recording, case.brief, notebook).meeting is not None


def test_a_box_that_is_off_is_said_after_a_while(
    clock: HandClock, recording: Recording, brief: Brief
) -> None:
    settings = OpenAISettings(openai_base_url="http://127.0.0.1:9/v1")
    engine = OpenAIEngine(settings, timedelta(hours=4), clock=clock)
    notebook = Notebook()
    with pytest.raises(Unavailable):
        engine.submit(recording, brief, notebook)
    clock.pass_s(11)
    with pytest.raises(Refused) as refused:
        engine.submit(recording, brief, notebook)
    assert refused.value.why is Why.ENGINE_UNREACHABLE


def test_a_slow_box_can_be_stopped_while_it_hears(case: Case) -> None:
    case.server.work_s = 60
    notebook = Notebook()
    timer = threading.Timer(8.0, lambda: setattr(notebook, "stops", True))
    timer.start()
    begun = time.monotonic()
    with pytest.raises(Stopped):
        case.engine.submit(case.recording, case.brief, notebook)
    assert time.monotonic() - begun < 25
    timer.cancel()
