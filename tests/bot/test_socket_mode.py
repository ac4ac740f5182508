"""The same gestures over Socket Mode, as where no request can come in."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.app import build_app
from bot.listeners.shortcut import CALLBACK
from bot.settings import BotSettings
from tests.bot.cards import charted, whispered
from tests.bot.conftest import SCOPES
from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import SlackStandIn
from workers.domain import actions
from workers.domain.channel import ChannelSettings
from workers.domain.introductions import Introduction
from workers.wording import asking, feedback, naming_window, offer, replies

MP3 = "https://media.example.com/standup.mp3"


@pytest.fixture
def slack(intake: ObservedIntake) -> Iterator[SlackStandIn]:
    """A workspace that the bot has opened a socket to."""
    with SlackStandIn() as workspace:
        workspace.scopes |= SCOPES
        settings = BotSettings(
            slack_bot_token=workspace.bot_token,
            slack_app_token=workspace.app_token,
            slack_api_url=workspace.api_url,
        )
        socket = SocketModeHandler(
            build_app(settings, intake),
            workspace.app_token,
            logger=logging.getLogger("slack_sdk.socket_mode"),
            web_client=WebClient(base_url=workspace.api_url),
        )
        socket.connect()  # type: ignore[no-untyped-call]  # Bolt left its types out here
        try:
            yield workspace
        finally:
            socket.close()  # type: ignore[no-untyped-call]  # likewise


def test_buttons_and_windows_work(slack: SlackStandIn, intake: ObservedIntake) -> None:
    ada = slack.person("Ada")
    general = slack.channel("general", [ada])
    analysis, answer = charted(slack, intake, ada, general)
    intake.speakers = (Introduction("Speaker 1", 60.0, "Good morning"),)

    assert ada.clicks(answer, actions.OPEN_PAGE).status == 200
    ada.clicks(answer, actions.RENAME)
    view = ada.modal
    assert view is not None
    (block_id,) = (
        each["block_id"]
        for each in view.blocks
        if each["block_id"].startswith(naming_window.name_block_id(""))
    )
    assert ada.submits(view, {block_id: "x" * 90}).errors == {block_id: naming_window.LONG_NAME}
    ada.submits(view, {block_id: "Ana"})

    assert intake.acts == [
        ("export", analysis.id, ("page",)),
        ("rename", analysis.id, {"Speaker 1": "Ana"}),
    ]


def test_menus_and_thumbs_work(slack: SlackStandIn, intake: ObservedIntake) -> None:
    ada = slack.person("Ada")
    general = slack.channel("general", [ada])
    analysis, answer = charted(slack, intake, ada, general)

    ada.clicks(answer, actions.ANSWER_MENU, actions.pack_value(analysis.id, actions.RECOUNT))
    assert ada.modal is not None
    ada.submits(ada.modal, {asking.COUNT: "3"})
    ada.clicks(answer, actions.ANSWER_MENU, actions.pack_value(analysis.id, actions.DELETE))
    assert ada.modal is not None
    ada.submits(ada.modal)
    ada.clicks(answer, actions.FEEDBACK, actions.pack_value(analysis.id, actions.RIGHT))
    ada.clicks(answer, actions.ANSWER_MENU, actions.pack_value(analysis.id, "of_tomorrow"))

    assert intake.acts == [
        ("recount", analysis.id, 3),
        ("delete", analysis.id, ada.id),
        ("judge", analysis.id, ada.id, "right"),
    ]
    assert whispered(ada) == [feedback.THANKS, replies.NOT_OFFERED]


def test_offers_shortcut_and_home_work(slack: SlackStandIn, intake: ObservedIntake) -> None:
    ada = slack.person("Ada")
    general = slack.channel("general", [ada])
    intake.channels[slack.team, general.id] = ChannelSettings(links="ask")
    posted = ada.says(general, f"<{MP3}>")
    ada.opens_home()
    delivered(slack, 2)

    ada.clicks(ada.ephemerals[0], offer.ACCEPT)
    known = ada.uses_shortcut(CALLBACK, posted)

    assert [ask.recording.link for ask in intake.asked] == [MP3]
    assert [each["text"] for each in known.later] == [replies.ALREADY_KNOWN]
    assert ada.home is not None


def test_a_channel_shared_with_others_is_closed(
    slack: SlackStandIn, intake: ObservedIntake
) -> None:
    ada = slack.person("Ada")
    shared = slack.channel("with-partners", [ada], shared=True)
    ada.says(shared, f"<@{slack.bot_user}> <{MP3}>")
    delivered(slack, 2)

    assert intake.asked == []
    assert whispered(ada) == [replies.refuse_shared()]
    assert ada.types(shared, "/sentiment", MP3).text == replies.refuse_shared()


def test_what_could_not_be_queued_is_delivered_again(
    slack: SlackStandIn, intake: ObservedIntake
) -> None:
    slack.retry_gaps_s = (0.2,)
    slack.ack_limit_s = 0.5
    intake.reachable = False
    slack.uninstall()
    slack.wait_for(lambda: slack.deliveries)
    intake.reachable = True
    delivered(slack, 2)

    assert intake.acts == [("forget_team", slack.team)]
