"""Submit: what is sent, and that nothing is sent twice."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from redis import Redis

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.symbl.notebook import HandClock, Notebook
from workers.engines.symbl.credentials import Credentials
from workers.engines.symbl.engine import SymblEngine
from workers.engines.symbl.submit import BEGUN
from workers.engines.symbl.upload import Upload
from workers.errors import Refused, Stopped, Unavailable, Why
from workers.recording import Kind, Recording
from workers.redis_server import RedisHome
from workers.submission import Brief


def test_a_link_goes_as_json_with_its_flags_in_both_places(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, progress: Notebook
) -> None:
    brief = Brief(
        name="undertone-1f",
        speakers=3,
        language="en-GB",
        vocabulary=("Kubernetes", "Zoë"),
        webhook_url="https://bot.example.org/hooks/symbl/x",
    )
    engine.submit(link, brief, progress)
    (sent,) = symbl.submits
    assert sent.path == "/v1/process/audio/url"
    assert sent.body == {
        "url": "https://media.example.org/talk.mp3",
        "name": "undertone-1f",
        "languageCode": "en-GB",
        "customVocabulary": ["Kubernetes", "Zoë"],
        "webhookUrl": "https://bot.example.org/hooks/symbl/x",
        "enableAllTrackers": True,
        "enableSpeakerDiarization": True,
        "diarizationSpeakerCount": 3,
    }
    assert sent.query == {"enableSpeakerDiarization": "true", "diarizationSpeakerCount": "3"}


def test_a_public_video_goes_by_link_too(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    video = replace(
        link, kind=Kind.VIDEO, name="talk.mp4", media_url="https://media.example.org/talk.mp4?x=1"
    )
    engine.submit(video, brief, progress)
    assert symbl.submits[0].path == "/v1/process/video/url"


def test_a_file_goes_raw_with_its_options_on_the_query_string(
    symbl: SymblStandIn, engine: SymblEngine, wav: Recording, progress: Notebook
) -> None:
    brief = Brief(name="undertone-1f", speakers=2, vocabulary=("Zoë & co",))
    engine.submit(wav, brief, progress)
    (sent,) = symbl.submits
    assert wav.path is not None
    assert sent.path == "/v1/process/audio"
    assert sent.upload == wav.path.read_bytes()
    assert sent.headers["Content-Length"] == str(wav.path.stat().st_size)
    assert sent.headers["Content-Type"] == "audio/wav"
    assert sent.query == {
        "name": "undertone-1f",
        "languageCode": "en-US",
        "customVocabulary": json.dumps(["Zoë & co"]),
        "enableAllTrackers": "true",
        "enableSpeakerDiarization": "true",
        "diarizationSpeakerCount": "2",
    }


def test_audio_that_has_no_accepted_type_goes_without_one(
    symbl: SymblStandIn, engine: SymblEngine, samples: Path, brief: Brief, progress: Notebook
) -> None:
    flac = Recording(
        slack_file="F1", name="talk.flac", kind=Kind.AUDIO, path=samples / "speech-jfk.flac"
    )
    submission = engine.submit(flac, brief, progress)
    assert "Content-Type" not in symbl.submits[0].headers
    assert float(submission.ids["length_s"]) == pytest.approx(11, abs=0.1)


def test_a_transcript_goes_as_text_with_its_speakers_and_times(
    symbl: SymblStandIn, engine: SymblEngine, tmp_path: Path, brief: Brief, progress: Notebook
) -> None:
    path = tmp_path / "talk.vtt"
    path.write_text(
        "WEBVTT\n\n00:12.000 --> 00:14.500\n<v Ann>Good morning.\n\n"
        "00:15.000 --> 00:16.000\n<v Bob>Hello there.\n",
        encoding="utf-8",
    )
    talk = Recording(slack_file="F1", name="talk.vtt", kind=Kind.TRANSCRIPT, path=path)
    submission = engine.submit(talk, brief, progress)
    assert symbl.submits[0].path == "/v1/process/text"
    meeting = engine.meeting(submission)
    assert [(u.speaker, u.start_s, u.end_s) for u in meeting.utterances] == [
        ("Ann", 12.0, 14.5),
        ("Bob", 15.0, 16.0),
    ]
    assert not meeting.speakers_estimated


def test_without_a_count_two_speakers_are_assumed_and_said_to_be(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, progress: Notebook
) -> None:
    submission = engine.submit(link, Brief(name="undertone-1f"), progress)
    assert symbl.submits[0].body["diarizationSpeakerCount"] == 2
    assert engine.meeting(submission).speakers_estimated


def test_speakers_are_not_asked_for_where_the_api_cannot_tell_them_apart(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, progress: Notebook
) -> None:
    engine.submit(link, Brief(name="undertone-1f", language="fr-FR"), progress)
    assert not {"enableSpeakerDiarization", "diarizationSpeakerCount"} & set(
        symbl.submits[0].body | symbl.submits[0].query
    )


def test_submitting_again_answers_with_what_was_submitted(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    first = engine.submit(link, brief, progress)
    assert engine.submit(link, brief, progress) == first
    assert len(symbl.submits) == 1


def test_an_accepted_submit_whose_answer_was_lost_is_found_by_name(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    symbl.knobs.drops = 1
    with pytest.raises(Unavailable):
        engine.submit(link, brief, progress)
    submission = engine.submit(link, brief, progress)
    assert len(symbl.submits) == 1
    assert list(symbl.account.conversations) == [submission.ids["conversationId"]]
    assert engine.status(submission).done  # without a job id
    assert len(engine.meeting(submission).utterances) == 5


def test_it_is_found_among_many_and_even_when_it_is_listed_late(
    symbl: SymblStandIn,
    engine: SymblEngine,
    link: Recording,
    brief: Brief,
    clock: HandClock,
    progress: Notebook,
) -> None:
    symbl.knobs.drops = 1
    with pytest.raises(Unavailable):
        engine.submit(link, brief, progress)
    for number in range(230):
        symbl.account.recorded({"name": f"someone-else-{number}"})
    symbl.knobs.listed_after_s = math.inf
    with pytest.raises(Unavailable) as again:
        engine.submit(link, brief, progress)
    assert again.value.retry_after == timedelta(seconds=30)
    symbl.knobs.listed_after_s = 0
    clock.pass_s(31)
    engine.submit(link, brief, progress)
    assert len(symbl.submits) == 1


def test_what_never_arrived_is_sent_again_after_two_looks(
    symbl: SymblStandIn,
    engine: SymblEngine,
    link: Recording,
    brief: Brief,
    clock: HandClock,
    progress: Notebook,
) -> None:
    symbl.knobs.gateway_errors, symbl.knobs.gateway_path = 1, "/v1/process"
    for _ in range(3):
        with pytest.raises(Unavailable):
            engine.submit(link, brief, progress)
        clock.pass_s(10)
    assert len(symbl.submits) == 1
    clock.pass_s(20)
    engine.submit(link, brief, progress)
    assert len(symbl.submits) == 2
    assert len(symbl.account.conversations) == 1


def test_while_the_list_cannot_be_read_nothing_is_sent(
    symbl: SymblStandIn,
    engine: SymblEngine,
    link: Recording,
    brief: Brief,
    clock: HandClock,
    progress: Notebook,
) -> None:
    symbl.knobs.drops = 1
    with pytest.raises(Unavailable):
        engine.submit(link, brief, progress)
    symbl.knobs.gateway_errors, symbl.knobs.gateway_path = 100, "/v1/conversations"
    for _ in range(5):
        with pytest.raises(Unavailable):
            engine.submit(link, brief, progress)
        clock.pass_s(60)
    assert len(symbl.submits) == 1


def test_a_worker_killed_between_the_answer_and_its_record(
    symbl: SymblStandIn,
    redis_server: RedisHome,
    link: Recording,
    brief: Brief,
    clock: HandClock,
    engine: SymblEngine,
) -> None:
    worker = [sys.executable, "-m", "tests.workers.engines.symbl.killed_worker"]
    account = [symbl.url, symbl.app_id, symbl.app_secret]
    ended = subprocess.run([*worker, redis_server.url, *account, brief.name], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(symbl.submits) == 1
    submission = engine.submit(link, brief, Notebook({BEGUN: clock.now.isoformat().encode()}))
    assert len(symbl.submits) == 1
    assert engine.status(submission).done


def test_a_refused_connection_is_told_after_some_patience(
    redis: Redis,
    link: Recording,
    brief: Brief,
    clock: HandClock,
    http: requests.Session,
    progress: Notebook,
) -> None:
    nobody = SymblEngine(
        Credentials("a", "b"), "http://127.0.0.1:9", redis, 5, http=http, clock=clock
    )
    for _ in range(2):
        with pytest.raises(Unavailable):
            nobody.submit(link, brief, progress)
        clock.pass_s(5)
    with pytest.raises(Refused) as refused:
        nobody.submit(link, brief, progress)
    assert refused.value.why is Why.ENGINE_UNREACHABLE
    assert "symbl.begun" not in progress.saved


def test_a_long_upload_tells_how_far_it_is_and_can_be_stopped(
    symbl: SymblStandIn, engine: SymblEngine, wav: Recording, brief: Brief, progress: Notebook
) -> None:
    assert wav.path is not None
    with wav.path.open("ab") as file:
        file.write(bytes(3 << 20))
    engine.submit(wav, brief, progress)
    assert progress.shares == sorted(progress.shares)
    assert len(progress.shares) == 3
    with pytest.raises(Stopped):
        engine.submit(wav, replace(brief, name="undertone-2f"), Notebook(stops=True))
    assert len(symbl.account.conversations) == 1


def test_an_upload_reads_all_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "some"
    path.write_bytes(os.urandom(100_000))
    with Upload(path, lambda _: None) as upload:
        assert upload.read() == path.read_bytes()
