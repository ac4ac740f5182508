"""Slack's dicts become our nouns, also where fields are missing."""

from __future__ import annotations

from typing import Any

import pytest

from bot.payloads import Heard, describe_request, make_linked_recording, read_command, read_message
from workers.domain.recording import Kind
from workers.domain.thread import Thread

BOT = "U0BOT"


def body(**event: Any) -> dict[str, Any]:
    base = {"type": "message", "channel": "C1", "ts": "17.1", "user": "U1", "text": ""}
    return {"type": "event_callback", "team_id": "T1", "event": base | event}


def message(**event: Any) -> Heard:
    found = read_message(body(**event), BOT)
    assert found is not None
    return found


def test_the_thread_is_the_messages_own_or_the_one_it_stands_in() -> None:
    assert message().thread == Thread("T1", "C1", "17.1")
    assert message(thread_ts="16.9").thread == Thread("T1", "C1", "16.9")
    assert message(thread_ts="16.9").ts == "17.1"


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B1"},
        {"subtype": "bot_message", "bot_id": "B1"},
        {"subtype": "message_changed", "message": {}, "hidden": True},
        {"subtype": "message_deleted", "hidden": True},
        {"subtype": "channel_join"},
        {"hidden": True},
    ],
)
def test_what_no_person_has_just_posted_is_not_heard(event: dict[str, Any]) -> None:
    assert read_message(body(**event), BOT) is None


@pytest.mark.parametrize("subtype", [None, "", "file_share", "thread_broadcast"])
def test_what_a_person_posts_is_heard(subtype: str | None) -> None:
    assert message(subtype=subtype).user == "U1"


def test_a_message_is_addressed_by_name_or_in_a_direct_message() -> None:
    assert not message(text="hello").addressed
    assert message(text=f"hello <@{BOT}>").mentioned
    assert message(text="hello", type="app_mention").mentioned
    assert message(channel_type="im").direct
    assert message(channel="D1").direct
    assert not message(channel="G1", channel_type="mpim").addressed


def test_fields_that_servers_leave_out_are_not_needed() -> None:
    bare = {"event": {"type": "message", "channel": "C1", "ts": "17.1"}}

    found = read_message(bare, None)

    assert found == Heard(thread=Thread("", "C1", "17.1"), ts="17.1", user="")


def test_the_team_is_the_one_the_bot_is_installed_in() -> None:
    assert message(team="T-of-the-poster").thread.team == "T1"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ({"name": "standup.mp3", "mimetype": "audio/mpeg", "filetype": "mp3"}, Kind.AUDIO),
        ({"name": "standup.mp3", "mimetype": "", "filetype": ""}, Kind.AUDIO),
        ({"name": "standup.mp3", "mimetype": "application/octet-stream"}, Kind.AUDIO),
        ({"name": "clip", "mimetype": "video/quicktime"}, Kind.VIDEO),
        ({"name": "clip", "filetype": "mp4"}, Kind.VIDEO),
        ({"name": "call", "filetype": "m4a"}, Kind.AUDIO),
        ({"name": "call.vtt", "mimetype": "text/plain"}, Kind.TRANSCRIPT),
        ({"name": "call", "mimetype": "text/vtt; charset=utf-8"}, Kind.TRANSCRIPT),
        ({"name": "call.txt", "filetype": "text"}, Kind.TRANSCRIPT),
        ({"name": "call.txt", "preview": "Weekly\nAda: good morning"}, Kind.TRANSCRIPT),
        ({"name": "", "mimetype": None, "filetype": None}, Kind.UNKNOWN),
        ({"mode": "file_access", "file_access": "check_file_info"}, Kind.UNKNOWN),
    ],
)
def test_recordings_among_the_files_are_known_by_what_slack_tells(
    file: dict[str, Any], kind: Kind
) -> None:
    (upload,) = message(files=[{"id": "F1", "size": 7, **file}]).uploads

    assert upload.slack_file == "F1"
    assert upload.name == file.get("name", "")
    assert upload.kind is kind
    assert upload.size_bytes == 7


