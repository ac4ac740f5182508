from __future__ import annotations

import time

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.standins.slack import Channel, SlackStandIn
from tests.standins.slack.refusals import refused


def said(general: Channel) -> list[str]:
    return [each.text for each in general.messages.values()]


def test_rate_limit(slack: SlackStandIn, client: WebClient, general: Channel) -> None:
    slack.faults.rate_limit("chat.postMessage", times=2, retry_after_s=7)
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel=general.id, text="hello")
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "7"
        assert caught.value.response["error"] == "ratelimited"
    client.auth_test()
    client.chat_postMessage(channel=general.id, text="now")
    assert said(general) == ["now"]


def test_failure(slack: SlackStandIn, client: WebClient, general: Channel) -> None:
    slack.faults.fail("chat.postMessage", status=503)
    slack.faults.fail("chat.postMessage", status=500, takes_effect=True)
    for status in (503, 500):
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel=general.id, text=str(status))
        assert caught.value.response.status_code == status
    assert said(general) == ["500"]


def test_dropped_reply_takes_effect(
    slack: SlackStandIn, client: WebClient, general: Channel
) -> None:
    slack.faults.drop_reply("chat.postMessage")
    with pytest.raises(OSError, match=r"closed|reset"):
        client.chat_postMessage(channel=general.id, text="hello")
    assert said(general) == ["hello"]
    assert [(each.fault, each.ok) for each in slack.transcript] == [("dropped", False)]


def test_refusal_on_demand(slack: SlackStandIn, client: WebClient) -> None:
    slack.faults.refuse("auth.test", "ekm_access_denied")
    with refused("ekm_access_denied"):
        client.auth_test()


def test_delay(slack: SlackStandIn, client: WebClient) -> None:
    slack.faults.delay("auth.test", 0.2)
    began = time.monotonic()
    client.auth_test()
    assert time.monotonic() - began >= 0.2


def test_faulty_uploads(slack: SlackStandIn, client: WebClient) -> None:
    slack.faults.fail("upload", status=500)
    with pytest.raises(Exception, match="500"):
        client.files_upload_v2(content=b"abc", filename="a.png")
    client.files_upload_v2(content=b"abc", filename="a.png")


def test_random_faults_are_the_same_for_the_same_seed() -> None:
    def drawn(seed: int) -> list[str | None]:
        faults = SlackStandIn().faults
        faults.random(seed, rate_limited=0.2, failed=0.2, dropped=0.2)
        return [
            fault.kind if fault else None
            for fault in (faults.next_for("auth.test") for _ in range(99))
        ]

    assert drawn(1) == drawn(1) != drawn(2)
    assert set(drawn(1)) == {None, "rate_limited", "failed", "dropped"}


def test_no_more_faults(slack: SlackStandIn, client: WebClient) -> None:
    slack.faults.random(1, failed=1.0)
    slack.faults.fail("auth.test")
    slack.faults.none()
    client.auth_test()
