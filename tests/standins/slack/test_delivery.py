from __future__ import annotations

import socket
import time
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk.signature import SignatureVerifier

from tests.standins.slack import Channel, Person, SlackStandIn
from tests.standins.slack.signed_http import signature

Events = list[dict[str, Any]]


@pytest.fixture
def heard(app: App) -> Events:
    """The bodies of all message and mention events that the bot acked."""
    bodies: Events = []

    @app.event("message")
    @app.event("app_mention")
    @app.event("file_shared")
    @app.event("app_home_opened")
    def take(body: dict[str, Any]) -> None:
        bodies.append(body)

    return bodies


def test_signature_is_what_bolt_expects() -> None:
    headers = signature("secret", b"{}")
    assert SignatureVerifier("secret").is_valid_request(b"{}", headers)
    stale = signature("secret", b"{}", at=int(time.time()) - 600)
    assert not SignatureVerifier("secret").is_valid_request(b"{}", stale)


def test_message(slack: SlackStandIn, heard: Events, ana: Person, general: Channel) -> None:
    msg = ana.says(general, "see <https://x.example/a.mp3?b=1&amp;c=2|this>")
    slack.wait_for(lambda: heard, timeout_s=5)
    event = heard[0]["event"]
    assert (event["text"], event["ts"], event["channel_type"]) == (msg.text, msg.ts, "channel")
    link = event["blocks"][0]["elements"][0]["elements"][1]
    assert link == {"type": "link", "url": "https://x.example/a.mp3?b=1&c=2", "text": "this"}
    slack.wait_until_quiet()
    assert [each.status for each in slack.deliveries] == [200]
    assert slack.deliveries[0].seconds < 3


def test_mention_is_a_second_event(
    slack: SlackStandIn, heard: Events, ana: Person, general: Channel
) -> None:
    ana.says(general, f"<@{slack.bot_user}> hello")
    slack.wait_for(lambda: len(heard) == 2, timeout_s=5)
    assert {each["event"]["type"] for each in heard} == {"message", "app_mention"}
    assert len({each["event_id"] for each in heard}) == 2
    assert len({each["event"]["ts"] for each in heard}) == 1


def test_upload(slack: SlackStandIn, heard: Events, ana: Person, general: Channel) -> None:
    slack.subscriptions.add("file_shared")
    ana.uploads(general, b"abc", filename="talk.mp3", mimetype="audio/mpeg")
    ana.uploads(general, b"abc", from_elsewhere=True)
    slack.wait_for(lambda: len(heard) == 4, timeout_s=5)
    shares = [each["event"] for each in heard if each["event"]["type"] == "message"]
    shares.sort(key=lambda event: str(event["ts"]))
    assert [each["subtype"] for each in shares] == ["file_share", "file_share"]
    assert shares[0]["files"][0]["name"] == "talk.mp3"
    assert shares[1]["files"][0]["file_access"] == "check_file_info"


def test_bare_payloads(slack: SlackStandIn, heard: Events, ana: Person, general: Channel) -> None:
    slack.bare_payloads = True
    ana.says(general, "hello")
    slack.wait_for(lambda: heard, timeout_s=5)
    assert "authorizations" not in heard[0]
    assert set(heard[0]["event"]) == {"type", "user", "text", "ts", "channel", "event_ts"}


@pytest.mark.usefixtures("heard")
def test_what_the_bot_does_not_hear(slack: SlackStandIn, ana: Person, general: Channel) -> None:
    ana.says(slack.channel("open", [ana], bot=False), "hello")
    slack.scopes.discard("channels:history")
    ana.says(general, "hello")
    slack.wait_until_quiet()
    assert not slack.deliveries


def test_edits_and_deletions(
    slack: SlackStandIn, heard: Events, ana: Person, general: Channel
) -> None:
    msg = ana.says(general, "hello")
    slack.wait_for(lambda: len(heard) == 1, timeout_s=5)
    ana.deletes(ana.edits(msg, "hello again"))
    slack.wait_for(lambda: len(heard) == 3, timeout_s=5)
    later = {each["event"]["subtype"]: each["event"] for each in heard[1:]}
    assert later["message_changed"]["previous_message"]["text"] == "hello"
    assert later["message_changed"]["message"]["text"] == "hello again"
    assert later["message_deleted"]["deleted_ts"] == msg.ts