@pytest.mark.parametrize(
    "file",
    [
        {"name": "board.png", "mimetype": "image/png", "filetype": "png"},
        {"name": "notes.pdf", "mimetype": "application/pdf", "filetype": "pdf"},
        {"name": "no-extension"},
        {"name": "log.txt", "filetype": "text", "preview": "started\nstopped"},
        {"name": "standup.mp3", "file_access": "access_denied"},
        {"id": "", "name": "standup.mp3"},
    ],
)
def test_other_files_are_carried_but_no_recordings(file: dict[str, Any]) -> None:
    found = message(files=[{"id": "F1", **file}])

    assert found.uploads == ()
    assert found.carries_files


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://media.example.com/standup.mp3", "standup.mp3"),
        ("https://media.example.com/download", "download"),
        ("https://www.dropbox.com/scl/fi/a1/Standup.mp4?rlkey=k", "Standup.mp4"),
        ("https://drive.google.com/file/d/1a/view?usp=sharing", ""),
        ("https://us02web.zoom.us/rec/share/a1-B2.c3", ""),
    ],
)
def test_the_id_of_a_page_is_no_name(link: str, name: str) -> None:
    assert make_linked_recording(link).name == name


def test_a_size_of_zero_is_no_size_yet() -> None:
    (upload,) = message(files=[{"id": "F1", "name": "a.mp3", "size": 0}]).uploads

    assert upload.size_bytes is None


def test_a_mention_may_carry_its_file_in_the_rich_text_only() -> None:
    section = {"type": "rich_text_section", "elements": [{"type": "file", "file_id": "F1"}]}

    assert message(blocks=[{"type": "rich_text", "elements": [section]}]).carries_files


def test_links_in_unfurls_are_not_the_posters() -> None:
    unfurl = {"from_url": "https://a.example/x.mp3", "text": "<https://a.example/y.mp3>"}

    assert message(attachments=[unfurl]).links == ()


def test_a_link_to_a_file_in_slack_is_that_file() -> None:
    recording = make_linked_recording(
        "https://acme.slack.com/files/U012ABC/F0123456789/standup.mp3"
    )

    assert (recording.slack_file, recording.link, recording.name) == (
        "F0123456789",
        None,
        "standup.mp3",
    )


@pytest.mark.parametrize(
    "link",
    [
        "https://files.slack.com/files-pri/T0123-F0123456789/download/standup.mp3",
        "https://files.slack.com/files-tmb/T0123-F0123456789-a1b2c3/standup.mp3",
        "https://acme.enterprise.slack.com/files/W012/F0123456789/standup.mp3?origin_team=T0",
        "https://acme.slack-gov.com/files/U012/F0123456789",
        "https://slack-files.com/T0123-F0123456789-a1b2c3d4e5",
    ],
)
def test_every_link_that_slack_gives_a_file_is_that_file(link: str) -> None:
    recording = make_linked_recording(link)
    assert (recording.slack_file, recording.link) == ("F0123456789", None)


def test_a_link_is_named_by_its_path() -> None:
    recording = make_linked_recording("https://a.example/my%20call.vtt?sig=1")

    assert recording.link == "https://a.example/my%20call.vtt?sig=1"
    assert (recording.name, recording.kind) == ("my call.vtt", Kind.TRANSCRIPT)


def test_a_command_says_who_and_where() -> None:
    found = read_command(
        {"team_id": "T1", "channel_id": "C1", "user_id": "U1", "command": "/sentiment"}
    )

    assert (found.team, found.channel, found.user, found.text) == ("T1", "C1", "U1", "")
    assert found.response_url is None


def test_nothing_people_wrote_shows_in_what_is_logged() -> None:
    secret = "https://a.example/secret.mp3"
    post = body(text=f"<{secret}>", files=[{"id": "F1", "name": "secret.mp3"}])

    assert "secret" not in repr(read_message(post, BOT))
    assert describe_request(post) == "event.message"
    assert describe_request(body(subtype="file_share")) == "event.message.file_share"
    assert describe_request({"command": "/sentiment", "text": secret}) == "/sentiment"
    assert describe_request({"type": "block_actions"}) == "block_actions"
