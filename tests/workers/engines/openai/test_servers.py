"""The servers that people run, each with its quirks: the meeting comes out the same."""

from __future__ import annotations

import pytest

from tests.standins.openai import Flavour
from tests.workers.engines.notebook import Notebook
from tests.workers.engines.openai.conftest import SAID, MakeEngine, MakeServer, script
from workers.domain.meeting import Meeting, Remark
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.openai.engine import OpenAIEngine


def heard(engine: OpenAIEngine, recording: Recording, brief: Brief) -> Meeting:
    meeting = engine.submit(recording, brief, Notebook()).meeting
    assert meeting is not None
    return meeting


@pytest.mark.parametrize("flavour", [Flavour.SPEACHES, Flavour.WHISPER_CPP, Flavour.WHISPERX])
def test_words_with_times_go_to_our_voices_and_our_scorer(
    make_server: MakeServer,
    make_engine: MakeEngine,
    recording: Recording,
    brief: Brief,
    flavour: Flavour,
) -> None:
    server = make_server(flavour)
    meeting = heard(make_engine(server), recording, brief)
    assert len(meeting.speakers) == 3
    assert Remark.WORDS_SPREAD not in [note.remark for note in meeting.notes]
    assert not meeting.draft
    whole = [each for each in meeting.utterances if each.text in SAID]
    assert len(whole) >= 0.8 * len(script())
    for each in whole:
        assert ((each.polarity or 0) > 0) is (each.text == SAID[0])
    (asked,) = server.asked
    assert asked.body["timestamp_granularities[]"] == ["word", "segment"]
    assert asked.body["language"] == ["en"]


@pytest.mark.parametrize("flavour", [Flavour.VLLM, Flavour.PLAIN])
def test_without_times_of_words_they_are_spread_and_that_is_said(
    make_server: MakeServer,
    make_engine: MakeEngine,
    recording: Recording,
    brief: Brief,
    flavour: Flavour,
) -> None:
    meeting = heard(make_engine(make_server(flavour)), recording, brief)
    assert Remark.WORDS_SPREAD in [note.remark for note in meeting.notes]
    assert sum(each.words for each in meeting.utterances) > 0.8 * 6 * len(script())


def test_what_a_server_turns_down_is_not_asked_for_again(
    make_server: MakeServer, make_engine: MakeEngine, recording: Recording, brief: Brief
) -> None:
    server = make_server(Flavour.PLAIN)
    heard(make_engine(server), recording, brief)
    assert [call.body["response_format"] for call in server.asked] == [
        *(["verbose_json"], ["verbose_json"], ["json"])
    ]


def test_the_servers_own_speakers_where_the_operator_says_so(
    make_server: MakeServer, make_engine: MakeEngine, recording: Recording, brief: Brief
) -> None:
    server = make_server(Flavour.DIARIZED)
    meeting = heard(make_engine(server, openai_speakers="server"), recording, brief)
    (asked,) = server.asked
    assert asked.body["chunking_strategy"] == ["auto"]
    assert meeting.speakers_estimated
    found = [(each.speaker, each.text) for each in meeting.utterances]
    names = list(dict.fromkeys(line.speaker for line in script()))
    assert found == [(f"Speaker {names.index(line.speaker) + 1}", line.text) for line in script()]


@pytest.mark.parametrize(
    ("flavour", "language"), [(Flavour.WHISPER_CPP, ["auto"]), (Flavour.SPEACHES, None)]
)
def test_a_language_that_nobody_knows_is_left_to_the_server(
    make_server: MakeServer,
    make_engine: MakeEngine,
    recording: Recording,
    flavour: Flavour,
    language: list[str] | None,
) -> None:
    server = make_server(flavour)
    brief = Brief(name="undertone-1f-1", speakers=3, language="auto")
    meeting = heard(make_engine(server), recording, brief)
    assert server.asked[-1].body.get("language") == language
    assert any(each.polarity for each in meeting.utterances)  # "english" and "en" are the same


def test_another_language_is_not_scored(
    make_server: MakeServer, make_engine: MakeEngine, recording: Recording
) -> None:
    server = make_server(Flavour.SPEACHES)
    brief = Brief(name="undertone-1f-1", speakers=3, language="de-DE")
    meeting = heard(make_engine(server), recording, brief)
    assert server.asked[-1].body["language"] == ["de"]
    assert {each.polarity for each in meeting.utterances} == {None}
    assert Remark.LANGUAGE_UNSCORED in [note.remark for note in meeting.notes]
