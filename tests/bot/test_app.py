"""What Bolt lets through, and what becomes of errors."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import requests
from slack_bolt import App

from bot.app import answer_error, build_app
from bot.help import HELP
from bot.settings import BotSettings
from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from tests.standins.slack.signed_http import signature
from workers.domain.errors import Fault
from workers.wording import replies

MP3 = "https://media.example.com/standup.mp3"


def event(**fields: Any) -> dict[str, Any]:
    base = {"type": "message", "channel": "C1", "ts": "17.1", "user": "U1", "text": f"<{MP3}>"}
    envelope = {"type": "event_callback", "team_id": "T0STANDIN", "is_ext_shared_channel": False}
    return envelope | {"event": base | fields}


def posted(
    slack: SlackStandIn, body: dict[str, Any], headers: dict[str, str] | None = None
) -> requests.Response:
    """`body` as Slack posts it; `headers` replace the good signature."""
    raw = json.dumps(body).encode()
    signed = signature(slack.signing_secret, raw) if headers is None else headers
    return requests.post(
        str(slack.events_url),
        data=raw,
        headers={"Content-Type": "application/json", **signed},
        timeout=5,
    )


def test_a_signed_event_is_heard(slack: SlackStandIn, intake: ObservedIntake) -> None:
    assert posted(slack, event()).status_code == 200
    assert len(intake.asked) == 1


def test_a_bad_signature_is_refused_and_its_body_not_logged(
    slack: SlackStandIn, intake: ObservedIntake, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    raw = json.dumps(event()).encode()
    forged = signature("another secret", raw)
    stale = signature(slack.signing_secret, raw, at=int(time.time()) - 360)
    from_tomorrow = signature(slack.signing_secret, raw, at=int(time.time()) + 360)
    of_another_body = signature(slack.signing_secret, b"{}")

    for headers in (forged, stale, from_tomorrow, of_another_body, {}):
        assert posted(slack, event(), headers).status_code == 401
    assert intake.asked == []
    assert "standup" not in caplog.text


def test_slacks_check_of_the_address_is_answered(slack: SlackStandIn) -> None:
    answer = posted(slack, {"type": "url_verification", "challenge": "c4a11e"})

    assert (answer.status_code, answer.json()) == (200, {"challenge": "c4a11e"})


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "message", "subtype": "channel_join"},
        {"type": "message", "subtype": "message_changed", "hidden": True, "message": {}},
        {"type": "message", "bot_id": "B9"},
        {"type": "message", "user": "U0BOT"},
        {"type": "file_shared", "file_id": "F1"},
        {"type": "something_new"},
    ],
)
def test_what_nobody_listens_to_is_acked(
    slack: SlackStandIn, intake: ObservedIntake, fields: dict[str, Any]
) -> None:
    assert posted(slack, event(**fields)).status_code == 200
    assert intake.asked == []


def test_a_retry_header_is_no_reason_to_drop_an_event(
    slack: SlackStandIn, intake: ObservedIntake
) -> None:
    raw = json.dumps(event()).encode()
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}

    posted(slack, event(), signature(slack.signing_secret, raw) | retry)

    assert len(intake.asked) == 1


def test_a_gesture_without_a_listener_is_not_found_and_logged_without_its_words(
    ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    reply = ada.types(general, "/unknown", "my secret")

    assert reply.status == 404
    assert "nothing listens to /unknown" in caplog.text
    assert "secret" not in caplog.text


def test_the_bot_asks_who_it_is_until_it_knows(slack: SlackStandIn, intake: ObservedIntake) -> None:
    slack.faults.rate_limit("auth.test")
    slack.faults.fail("auth.test")
    slack.faults.refuse("auth.test", "invalid_auth")

    statuses = [posted(slack, event(ts=f"{number}.1")).status_code for number in range(5)]

    assert statuses == [500, 500, 500, 200, 200]
    assert len(slack.calls("auth.test")) == 4
    assert len(intake.asked) == 2


def test_help_that_slack_plainly_refuses_is_given_up(
    slack: SlackStandIn, ada: Person, general: Channel
) -> None:
    slack.faults.refuse("chat.postMessage", "is_archived")
    question = ada.says(general, f"<@{slack.bot_user}> help")
    delivered(slack, 2)

    assert all(delivery.status == 200 for delivery in slack.deliveries)
    assert len(slack.thread(question)) == 1


@pytest.mark.parametrize("fault", ["rate_limit", "fail"])
def test_help_that_could_not_be_said_is_said_later(
    slack: SlackStandIn, ada: Person, general: Channel, fault: str
) -> None:
    getattr(slack.faults, fault)("chat.postMessage")
    question = ada.says(general, f"<@{slack.bot_user}> help")
    delivered(slack, 3)

    assert [each.attempt for each in slack.deliveries if each.status == 500] == [0]
    assert [reply.text for reply in slack.thread(question)[1:]] == [HELP]


def test_help_that_may_have_been_said_is_not_said_again(
    slack: SlackStandIn, ada: Person, general: Channel
) -> None:
    slack.faults.drop_reply("chat.postMessage")
    question = ada.says(general, f"<@{slack.bot_user}> help")
    delivered(slack, 3)

    assert [reply.text for reply in slack.thread(question)[1:]] == [HELP]


def test_what_goes_wrong_in_a_command_is_said_to_the_person(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = answer_error(Fault("no idea"), {"command": "/sentiment", "text": "my secret"})

    assert answer.status == 200
    assert json.loads(answer.body) == {
        "response_type": "ephemeral",
        "text": replies.write_went_wrong(),
    }
    assert "/sentiment failed" in caplog.text
    assert "no idea" in caplog.text
    assert "secret" not in caplog.text


def test_what_goes_wrong_in_an_event_makes_slack_deliver_it_again() -> None:
    assert answer_error(Fault("no idea"), event()).status == 500


def test_nothing_people_write_is_logged(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    talk = slack.talk(ada)
    intake.reachable = False
    ada.says(talk, "<https://example.com/secret.mp3> secret")
    slack.wait_for(lambda: slack.deliveries)
    intake.reachable = True
    delivered(slack, 2)
    ada.uploads(talk, b"bytes", filename="secret.mp3")
    ada.types(talk, "/sentiment", "https://example.com/secret.mp3 secret")
    delivered(slack, 4)

    assert len(intake.asked) == 2
    assert "analysis a1, new: True" in caplog.text
    assert "secret" not in caplog.text
    assert slack.bot_token not in caplog.text


def test_building_the_app_needs_no_network(intake: ObservedIntake) -> None:
    settings = BotSettings(
        slack_bot_token="xoxb-1", slack_signing_secret="s", slack_api_url="http://127.0.0.1:9/"
    )

    assert isinstance(build_app(settings, intake), App)
