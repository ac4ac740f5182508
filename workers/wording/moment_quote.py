"""A numbered moment of the picture: who said what when, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator

from workers.domain import actions
from workers.domain.chart import Quote
from workers.domain.post import Block, make_menu, make_quote, make_section, make_select
from workers.wording import moment_link
from workers.wording.mrkdwn import clean_line, escape, write_clock, write_link, write_signed

QUOTE_LIMIT = 240
LEAVE_OUT = "Leave this quote out"
AS_NEUTRAL = "Score it as neutral everywhere in this channel"
PUT_RIGHT = "Wrong speaker or wrong words"
LOOKS_WRONG = "Looks wrong?"


def write_quote(moment: Quote, link: str = "") -> str:
    """The moment in one line of mrkdwn; `link` leads to the recording, and its clock to the moment
    where the host can do that."""
    said = f"“{escape(moment.text, QUOTE_LIMIT)}” ({write_signed(moment.polarity)})"
    return f"{_head(moment, link)}: {said}"


def make_moment_blocks(analysis_id: str, moment: Quote, link: str) -> Iterator[Block]:
    """Who and when with a menu beside it, and the words set apart."""
    head = f"{_head(moment, link)} ({write_signed(moment.polarity)})"
    yield make_section(head, make_menu(actions.QUOTE_MENU, _list_choices(analysis_id, moment)))
    yield make_quote(f"“{clean_line(moment.text, QUOTE_LIMIT)}”")


def make_plain_moment(analysis_id: str, moment: Quote, link: str) -> Block:
    """The same in one block of the oldest kinds."""
    place = moment.utterance
    offered = [
        (LEAVE_OUT, actions.pack_value(analysis_id, place)),
        (AS_NEUTRAL, actions.pack_value(analysis_id, place, actions.AS_NEUTRAL)),
        (PUT_RIGHT, actions.pack_value(analysis_id, place, actions.MEND)),
    ]
    select = make_select(LOOKS_WRONG, actions.LOOKS_WRONG, offered)
    return make_section(write_quote(moment, link), select)


def _list_choices(analysis_id: str, moment: Quote) -> list[tuple[str, str]]:
    """At most five: Slack takes no more in a menu."""
    choices = {
        LEAVE_OUT: actions.LEAVE_OUT,
        AS_NEUTRAL: actions.AS_NEUTRAL,
        PUT_RIGHT: actions.MEND,
    }
    return [
        (text, actions.pack_value(analysis_id, choice, moment.utterance))
        for text, choice in choices.items()
    ]


def _head(moment: Quote, link: str) -> str:
    begun = moment_link.link_to_moment(link, moment.at_s)
    when = write_clock(moment.at_s)
    when = write_link(begun, when) if begun else f"`{when}`"
    return f"*{moment.number}*  {when}  {escape(moment.speaker, 40)}"
