"""A closer look, the page and the files, asked for as people do, with the real bot and workers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from tests.end_to_end.town import Town, has_picture
from tests.standins.slack import Channel, Message, Person
from tests.standins.slack.web_api.chat import link_to
from workers.domain import actions
from workers.wording import closer_look, files, replies, settings_window

MANY = ("Ada", "Bob", "Cem", "Dora", "Egon", "Finn", "Gita", "Hugo", "Ida", "Jon", "Kim", "Lea")


def write_meeting(speakers: tuple[str, ...]) -> bytes:
    """Fifty-five seconds, in which one says something terrible in the middle."""
    cues = ["WEBVTT\n"]
    for turn in range(11):
        who = speakers[turn % len(speakers)]
        said = f"{who} says that the plan of the week is on the list, and we go on from there."
        if turn in (5, 6):
            said = "This is a terrible mess, I hate it, and everything about the invoice fails."
        opens = f"00:00:{5 * turn:02}.000 --> 00:00:{5 * turn + 4:02}.500"
        cues.append(f"{opens}\n<v {who}>{said}\n")
    if len(speakers) > 11:
        cues.append(f"00:00:55.000 --> 00:00:58.000\n<v {speakers[11]}>That is all for today.\n")
    return "\n".join(cues).encode()


def chart(town: Town, person: Person, channel: Channel, *speakers: str) -> tuple[Message, Message]:
    """The message that asked, and the answer with its buttons."""
    asked = person.uploads(
        channel, write_meeting(speakers), filename="plan.vtt", mimetype="text/vtt"
    )
    town.wait_for_end(asked)
    (answer,) = town.charts(asked)
    settle(town, person, channel)
    return asked, answer


def settle(town: Town, person: Person, channel: Channel) -> None:
    """Until nothing is worked on any more."""
    town.slack.wait_for(
        lambda: replies.NOTHING_RUNNING in person.types(channel, "/sentiment", "status").text,
        timeout_s=60,
        what="the end of all work",
    )


def zoom(town: Town, person: Person, channel: Channel, answer: Message, beside: str) -> str:
    return person.types(channel, "/sentiment", f"zoom {link_to(town.slack, answer)} {beside}").text


def wait_for(town: Town, what: str, found: Callable[[], Message | None]) -> Message:
    message = town.slack.wait_for(found, timeout_s=60, what=what)
    assert message is not None
    settle(town, town.ana, town.channel)
    return message


def wait_for_look(town: Town, asked: Message, stretch: str) -> Message:
    return wait_for(
        town,
        f"the look at {stretch}",
        lambda: next(
            (each for each in town.charts(asked) if each.text.startswith(f"*{stretch}*")), None
        ),
    )


def wait_for_file(town: Town, asked: Message, name: str) -> str:
    """What is in the file of that name in the thread."""

    def find() -> Message | None:
        return next(
            (each for each in town.replies(asked) if name in {one.name for one in each.files}), None
        )

    message = wait_for(town, name, find)
    (content,) = [one.content for one in message.files if one.name == name]
    return (content or b"").decode()


@pytest.fixture
def hidden(town: Town) -> Channel:
    """A private channel that wants no names."""
    channel = town.slack.channel("hidden", [town.ana], private=True)
    town.ana.types(channel, "/sentiment", "settings")
    assert town.ana.modal is not None
    assert town.ana.modal.view["callback_id"] == settings_window.SETTINGS
    town.ana.submits(town.ana.modal, {"names": "letters"})
    return channel


@pytest.mark.parametrize("speakers", [("Ana",), ("Ana", "Ben"), MANY], ids=["1", "2", "12"])
def test_in_a_channel_a_stretch_and_the_page(town: Town, speakers: tuple[str, ...]) -> None:
    asked, answer = chart(town, town.ana, town.channel, *speakers)
    assert zoom(town, town.ana, town.channel, answer, "0:20-0:40") == closer_look.COMING
    look = wait_for_look(town, asked, "0:20 – 0:40")
    assert has_picture(look)
    town.ana.clicks(answer, actions.OPEN_PAGE)
    page = wait_for_file(town, asked, "chart.html")
    names = re.findall(r'\{"name":"([^"]*)","colours"', page)
    assert sorted(names) == sorted(speakers)
    assert "1:40" not in zoom(town, town.ana, town.channel, answer, "0:40-1:40")
    wait_for_look(town, asked, "0:40 – 0:58" if len(speakers) == 12 else "0:40 – 0:54")


def test_the_button_of_a_moment_draws_it(town: Town) -> None:
    asked, answer = chart(town, town.ana, town.channel, "Ana", "Ben")
    buttons = [
        element
        for block in answer.blocks
        for element in block.get("elements", [])
        if str(element.get("action_id", "")).startswith(actions.CLOSER)
    ]
    assert buttons, "the meeting has a moment"
    assert town.ana.clicks(answer, buttons[0]["action_id"]).status == 200
    wait_for_look(town, asked, "0:00 – 0:54")
    assert town.ana.clicks(answer, buttons[0]["action_id"]).status == 200, "and once more"
    settle(town, town.ana, town.channel)
    assert len(town.charts(asked)) == 2


def test_where_no_names_are_wanted_none_comes(town: Town, hidden: Channel) -> None:
    asked, answer = chart(town, town.ana, hidden, "Ana", "Ben")
    zoom(town, town.ana, hidden, answer, "0:20-0:40")
    look = wait_for_look(town, asked, "0:20 – 0:40")
    town.ana.clicks(answer, actions.EXPORT)
    assert town.ana.modal is not None
    town.ana.submits(town.ana.modal, {files.FORMS_BLOCK: ["csv", "vtt", "json", "page"]})
    shared = {
        name: wait_for_file(town, asked, name)
        for name in ("scores.csv", "speakers.csv", "transcript.vtt", "meeting.json", "chart.html")
    }
    assert {each["speaker"] for each in json.loads(shared["meeting.json"])["utterances"]} == {
        "Speaker A",
        "Speaker B",
    }
    told = " ".join([*shared.values(), look.text, str(look.blocks)])
    assert "Speaker A" in told
    assert not {"Ana", "Ben"} & set(re.findall(r"\w+", told))


def test_in_a_direct_message(town: Town) -> None:
    talk = town.slack.talk(town.ana)
    asked, answer = chart(town, town.ana, talk, "Ana", "Ben")
    assert zoom(town, town.ana, talk, answer, "20s-40s") == closer_look.COMING
    wait_for_look(town, asked, "0:20 – 0:40")
    town.ana.clicks(answer, actions.OPEN_PAGE)
    assert "invoice" in wait_for_file(town, asked, "chart.html")


def test_after_another_name_it_is_drawn_anew_and_after_delete_it_is_gone(town: Town) -> None:
    asked, answer = chart(town, town.ana, town.channel, "Ana", "Ben")
    zoom(town, town.ana, town.channel, answer, "0:20-0:40")
    before = wait_for_look(town, asked, "0:20 – 0:40")
    town.ana.clicks(answer, actions.RENAME)
    assert town.ana.modal is not None
    names = [each["block_id"] for each in town.ana.modal.blocks if each["type"] == "input"]
    town.ana.submits(town.ana.modal, {names[0]: "Anastasia"})
    wait_for(
        town,
        "the new name in the look",
        lambda: next(
            (
                each
                for each in town.charts(asked)
                if each.ts == before.ts and each.blocks != before.blocks
            ),
            None,
        ),
    )
    town.ana.types(town.channel, "/sentiment", f"forget {link_to(town.slack, before)}")
    wait_for(
        town,
        "the receipt",
        lambda: next((each for each in town.replies(asked) if "Deleted" in each.text), None),
    )
    assert town.charts(asked) == []
    pictures = re.findall(r"'slack_file': \{'id': '(\w+)'", str((answer.blocks, before.blocks)))
    assert len(pictures) == 2
    assert all(town.slack.files[each].deleted for each in pictures)
    gone = zoom(town, town.ana, town.channel, answer, "0:20-0:40")
    assert "nothing about that message" in gone
    settle(town, town.ana, town.channel)
    assert town.charts(asked) == []
