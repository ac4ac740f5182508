"""`/sentiment zoom <link> 20:00-30:00` and the button of a moment: a stretch, drawn on its own."""

from __future__ import annotations

import re

from bot import markup
from bot.payloads import Command
from bot.pressing import explain_unchanged
from bot.stretch import read_stretch
from workers.domain.analysis import Analysis
from workers.domain.looks import has_look, has_room
from workers.intake import Intake
from workers.wording import closer_look as wording
from workers.wording import replies

_PERMALINK = re.compile(
    r"https?://[^/]+/archives/(?P<channel>[A-Z0-9]+)/p(?P<s>\d+)(?P<us>\d{6})\b"
)


def find_message(text: str) -> tuple[str, str] | None:
    """Channel and ts of the message that the first link of a command leads to; None where it leads
    elsewhere, or there is none."""
    links = markup.find_links(text, ())
    found = _PERMALINK.match(links[0]) if links else None
    return None if found is None else (found["channel"], f"{found['s']}.{found['us']}")


def zoom_in(command: Command, intake: Intake) -> str:
    """Have the stretch drawn; what to say to whoever typed it. Raises `Unavailable`."""
    place = find_message(command.text)
    _, *words = markup.find_words_beside_links(command.text)
    if place is None:
        return wording.NO_CHART_LINK if markup.find_links(command.text, ()) else wording.HOW
    stretch = read_stretch(" ".join(words))
    if stretch is None:
        return wording.write_no_stretch(" ".join(words)) if words else wording.HOW
    if place[0] != command.channel:
        return wording.NOT_FROM_HERE
    found = intake.at(command.team, *place)
    if not found:
        return replies.NOTHING_THERE
    analysis = found[0]
    if len(found) > 1:
        return wording.WHICH_CHART
    return order_look(analysis, stretch, command.user, intake) or wording.COMING


def order_look(analysis: Analysis, stretch: tuple[int, int], by: str, intake: Intake) -> str | None:
    """Have it drawn, cut where the meeting ends; why nothing new comes, where that is so. Raises
    `Unavailable`."""
    heard = intake.heard(analysis.id)
    if heard is None or not analysis.done:
        return explain_unchanged(intake, analysis.id)
    opens_s, closes_s = stretch[0], min(float(stretch[1]), heard.end_s)
    if opens_s >= heard.end_s:
        return wording.write_outside(*stretch, heard.end_s)
    if not heard.cut(opens_s, closes_s).utterances:
        return wording.write_silent(opens_s, closes_s)
    if not has_room(analysis, opens_s, closes_s):
        return wording.ENOUGH_LOOKS
    if intake.changes.look_closer(analysis.id, opens_s, closes_s, by):
        return wording.THERE_ALREADY if has_look(analysis, opens_s, closes_s) else None
    return explain_unchanged(intake, analysis.id)
