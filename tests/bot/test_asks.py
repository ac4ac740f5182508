"""What is asked of the workers, and what is said where nothing can be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.asks import ask_by_command, ask_for_each, take_up
from bot.help import HELP
from bot.payloads import Command, Heard, read_message
from tests.bot.observed_intake import ObservedIntake
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.recording import Recording
from workers.domain.thread import Thread
from workers.wording.refusals import write_refusal

MP3, PAGE = "https://a.example/standup.mp3", "https://a.example/news"
UPLOAD = Recording(slack_file="F1", name="call.m4a")
THREAD = Thread("T1", "C1", "16.9")
POSTED = Heard(thread=THREAD, ts="17.1", user="U1")
MENTION = replace(POSTED, mentioned=True, as_command=True)


def sentiment(text: str) -> Command:
    return Command(team="T1", channel="C1", user="U1", text=text, response_url="https://hook")


def test_recordings_start_at_once_and_other_links_are_left_alone() -> None:
    (ask,) = ask_for_each(replace(POSTED, text=f"<{MP3}> <{PAGE}>", links=(MP3, PAGE)))

    assert ask.recording.link == MP3
    assert (ask.thread, ask.message_ts, ask.asked_by) == (THREAD, "17.1", "U1")
    assert (ask.speakers, ask.engine, ask.response_url) == (None, None, None)


def test_every_recording_of_a_message_is_asked_for_once() -> None:
    second = "https://a.example/retro.mp4"
    both = replace(POSTED, links=(MP3, second), uploads=(UPLOAD, UPLOAD))

    assert [ask.recording.key for ask in ask_for_each(both)] == ["F1", MP3, second]


def test_spoken_to_the_bot_takes_every_link() -> None:
    assert [ask.recording.link for ask in ask_for_each(replace(MENTION, links=(PAGE,)))] == [PAGE]


def test_options_are_for_the_bot_only_where_it_is_spoken_to() -> None:
    text = f"<@U0BOT> <{MP3}> 4 engine:local"
    mention = replace(MENTION, text=text, links=(MP3,))

    (spoken_to,), (overheard,) = (
        ask_for_each(mention),
        ask_for_each(replace(mention, mentioned=False)),
    )

    assert (spoken_to.speakers, spoken_to.engine) == (4, "local")
    assert (overheard.speakers, overheard.engine) == (None, None)


@pytest.mark.parametrize("text", [f"<@U0BOT> <{MP3}> 3", f"<{PAGE}> for <@U0BOT> engine:local"])
def test_a_message_and_its_mention_give_the_same_asks(text: str) -> None:
    event = {"type": "message", "channel": "C1", "ts": "17.1", "user": "U1", "text": text}
    message = read_message({"team_id": "T1", "event": event}, "U0BOT")
    mention = read_message({"team_id": "T1", "event": event | {"type": "app_mention"}}, "U0BOT")

    assert message is not None
    assert mention is not None
    assert ask_for_each(message) == ask_for_each(mention)
    assert len(ask_for_each(message)) == 1


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (POSTED, None),
        (replace(POSTED, links=(PAGE,)), None),
        (replace(POSTED, carries_files=True), None),
        (MENTION, HELP),
        (replace(MENTION, text="<@U0BOT> help"), HELP),
        (replace(POSTED, direct=True), HELP),
        (replace(MENTION, carries_files=True), write_refusal(Why.NOT_A_RECORDING, {})),
        (
            replace(MENTION, text=f"<@U0BOT> <{MP3}> 99", links=(MP3,)),
            write_refusal(Why.BAD_SPEAKER_COUNT, {}),
        ),
        (
            replace(MENTION, text=f"<@U0BOT> <{MP3}> many", links=(MP3,)),
            write_refusal(Why.UNKNOWN_WORD, {"word": "many"}),
        ),
    ],
)
def test_where_nothing_starts_the_bot_says_why_to_those_who_spoke_to_it(
    message: Heard, sentence: str | None
) -> None:
    intake = ObservedIntake()

    answer = take_up(message, intake)

    assert (answer and answer.text) == sentence
    assert answer is None or not answer.alone
    assert intake.asked == []


def test_an_upload_with_a_word_of_its_own_is_no_command() -> None:
    shared = replace(MENTION, text="<@U0BOT> retro", uploads=(UPLOAD,), carries_files=True)

    assert [ask.recording for ask in ask_for_each(shared)] == [UPLOAD]


def test_the_queue_out_of_reach_is_told() -> None:
    intake = ObservedIntake()
    intake.reachable = False

    with pytest.raises(Unavailable):
        take_up(replace(POSTED, links=(MP3,)), intake)


def test_a_command_asks_without_a_thread_and_answers_to_one_person() -> None:
    (ask,) = ask_by_command(sentiment(f"{MP3} 3 engine:symbl"))

    assert ask.thread == Thread("T1", "C1", None)
    assert ask.message_ts is None
    assert ask.response_url == "https://hook"
    assert (ask.recording.link, ask.speakers, ask.engine) == (MP3, 3, "symbl")


def test_a_command_takes_any_link_and_several() -> None:
    assert [ask.recording.link for ask in ask_by_command(sentiment(f"{MP3} <{PAGE}|news>"))] == [
        MP3,
        PAGE,
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("4", Why.NO_LINK),
        ("standup.mp3", Why.NO_LINK),
        ("ftp://a.example/standup.mp3", Why.NO_LINK),
        (f"{MP3} 0", Why.BAD_SPEAKER_COUNT),
        (f"{MP3} 99", Why.BAD_SPEAKER_COUNT),
        (f"{MP3} many", Why.UNKNOWN_WORD),
        (f"{MP3} engine:none", Why.UNKNOWN_ENGINE),
    ],
)
def test_a_command_that_cannot_be_is_refused(text: str, why: Why) -> None:
    with pytest.raises(Refused) as refused:
        ask_by_command(sentiment(text))

    assert refused.value.why is why
    assert write_refusal(refused.value.why, refused.value.details).endswith((".", "nothing."))


def test_a_message_starts_ten_recordings_and_says_so(intake: ObservedIntake) -> None:
    many = tuple(f"https://a.example/{number}.mp3" for number in range(500))

    answer = take_up(replace(MENTION, links=many), intake)
    unasked = take_up(replace(POSTED, ts="17.2", links=many), intake)

    assert len(intake.asked) == 20
    assert answer is not None
    assert "10" in answer.text
    assert "490" in answer.text
    assert not answer.alone
    assert unasked is not None
    assert unasked.alone


def test_a_command_that_arrives_again_is_the_same_gesture() -> None:
    typed = replace(sentiment(f"<{MP3}> <{PAGE}>"), trigger_id="1.2.3")
    first, again = ask_by_command(typed), ask_by_command(typed)
    anew = ask_by_command(replace(typed, trigger_id="1.2.4"))

    assert [ask.gesture for ask in first] == [ask.gesture for ask in again]
    assert len({ask.gesture for ask in (*first, *anew)}) == 4
