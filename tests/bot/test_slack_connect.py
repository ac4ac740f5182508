"""Channels that another organisation is in: closed, unless whoever runs the bot opens them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.app import CALL_TIMEOUT_S
from bot.listeners.shortcut import CALLBACK
from bot.slack_connect import find_obstacle
from tests.bot.cards import charted, whispered
from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, Reply, SlackStandIn
from tests.standins.slack.faults import Faults
from workers.domain import actions
from workers.domain.channel import ChannelSettings
from workers.wording import offer, replies

MP3 = "https://media.example.com/standup.mp3"
PASSING: Mapping[str, Callable[[Faults], None]] = {
    "a 429": lambda faults: faults.rate_limit("conversations.info"),
    "a 503": lambda faults: faults.fail("conversations.info"),
    "a broken connection": lambda faults: faults.drop_reply("conversations.info"),
    "a time-out": lambda faults: faults.delay("conversations.info", CALL_TIMEOUT_S + 0.5),
    "a 200 that says internal_error": lambda faults: faults.refuse(
        "conversations.info", "internal_error"
    ),
    "a 200 that says ratelimited": lambda faults: faults.refuse(
        "conversations.info", "ratelimited"
    ),
    "a 200 that says fatal_error": lambda faults: faults.refuse(
        "conversations.info", "fatal_error"
    ),
}


class Answering(WebClient):
    """A client whose `conversations.info` answers with this."""

    def __init__(self, like: WebClient, answer: dict[str, Any]) -> None:
        super().__init__(like.token, like.base_url)
        self._answer = answer

    def conversations_info(self, **_arguments: Any) -> SlackResponse:
        return SlackResponse(
            client=self,
            http_verb="POST",
            api_url="",
            req_args={},
            data=self._answer,
            headers={},
            status_code=200,
        )


def spoken(reply: Reply) -> list[str]:
    return [each["text"] for each in reply.later]


@pytest.fixture
def shared(slack: SlackStandIn, ada: Person) -> Channel:
    return slack.channel("with-partners", [ada], shared=True)


def test_nobody_who_did_not_speak_to_the_bot_hears_of_it(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, shared: Channel
) -> None:
    posted = ada.says(shared, f"<{MP3}>")
    ada.uploads(shared, b"some bytes", filename="call.m4a")
    ada.edits(posted, f"<{MP3}> <{MP3}?2>")
    delivered(slack, 3)

    assert intake.asked == []
    assert {call.method for call in slack.transcript} == {"auth.test"}
    assert all(delivery.status == 200 for delivery in slack.deliveries)


def test_spoken_to_it_says_why_not_once_and_alone(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, shared: Channel
) -> None:
    ada.says(shared, f"<@{slack.bot_user}> <{MP3}>")
    delivered(slack, 2)

    assert intake.asked == []
    assert whispered(ada) == [replies.refuse_shared()]
    assert slack.calls("chat.postMessage") == []


@pytest.mark.parametrize("text", [MP3, "demo"])
def test_a_command_there_starts_nothing(
    intake: ObservedIntake, ada: Person, shared: Channel, text: str
) -> None:
    reply = ada.types(shared, "/sentiment", text)

    assert (reply.text, reply.response_type) == (replies.refuse_shared(), "ephemeral")
    assert intake.asked == []


@pytest.mark.parametrize("text", ["help", "status", "settings", "forget", "cancel all"])
def test_a_command_that_starts_nothing_works_everywhere(
    slack: SlackStandIn, ada: Person, shared: Channel, text: str
) -> None:
    assert ada.types(shared, "/sentiment", text).text != replies.refuse_shared()
    assert slack.calls("conversations.info") == []


def test_a_shortcut_there_starts_nothing(
    intake: ObservedIntake, ada: Person, shared: Channel
) -> None:
    posted = ada.says(shared, f"<{MP3}>")

    reply = ada.uses_shortcut(CALLBACK, posted)

    assert spoken(reply) == [replies.refuse_shared()]
    assert intake.asked == []


@pytest.mark.parametrize("fault", PASSING, ids=PASSING)
def test_where_slack_does_not_say_whether_it_is_shared_nothing_starts_yet(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, fault: str
) -> None:
    posted = ada.says(general, f"<{MP3}>")
    delivered(slack, 1)
    intake.asked.clear()

    PASSING[fault](slack.faults)
    assert ada.types(general, "/sentiment", MP3).text == replies.TRY_AGAIN
    PASSING[fault](slack.faults)
    assert spoken(ada.uses_shortcut(CALLBACK, posted)) == [replies.TRY_AGAIN]
    assert intake.asked == []

    assert ada.types(general, "/sentiment", MP3).text == replies.write_accepted(1)


@pytest.mark.parametrize("word", ["missing_scope", "ekm_access_denied", "a_word_of_tomorrow"])
def test_where_slack_will_not_say_whether_it_is_shared_nothing_starts(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, word: str
) -> None:
    slack.faults.refuse("conversations.info", word, times=2)
    posted = ada.says(general, "here it is")

    assert ada.types(general, "/sentiment", MP3).text == replies.refuse_unsure()
    assert spoken(ada.uses_shortcut(CALLBACK, posted)) == [replies.refuse_unsure()]
    assert intake.asked == []


def test_only_a_clear_no_opens_a_channel(
    slack: SlackStandIn, ada: Person, general: Channel, shared: Channel
) -> None:
    client = WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    assert find_obstacle(client, general.id) is None
    assert find_obstacle(client, slack.talk(ada).id) is None
    assert find_obstacle(client, shared.id) == replies.refuse_shared()

    silent = Answering(client, {"ok": True, "channel": {"id": general.id}})
    assert find_obstacle(silent, general.id) == replies.refuse_unsure()


def test_in_a_channel_that_the_bot_cannot_see_nothing_starts_and_the_way_in_is_told(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person
) -> None:
    closed = slack.channel("closed", [ada], private=True, bot=False)

    assert "/invite" in str(ada.types(closed, "/sentiment", MP3).text)
    assert intake.asked == []


def test_an_event_that_does_not_say_whether_its_channel_is_shared_is_asked_about(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, shared: Channel
) -> None:
    slack.bare_payloads = True
    ada.says(shared, f"<{MP3}>")
    ada.says(general, f"<{MP3}>")
    ada.says(slack.talk(ada), f"<{MP3}>")
    delivered(slack, 3)
    assert sorted(ask.thread.channel[0] for ask in intake.asked) == ["C", "D"]
    assert len(slack.calls("conversations.info")) == 2

    slack.faults.refuse("conversations.info", "internal_error")
    ada.says(general, f"<{MP3}?again>")
    delivered(slack, 5)
    assert [each.status for each in slack.deliveries][3:] == [500, 200]
    assert len(intake.asked) == 3


def test_an_offer_that_is_older_than_the_sharing_starts_nothing(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.channels[slack.team, general.id] = ChannelSettings(links="ask")
    ada.says(general, f"<{MP3}>")
    delivered(slack, 1)
    general.shared = True

    accepted = ada.clicks(ada.ephemerals[0], offer.ACCEPT)
    declined = ada.clicks(ada.ephemerals[0], offer.DECLINE)

    assert spoken(accepted) == [replies.refuse_shared()]
    assert [each.get("delete_original") for each in declined.later] == [True]
    assert intake.asked == []


def test_what_was_begun_there_can_still_be_stopped(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, shared: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, shared)
    root = shared.messages[analysis.ask.message_ts or ""]
    ada.deletes(root)
    delivered(slack, 1)

    assert intake.acts == [("cancel", analysis.id, ada.id)]
    assert answer.thread_ts == root.ts


def test_settings_are_shown_to_no_other_organisation(
    slack: SlackStandIn, ada: Person, general: Channel
) -> None:
    """They hold words that were said; a command is for people of the workspace alone."""
    ada.invites(general)
    delivered(slack, 1)
    (hello,) = [each for each in general.messages.values() if each.user == slack.bot_user]
    general.shared = True
    stranger = slack.person("Eve", team="T0OTHER")

    reply = stranger.clicks(hello, actions.OPEN_SETTINGS)

    assert stranger.modal is None
    assert spoken(reply) == [replies.refuse_shared()]


def test_an_admin_of_another_organisation_is_none_here(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, shared: Channel
) -> None:
    _, answer = charted(slack, intake, ada, shared)
    stranger = slack.person("Eve", team="T0OTHER", admin=True)
    ours = slack.person("Root", admin=True)

    for button in (actions.DELETE, actions.CANCEL):
        stranger.clicks(answer, button)
    assert intake.acts == []
    ours.clicks(answer, actions.DELETE)
    assert [act[0] for act in intake.acts] == ["delete"]


def test_allowed_it_is_a_channel_like_any_other(
    open_slack: SlackStandIn, intake: ObservedIntake
) -> None:
    ada = open_slack.person("Ada")
    shared = open_slack.channel("with-partners", [ada], shared=True)
    ada.says(shared, f"<{MP3}>")
    posted = ada.uploads(shared, b"some bytes", filename="call.m4a", from_elsewhere=True)
    delivered(open_slack, 2)
    ada.types(shared, "/sentiment", MP3)

    assert {ask.recording.key for ask in intake.asked} == {MP3, posted.files[0].id}
    assert len(intake.asked) == 3
    assert open_slack.calls("conversations.info") == []
