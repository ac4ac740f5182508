from __future__ import annotations

from typing import Any

import pytest
import requests
from slack_sdk import WebClient

from tests.standins.slack import Channel, Person, SlackStandIn
from tests.standins.slack.refusals import refused

PNG = b"\x89PNG\r\n\x1a\n and so on"


def uploaded(client: WebClient, content: bytes = PNG, **more: Any) -> str:
    return str(client.files_upload_v2(content=content, filename="c.png", **more)["file"]["id"])


def info(client: WebClient, file_id: str) -> dict[str, Any]:
    found: dict[str, Any] = client.files_info(file=file_id)["file"]
    return found


def picture(file_id: str) -> list[dict[str, Any]]:
    return [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "a line"}]


def test_file_is_looked_at_later(slack: SlackStandIn, client: WebClient) -> None:
    slack.processing_delay_s = 0.2
    file_id = uploaded(client)
    assert info(client, file_id)["mimetype"] == ""
    slack.wait_for(lambda: info(client, file_id)["mimetype"] == "image/png", timeout_s=2)


def test_picture_by_slack_file_only_when_processed(
    slack: SlackStandIn, client: WebClient, general: Channel
) -> None:
    slack.processing_delay_s = 0.2
    file_id = uploaded(client)
    with refused("invalid_blocks") as seen:
        client.chat_postMessage(channel=general.id, text="chart", blocks=picture(file_id))
    assert "invalid slack file" in seen.complaints[0]
    slack.wait_for(lambda: info(client, file_id)["mimetype"], timeout_s=2)
    client.chat_postMessage(channel=general.id, text="chart", blocks=picture(file_id))
    by_url = [{**picture(file_id)[0], "slack_file": {"url": info(client, file_id)["url_private"]}}]
    client.chat_postMessage(channel=general.id, text="chart", blocks=by_url)


def test_slack_file_has_to_be_an_image(
    slack: SlackStandIn, client: WebClient, general: Channel
) -> None:
    file_id = uploaded(client, b"RIFF")
    slack.wait_for(lambda: info(client, file_id)["mimetype"], timeout_s=2)
    client.files_delete(file=file_id)
    with refused("invalid_blocks"):
        client.chat_postMessage(channel=general.id, text="chart", blocks=picture(file_id))


def test_share_appears_later_in_the_thread(
    slack: SlackStandIn, client: WebClient, ana: Person, general: Channel
) -> None:
    msg = ana.says(general, "look")
    file_id = uploaded(client, channel=general.id, thread_ts=msg.ts, initial_comment="the chart")
    share = slack.wait_for(lambda: slack.thread(msg)[1:], timeout_s=2)[0]
    assert (share.text, share.subtype, share.files[0].content) == ("the chart", "file_share", PNG)
    shares = info(client, file_id)["shares"]["public"][general.id]
    assert (shares[0]["ts"], shares[0]["thread_ts"]) == (share.ts, msg.ts)


def test_alt_text_loses_the_share(slack: SlackStandIn, client: WebClient, general: Channel) -> None:
    uploaded(client, channel=general.id, alt_txt="a line")
    file_id = uploaded(client, channel=general.id)
    slack.wait_for(lambda: general.messages, timeout_s=2)
    assert [each.files[0].id for each in general.messages.values()] == [file_id]


def test_share_refusals(slack: SlackStandIn, client: WebClient, general: Channel) -> None:
    with refused("not_in_channel"):
        uploaded(client, channel=slack.channel("open", bot=False).id)
    with refused("message_not_found"):
        uploaded(client, channel=general.id, thread_ts="1.000001")
    with refused("internal_error"):
        blocks = '[{"type": "markdown", "text": "**chart**"}]'
        uploaded(client, channel=general.id, blocks=blocks)


def test_upload_refusals(client: WebClient) -> None:
    with refused("missing_argument"):
        client.files_getUploadURLExternal(filename="a.png", length=0)
    with refused("alt_txt_too_large"):
        client.files_getUploadURLExternal(filename="a.png", length=3, alt_txt="x" * 1001)
    with refused("file_upload_size_restricted"):
        client.files_getUploadURLExternal(filename="a.png", length=2_000_000_000)
    begun = client.files_getUploadURLExternal(filename="a.png", length=3)
    with refused("file_not_found"):
        client.files_completeUploadExternal(files=[{"id": str(begun["file_id"])}])
    assert requests.post(str(begun["upload_url"]), data=b"four", timeout=5).status_code == 400
    assert requests.post(str(begun["upload_url"]), data=b"abc", timeout=5).text == "OK - 3"
    form = client.files_getUploadURLExternal(filename="a.png", length=3)
    sent = requests.post(str(form["upload_url"]), files={"file": b"abc"}, timeout=5)
    assert sent.text == "OK - 3"


def test_info_and_delete_refusals(
    slack: SlackStandIn, client: WebClient, ana: Person, general: Channel
) -> None:
    with refused("file_not_found"):
        client.files_info(file="F000000000")
    hidden = ana.uploads(slack.channel("closed", [ana], private=True, bot=False), b"abc")
    with refused("file_not_found"):
        client.files_info(file=hidden.files[0].id)
    shown = ana.uploads(general, b"abc")
    with refused("cant_delete_file"):
        client.files_delete(file=shown.files[0].id)
    own = uploaded(client)
    client.files_delete(file=own)
    with refused("file_deleted"):
        client.files_info(file=own)


def get(url: str, token: str, **headers: str) -> requests.Response:
    return requests.get(url, headers={"Authorization": f"Bearer {token}", **headers}, timeout=5)


def test_download(slack: SlackStandIn, client: WebClient, ana: Person, general: Channel) -> None:
    shared = ana.uploads(general, b"0123456789", filename="talk.mp3").files[0]
    url = str(info(client, shared.id)["url_private_download"])
    assert get(url, slack.bot_token).content == b"0123456789"
    part = get(url, slack.bot_token, Range="bytes=4-6")
    assert (part.status_code, part.content) == (206, b"456")
    assert part.headers["Content-Range"] == "bytes 4-6/10"
    assert get(url, slack.bot_token, Range="bytes=10-").status_code == 416


@pytest.mark.parametrize("case", ["wrong token", "scope", "revoked"])
def test_download_without_the_right_gets_a_login_page(
    slack: SlackStandIn, client: WebClient, ana: Person, general: Channel, case: str
) -> None:
    shared = ana.uploads(general, b"0123456789", filename="talk.mp3").files[0]
    url = str(info(client, shared.id)["url_private"])
    if case == "scope":
        slack.scopes.discard("files:read")
    if case == "revoked":
        slack.revoke_token()
    page = get(url, slack.other_team_token if case == "wrong token" else slack.bot_token)
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"0123" not in page.content
    assert not slack.calls("download")[-1].ok
