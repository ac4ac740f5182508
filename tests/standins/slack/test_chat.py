from __future__ import annotations

from functools import partial

import pytest
from slack_sdk import WebClient

from tests.standins.slack import Channel, Message, Person, SlackStandIn
from tests.standins.slack.refusals import refused

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*hello*"}}
JOB = {"event_type": "job", "event_payload": {"id": "1"}}


@pytest.fixture
def msg(ana: Person, general: Channel) -> Message:
    return ana.says(general, "look here")


def own(slack: SlackStandIn, client: WebClient, message: Message) -> Message:
    posted = client.chat_postMessage(
        channel=message.channel,
        thread_ts=message.ts,
        text="working",
        blocks=[SECTION],
        metadata=JOB,
    )
    return slack.channels[message.channel].messages[str(posted["ts"])]


def test_reply_is_in_the_thread(slack: SlackStandIn, client: WebClient, msg: Message) -> None:
    reply = own(slack, client, msg)
    assert [each.ts for each in slack.thread(msg)] == [msg.ts, reply.ts]
    assert (reply.user, reply.bot_id) == (slack.bot_user, slack.bot_id)
    assert slack.as_text(msg).splitlines()[1::2] == ["  look here", "    *hello*"]


def test_channels_the_bot_is_not_in(slack: SlackStandIn, client: WebClient) -> None:
    with refused("not_in_channel"):
        client.chat_postMessage(channel=slack.channel("open", bot=False).id, text="hello")
    with refused("channel_not_found"):
        closed = slack.channel("closed", private=True, bot=False)
        client.chat_postMessage(channel=closed.id, text="hello")
    with refused("channel_not_found"):
        client.chat_postMessage(channel="C0NOWHERE", text="hello")


def test_archived_channel(client: WebClient, general: Channel) -> None:
    general.archived = True
    with refused("is_archived"):
        client.chat_postMessage(channel=general.id, text="hello")


def test_threads_that_are_none(slack: SlackStandIn, client: WebClient, msg: Message) -> None:
    with refused("thread_not_found"):
        client.chat_postMessage(channel=msg.channel, thread_ts="1.000001", text="hello")
    with refused("cannot_reply_to_message"):
        reply = own(slack, client, msg)
        client.chat_postMessage(channel=msg.channel, thread_ts=reply.ts, text="hello")


def test_nothing_to_say(client: WebClient, general: Channel) -> None:
    with pytest.warns(UserWarning, match="text"), refused("no_text"):
        client.chat_postMessage(channel=general.id)


def test_text_is_cut(client: WebClient, general: Channel) -> None:
    posted = client.chat_postMessage(channel=general.id, text="x" * 40_001)
    assert len(general.messages[str(posted["ts"])].text) == 40_000


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ("{", "invalid_metadata_format"),
        ("[]", "invalid_metadata_format"),
        ({"event_type": "job"}, "invalid_metadata_schema"),
        ({**JOB, "more": 1}, "invalid_metadata_schema"),
        ({"event_type": "job", "event_payload": {"id": "x" * 9000}}, "metadata_too_large"),
    ],
)
def test_metadata(client: WebClient, general: Channel, metadata: object, error: str) -> None:
    with refused(error):
        client.api_call(
            "chat.postMessage", json={"channel": general.id, "text": "a", "metadata": metadata}
        )


def test_update_without_blocks_removes_them_and_keeps_metadata(
    slack: SlackStandIn, client: WebClient, msg: Message
) -> None:
    status = own(slack, client, msg)
    client.chat_update(channel=status.channel, ts=status.ts, text="done")
    after = slack.thread(msg)[1]
    assert (after.text, after.blocks, after.metadata, after.edited) == ("done", (), JOB, True)
    client.chat_update(
        channel=status.channel, ts=status.ts, text="done", blocks=[SECTION], metadata={}
    )
    assert slack.thread(msg)[1].metadata is None


def test_update_refusals(slack: SlackStandIn, client: WebClient, msg: Message) -> None:
    status = own(slack, client, msg)
    with refused("msg_too_long"):
        client.chat_update(channel=status.channel, ts=status.ts, text="x" * 4001)
    with refused("cant_update_message"):
        client.chat_update(channel=msg.channel, ts=msg.ts, text="mine now")
    with refused("message_not_found"):
        client.chat_update(channel=msg.channel, ts="1.000001", text="hello")


