"""What stands under a chart and beside its quotes, with the real bot and the real workers."""

from __future__ import annotations

import pytest

from tests.end_to_end import recordings
from tests.end_to_end.town import PATIENCE_S, Town, has_picture
from tests.standins.slack import Message
from tests.standins.slack.block_values import elements_in
from workers.domain import actions
from workers.wording import replies


@pytest.fixture
def standup(town: Town) -> str:
    return town.media.put("/menus.vtt", recordings.STANDUP.encode(), content_type="text/vtt")


def ask_for_chart(town: Town, link: str) -> Message:
    message = town.ana.says(town.channel, f"<{link}>")
    town.wait_for_end(message)
    return message


def answer_of(town: Town, message: Message) -> Message:
    (answer,) = [each for each in town.replies(message) if has_picture(each)]
    return answer


def choices(answer: Message, action: str) -> dict[str, str]:
    """Of the first menu of this kind: what stands in it, and its values."""
    menus = [part for _, part in elements_in(answer.blocks) if part["action_id"] == action]
    return {each["text"]["text"]: each["value"] for each in menus[0]["options"]}


def press(town: Town, answer: Message, action: str, value: str | None = None) -> None:
    """Once more for as long as the chart is still being seen to: the last stages come after it."""

    def pressed() -> bool:
        before = len(town.ana.ephemerals)
        assert town.ana.clicks(answer, action, value).status == 200
        told = {each.text for each in town.ana.ephemerals[before:]}
        return not told & {replies.BUSY, replies.NO_CHART}

    town.slack.wait_for(pressed, timeout_s=PATIENCE_S, what="the chart to be done")


def wait_for_new_words(town: Town, message: Message, before: Message) -> Message:
    town.slack.wait_for(
        lambda: answer_of(town, message).text != before.text,
        timeout_s=PATIENCE_S,
        what="the new chart",
    )
    return answer_of(town, message)


def test_a_quote_is_left_out_brought_back_and_the_chart_deleted(town: Town, standup: str) -> None:
    message = ask_for_chart(town, standup)
    first = answer_of(town, message)
    assert {"table", "rich_text", "context_actions"} <= {each["type"] for each in first.blocks}
    under = choices(first, actions.ANSWER_MENU)
    assert "Wrong number of speakers" not in under, "a transcript names its speakers"

    beside = choices(first, actions.QUOTE_MENU)
    press(town, first, actions.QUOTE_MENU, beside["Leave this quote out"])
    assert town.ana.modal is not None
    town.ana.submits(town.ana.modal)
    without = wait_for_new_words(town, message, first)
    assert without.ts == first.ts
    assert "table" in {each["type"] for each in without.blocks}

    press(town, without, actions.UNDO)
    again = wait_for_new_words(town, message, without)
    assert again.text == first.text

    press(town, again, actions.ANSWER_MENU, under["Delete…"])
    assert town.ana.modal is not None
    assert has_picture(answer_of(town, message)), "nothing goes before it is confirmed"
    town.ana.submits(town.ana.modal)
    town.slack.wait_for(
        lambda: not town.charts(message), timeout_s=PATIENCE_S, what="the chart to go"
    )


def test_a_thumb_is_counted_and_answered(town: Town, standup: str) -> None:
    answer = answer_of(town, ask_for_chart(town, standup))
    (thumbs,) = [
        part for _, part in elements_in(answer.blocks) if part["action_id"] == actions.FEEDBACK
    ]

    value = thumbs["negative_button"]["value"]
    assert town.ana.clicks(answer, actions.FEEDBACK, value).status == 200

    assert "What can be put right" in town.ana.ephemerals[-1].text


def test_an_older_server_gets_the_plain_form_whose_buttons_work(town: Town, standup: str) -> None:
    town.slack.unknown_blocks = {"table", "rich_text", "context_actions"}
    try:
        message = ask_for_chart(town, standup)
        first = answer_of(town, message)
        assert {each["type"] for each in first.blocks} == {"section", "image", "context", "actions"}
        beside = choices(first, actions.LOOKS_WRONG)
        press(town, first, actions.LOOKS_WRONG, beside["Leave this quote out"])
        without = wait_for_new_words(town, message, first)
        assert {each["type"] for each in without.blocks} <= {
            "section",
            "image",
            "context",
            "actions",
        }
        press(town, without, actions.DELETE)
        town.slack.wait_for(
            lambda: not town.charts(message), timeout_s=PATIENCE_S, what="the chart to go"
        )
    finally:
        town.slack.unknown_blocks = set()
