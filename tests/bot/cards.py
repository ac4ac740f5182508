"""Messages of the bot with the buttons that the workers put into them, and what they belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Message, Person, SlackStandIn
from tests.standins.slack.posting import post
from tests.workers.analyses import an_analysis, an_ask
from workers.domain import actions
from workers.domain.analysis import Analysis, Stage
from workers.domain.thread import Thread
from workers.wording.answer_buttons import ask_whether_right

BUTTONS = (
    *(actions.RENAME, actions.EXPORT, actions.DELETE, actions.UNDO, actions.CANCEL),
    *(
        actions.OPEN_PAGE,
        actions.LINK,
        actions.SHOW_REST,
        actions.PASSCODE,
        actions.MEND,
        actions.SHOW_STRONGEST,
    ),
)
CHOICES = (
    (actions.MEND,),
    (actions.RECOUNT,),
    (actions.LINK,),
    (actions.DELETE,),
    ("of_tomorrow",),
)
"""Of the menu, the last one unknown to us."""

STRETCHES = ("60-180", "3000-3200", "made-up")
"""What the closer looks are at."""


def charted(
    slack: SlackStandIn, intake: ObservedIntake, person: Person, channel: Channel, **more: Any
) -> tuple[Analysis, Message]:
    """A finished analysis that `person` asked for, and its answer in the thread of their message.

    Nothing of it comes to the bot as an event.
    """
    asked_in = _quietly(slack, channel, person, text="here")
    thread = Thread(slack.team, channel.id, asked_in.ts)
    ask = an_ask(thread=thread, asked_by=person.id, message_ts=asked_in.ts)
    given: dict[str, Any] = {"stage": Stage.FORGET, "status_ts": "1.1"} | more
    analysis = an_analysis(ask, **given)
    answer = _quietly(
        slack, channel, None, text="the chart", thread=asked_in, blocks=buttons(analysis.id)
    )
    if analysis.stage is Stage.FORGET:
        analysis = replace(analysis, answer_ts=answer.ts)
    intake.kept.insert(0, analysis)
    return analysis, answer


def buttons(analysis_id: str) -> list[dict[str, Any]]:
    """Every button and menu there is, of newer answers and of older ones, and two moments."""
    elements: list[dict[str, Any]] = [
        _button(each, actions.pack_value(analysis_id)) for each in BUTTONS
    ]
    counts = [actions.ESTIMATE, *range(1, actions.MOST_OFFERED + 1)]
    options = [
        {"text": _plain(str(each)), "value": actions.pack_value(analysis_id, each)}
        for each in counts
    ]
    elements.append({"type": "static_select", "action_id": actions.RECOUNT, "options": options})
    elements += [
        _button(f"{actions.CLOSER}_{number}", actions.pack_value(analysis_id, stretch))
        for number, stretch in enumerate(STRETCHES, start=1)
    ]
    elements.append(
        _menu(actions.ANSWER_MENU, [actions.pack_value(analysis_id, *each) for each in CHOICES])
    )
    moments = [_moment(analysis_id, index) for index in (3, 7)]
    return [
        {"type": "actions", "elements": elements},
        *(
            {"type": "section", "text": _plain("a moment"), "accessory": moment}
            for moment in moments
        ),
        *(
            {
                "type": "section",
                "text": _plain("a moment"),
                "accessory": _menu(
                    actions.QUOTE_MENU,
                    [
                        actions.pack_value(analysis_id, choice, index)
                        for choice in (actions.LEAVE_OUT, actions.AS_NEUTRAL, actions.MEND)
                    ],
                ),
            }
            for index in (3, 7)
        ),
        *map(dict, ask_whether_right(analysis_id)),
    ]


def whispered(person: Person) -> list[str]:
    """What the bot told this person alone."""
    return [each.text for each in person.ephemerals]


def _quietly(
    slack: SlackStandIn,
    channel: Channel,
    person: Person | None,
    *,
    text: str,
    thread: Message | None = None,
    blocks: list[dict[str, Any]] | None = None,
) -> Message:
    subscribed, slack.subscriptions = slack.subscriptions, set()
    author = person.user if person else slack.bot
    thread_ts = thread.root if thread else None
    message = post(slack, author, channel, text=text, thread_ts=thread_ts, blocks=blocks)
    slack.subscriptions = subscribed
    return message


def _moment(analysis_id: str, utterance: int) -> dict[str, Any]:
    values = [
        actions.pack_value(analysis_id, utterance),
        actions.pack_value(analysis_id, utterance, actions.AS_NEUTRAL),
        actions.pack_value(analysis_id, utterance, actions.MEND),
    ]
    options = [{"text": _plain(each), "value": each} for each in values]
    return {"type": "static_select", "action_id": actions.LOOKS_WRONG, "options": options}


def _menu(action: str, values: list[str]) -> dict[str, Any]:
    options = [{"text": _plain(each), "value": each} for each in values]
    return {"type": "overflow", "action_id": action, "options": options}


def _button(action: str, value: str) -> dict[str, Any]:
    return {"type": "button", "text": _plain(action), "action_id": action, "value": value}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}