def test_delete(slack: SlackStandIn, client: WebClient, msg: Message) -> None:
    status = own(slack, client, msg)
    with refused("cant_delete_message"):
        client.chat_delete(channel=msg.channel, ts=msg.ts)
    client.chat_delete(channel=status.channel, ts=status.ts)
    assert slack.thread(msg) == [msg]
    with refused("message_not_found"):
        client.chat_delete(channel=status.channel, ts=status.ts)


def test_a_deleted_parent_leaves_a_tombstone(
    slack: SlackStandIn, client: WebClient, ana: Person, msg: Message
) -> None:
    own(slack, client, msg)
    ana.deletes(msg)
    assert [each.subtype for each in slack.thread(msg)] == ["tombstone", None]


def test_ephemeral(slack: SlackStandIn, client: WebClient, ana: Person, general: Channel) -> None:
    client.chat_postEphemeral(channel=general.id, user=ana.id, text="between us")
    assert [each.text for each in ana.ephemerals] == ["between us"]
    with refused("user_not_in_channel"):
        client.chat_postEphemeral(channel=general.id, user=slack.person("Bo").id, text="psst")


def test_permalink_leads_to_the_message(client: WebClient, msg: Message) -> None:
    link = client.chat_getPermalink(channel=msg.channel, message_ts=msg.ts)["permalink"]
    assert str(link).endswith(f"/archives/{msg.channel}/p{msg.ts.replace('.', '')}")
    with refused("message_not_found"):
        client.chat_getPermalink(channel=msg.channel, message_ts="1.000001")


def test_reactions(slack: SlackStandIn, client: WebClient, msg: Message) -> None:
    client.reactions_add(channel=msg.channel, timestamp=msg.ts, name="eyes")
    assert slack.thread(msg)[0].reactions == (("eyes", slack.bot_user),)
    with refused("already_reacted"):
        client.reactions_add(channel=msg.channel, timestamp=msg.ts, name="eyes")
    with refused("invalid_name"):
        client.reactions_add(channel=msg.channel, timestamp=msg.ts, name=":eyes:")
    with refused("message_not_found"):
        client.reactions_add(channel=msg.channel, timestamp="1.000001", name="eyes")
    client.reactions_remove(channel=msg.channel, timestamp=msg.ts, name="eyes")
    with refused("no_reaction"):
        client.reactions_remove(channel=msg.channel, timestamp=msg.ts, name="eyes")


def test_replies_and_history(slack: SlackStandIn, client: WebClient, msg: Message) -> None:
    status = own(slack, client, msg)
    ask = partial(client.conversations_replies, channel=msg.channel, ts=msg.ts)
    plain = ask()["messages"]
    full = ask(include_all_metadata=True)["messages"]
    assert [each["ts"] for each in plain] == [msg.ts, status.ts]
    assert "metadata" not in plain[1]
    assert full[1]["metadata"] == JOB
    page = ask(limit=1)
    after = ask(cursor=str(page["response_metadata"]["next_cursor"]))
    assert [each["ts"] for each in after["messages"]] == [status.ts]
    history = client.conversations_history(channel=msg.channel)["messages"]
    assert [each["ts"] for each in history] == [msg.ts]


def test_replies_refusals(slack: SlackStandIn, client: WebClient, msg: Message) -> None:
    with refused("thread_not_found"):
        client.conversations_replies(channel=msg.channel, ts="1.000001")
    with refused("invalid_cursor"):
        client.conversations_replies(channel=msg.channel, ts=msg.ts, cursor="x")
    slack.scopes.discard("channels:history")
    with refused("missing_scope") as seen:
        client.conversations_replies(channel=msg.channel, ts=msg.ts)
    assert seen.needed == "channels:history"


def test_users(slack: SlackStandIn, client: WebClient) -> None:
    boss = slack.person("Bo", admin=True)
    slack.scopes.discard("users:read")
    with refused("missing_scope"):
        client.users_info(user=boss.id)
    slack.scopes.add("users:read")
    assert client.users_info(user=boss.id)["user"]["is_admin"] is True
    with refused("user_not_found"):
        client.users_info(user="U0NOBODY")
