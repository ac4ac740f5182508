"""Submit: what is sent for each kind of recording."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from redis import Redis

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.notebook import HandClock, Notebook
from workers.domain.errors import Refused, Stopped, Unavailable, Why
from workers.domain.recording import Kind, Recording
from workers.domain.submission import Brief
from workers.engines.outside.upload import Upload
from workers.engines.outside.wire import Unreachable
from workers.engines.symbl import SymblSettings
from workers.engines.symbl.credentials import Credentials
from workers.engines.symbl.engine import SymblEngine


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
    symbl: SymblStandIn, engine: SymblEngine, recording: Recording, progress: Notebook
) -> None:
    brief = Brief(name="undertone-1f", speakers=2, vocabulary=("Zoë & co",))
    engine.submit(recording, brief, progress)
    (sent,) = symbl.submits
    assert recording.path is not None
    assert sent.path == "/v1/process/audio"
    assert sent.upload == recording.path.read_bytes()
    assert sent.headers["Content-Length"] == str(recording.path.stat().st_size)
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


@pytest.fixture
def nobody(redis: Redis, clock: HandClock, http: requests.Session) -> SymblEngine:
    """An engine whose API is not there."""
    known = Credentials("a", "b")
    return SymblEngine(
        known, SymblSettings(symbl_base_url="http://127.0.0.1:9"), redis, http=http, clock=clock
    )


def test_a_refused_connection_is_told_after_some_patience(
    nobody: SymblEngine, link: Recording, brief: Brief, clock: HandClock, progress: Notebook
) -> None:
    for _ in range(2):
        with pytest.raises(Unreachable):
            nobody.submit(link, brief, progress)
        clock.pass_s(5)
    with pytest.raises(Refused) as refused:
        nobody.submit(link, brief, progress)
    assert refused.value.why is Why.ENGINE_UNREACHABLE
    assert "symbl.begun" not in progress.saved


def test_patience_starts_anew_once_the_host_has_answered(
    symbl: SymblStandIn, nobody: SymblEngine, engine: SymblEngine, link: Recording, clock: HandClock
) -> None:
    brief, progress = Brief(name="undertone-1f"), Notebook()
    with pytest.raises(Unreachable):
        nobody.submit(link, brief, progress)
    clock.pass_s(60)
    symbl.knobs.concurrency = 0
    with pytest.raises(Unavailable):
        engine.submit(link, brief, progress)
    with pytest.raises(Unreachable):
        nobody.submit(link, brief, progress)


def test_a_long_upload_tells_how_far_it_is_and_can_be_stopped(
    symbl: SymblStandIn, engine: SymblEngine, recording: Recording, brief: Brief, progress: Notebook
) -> None:
    assert recording.path is not None
    with recording.path.open("ab") as file:
        file.write(bytes(3 << 20))
    engine.submit(recording, brief, progress)
    assert progress.shares == sorted(progress.shares)
    assert len(progress.shares) == 3
    with pytest.raises(Stopped):
        engine.submit(recording, replace(brief, name="undertone-2f"), Notebook(stops=True))
    assert len(symbl.account.conversations) == 1


def test_an_upload_reads_all_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "some"
    path.write_bytes(os.urandom(100_000))
    with Upload(path, lambda _: None) as upload:
        assert upload.read() == path.read_bytes()
