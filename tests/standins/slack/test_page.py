from __future__ import annotations

import pytest
import requests
from slack_sdk import WebClient

from tests.standins.slack import Channel, Person, SlackStandIn
from tests.standins.slack.page_marks import mrkdwn_html
from tests.standins.slack.state import Workspace

PNG = b"\x89PNG\r\n\x1a\n and so on"


def page(slack: SlackStandIn) -> str:
    return requests.get(slack.url, timeout=5).text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _it_ ~no~", "<b>bold</b> <i>it</i> <s>no</s>"),
        ("2*3*4", "2*3*4"),
        ("`*x* &lt;`", "<code>*x* &lt;</code>"),
        (
            "<https://x.example/?a=1&amp;b=2|here>",
            '<a href="https://x.example/?a=1&amp;b=2">here</a>',
        ),
        ("<javascript:alert(1)|x>", "javascript:alert(1)"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("&gt; said", "<blockquote>said</blockquote>"),
        ("<!channel>", '<span class="at">@channel</span>'),
        ("<@U0BOT>", '<span class="at">@undertone</span>'),
    ],
)
def test_marks(text: str, html: str) -> None:
    assert mrkdwn_html(Workspace(), text) == html


def test_page_shows_threads_blocks_and_pictures(
    slack: SlackStandIn, client: WebClient, ana: Person, general: Channel
) -> None:
    assert "Nothing was said yet" in page(slack)
    msg = ana.says(general, "look here")
    file_id = str(client.files_upload_v2(content=PNG, filename="c.png")["file"]["id"])
    slack.wait_for(lambda: client.files_info(file=file_id)["file"]["mimetype"], timeout_s=2)
    picture = {"type": "image", "slack_file": {"id": file_id}, "alt_text": "one line"}
    cells = [[{"type": "raw_text", "text": "Ana & Bo"}]]
    client.chat_postMessage(
        channel=general.id,
        thread_ts=msg.ts,
        text="chart",
        blocks=[picture, {"type": "table", "rows": cells}],
    )
    client.chat_postEphemeral(channel=general.id, user=ana.id, text="between us")
    shown = page(slack)
    assert "Only visible to Ana" in shown
    assert '<div class="thread"><article' in shown
    assert f'<img src="/page/files/{file_id}" alt="one line">' in shown
    assert "<th>Ana &amp; Bo</th>" in shown
    assert requests.get(f"{slack.url}page/files/{file_id}", timeout=5).content == PNG


def test_page_knows_when_it_is_old(slack: SlackStandIn, ana: Person, general: Channel) -> None:
    def version() -> str:
        return requests.get(f"{slack.url}page/version", timeout=5).text

    before = version()
    assert f'data-version="{before}"' in page(slack)
    ana.says(general, "hello")
    assert version() != before


def test_permalink_leads_to_the_place_on_the_page(
    slack: SlackStandIn, client: WebClient, ana: Person, general: Channel
) -> None:
    msg = ana.says(general, "hello")
    link = str(client.chat_getPermalink(channel=general.id, message_ts=msg.ts)["permalink"])
    place = requests.get(link, timeout=5, allow_redirects=False).headers["Location"].strip("/#")
    assert f'id="{place}"' in page(slack)