def test_home(slack: SlackStandIn, heard: Events, ana: Person) -> None:
    ana.opens_home()
    slack.wait_for(lambda: heard, timeout_s=5)
    assert (heard[0]["event"]["user"], heard[0]["event"]["tab"]) == (ana.id, "home")


def test_retries_until_acked(slack: SlackStandIn, app: App, ana: Person, general: Channel) -> None:
    tries: list[str | None] = []

    @app.event("message")
    def stumble(request: Any) -> None:
        tries.append(request.headers.get("x-slack-retry-num", [None])[0])
        if len(tries) < 3:
            raise ValueError("not yet")

    ana.says(general, "hello")
    slack.wait_for(lambda: len(tries) == 3, timeout_s=5)
    slack.wait_until_quiet()
    assert tries == [None, "1", "2"]
    assert [each.status for each in slack.deliveries] == [500, 500, 200]
    assert len({each.payload["event_id"] for each in slack.deliveries}) == 1


def test_slow_ack(slack: SlackStandIn, app: App, ana: Person, general: Channel) -> None:
    slack.ack_limit_s = 0.1
    slack.retry_gaps_s = ()

    @app.event("message")
    def dawdle() -> None:
        time.sleep(0.3)

    ana.says(general, "hello")
    slack.wait_for(lambda: slack.deliveries, timeout_s=5)
    assert (slack.deliveries[0].status, slack.deliveries[0].problem) == (None, "http_timeout")


def test_nobody_there(slack: SlackStandIn, ana: Person, general: Channel) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        slack.events_url = f"http://127.0.0.1:{closed.getsockname()[1]}/slack/events"
        ana.says(general, "hello")
        slack.wait_for(lambda: len(slack.deliveries) == 4, timeout_s=5)
    assert {each.problem for each in slack.deliveries} == {"connection_failed"}


def test_deliver_again(slack: SlackStandIn, heard: Events, ana: Person, general: Channel) -> None:
    msg = ana.says(general, "hello")
    slack.wait_for(lambda: heard, timeout_s=5)
    slack.wait_until_quiet()
    again = slack.deliver_again(msg, times=3)
    assert [(each.attempt, each.status) for each in again] == [(1, 200), (2, 200), (3, 200)]
    assert {each["event_id"] for each in heard} == {heard[0]["event_id"]}


def test_bot_is_told_of_its_own_posts_and_bolt_ignores_them(
    slack: SlackStandIn, app: App, heard: Events, general: Channel
) -> None:
    app.client.chat_postMessage(channel=general.id, text="me")
    slack.wait_for(lambda: slack.deliveries, timeout_s=5)
    assert slack.deliveries[0].status == 200
    assert not heard


def test_wait_for_shows_the_threads(slack: SlackStandIn, ana: Person, general: Channel) -> None:
    ana.says(general, "hello there")
    with pytest.raises(TimeoutError, match=r"(?s)no chart within 0.01 s.*#general.*hello there"):
        slack.wait_for(lambda: False, timeout_s=0.01, what="chart")


def test_slash_command(app: App, ana: Person, general: Channel) -> None:
    @app.command("/sentiment")
    def take(ack: Ack, command: dict[str, str], respond: Any) -> None:
        ack(f"taken: {command['text']}")
        respond("later", response_type="in_channel")

    reply = ana.types(general, "/sentiment", "https://x.example/a.mp3 3")
    assert (reply.status, reply.text) == (200, "taken: https://x.example/a.mp3 3")
    assert reply.response_type == "ephemeral"
    assert [each["text"] for each in reply.later] == ["later"]
    assert [each.text for each in ana.ephemerals] == ["taken: https://x.example/a.mp3 3"]
    assert [each.text for each in general.messages.values()] == ["later"]


def test_response_url_works_five_times(app: App, ana: Person, general: Channel) -> None:
    answers: list[int] = []

    @app.command("/sentiment")
    def take(ack: Ack, respond: Any) -> None:
        ack()
        answers.extend(respond(str(number)).status_code for number in range(6))

    ana.types(general, "/sentiment")
    assert answers == [200, 200, 200, 200, 200, 404]


@pytest.mark.usefixtures("app")
def test_unanswered_command(slack: SlackStandIn, ana: Person, general: Channel) -> None:
    assert ana.types(general, "/nothing").status == 404
    assert len(slack.deliveries) == 1
