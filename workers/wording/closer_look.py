"""A closer look: its buttons, the reply that holds it, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workers.domain import actions
from workers.domain.analysis import Analysis
from workers.domain.chart import Chart, CloserLook, Pin
from workers.domain.looks import MOST_LOOKS, choose_stretch
from workers.domain.post import (
    TEXT_LIMIT,
    Block,
    Post,
    make_button,
    make_buttons,
    make_context,
    make_image,
    make_section,
)
from workers.wording.moment_quote import write_quote
from workers.wording.mrkdwn import escape, shorten, write_clock

TITLE_LIMIT = 80
HOW = (
    "`/sentiment zoom &lt;link to the chart&gt; 20:00-30:00` draws that stretch of a meeting on "
    "its own, in the chart’s thread: *Copy link* in the message’s menu gives the link, and times "
    "are read as `20:00`, `1:20:00`, `20m` or `20` (minutes). To have recordings of Zoom charted "
    "by themselves, type `/sentiment subscribe zoom`."
)
NO_CHART_LINK = (
    "That is a link to a recording, and `/sentiment zoom` looks closer at a chart that is there. "
    "To have the recording charted, type `/sentiment` and the link, without `zoom`. " + HOW
)
WHICH_CHART = (
    "Several charts belong to that message. Give me the link to the chart itself: *Copy link* in "
    "the menu of the message with the picture."
)
NOT_FROM_HERE = (
    "That chart stands in another channel. Type the command there, where people see the chart."
)
ENOUGH_LOOKS = f"This chart has {MOST_LOOKS} closer looks, which is as many as there is room for."
COMING = "On it: the closer look comes to the chart’s thread."
THERE_ALREADY = (
    "That stretch stands in the chart’s thread already. I draw it there again; nothing new comes."
)


def make_look_buttons(analysis_id: str, pins: Sequence[Pin]) -> Block:
    """One for each numbered moment of the chart."""
    return make_buttons(_buttons(analysis_id, pins))


def _buttons(analysis_id: str, pins: Sequence[Pin]) -> Iterator[Block]:
    for pin in pins:
        opens_s, closes_s = choose_stretch(pin)
        value = actions.pack_value(analysis_id, f"{opens_s}-{closes_s}")
        yield make_button(f"Look closer at {pin.number}", f"{actions.CLOSER}_{pin.number}", value)


def write_stretch(opens_s: float, closes_s: float) -> str:
    """From when to when."""
    return f"{write_clock(opens_s)} – {write_clock(closes_s)}"


def title_look(analysis: Analysis, look: CloserLook) -> str:
    """What the picture is called among Slack's files."""
    stretch = write_stretch(look.opens_s, look.closes_s)
    name = analysis.recording.called or "recording"
    return shorten(f"Polarity of words, {stretch}: {name}", TITLE_LIMIT)


def write_look(analysis: Analysis, look: CloserLook, chart: Chart) -> Post:
    """The reply: the stretch, what it shows, and the words of its moments where they are shown."""
    stretch = write_stretch(look.opens_s, look.closes_s)
    opening = f"*{stretch}*: {escape(chart.finding, 400)}."
    quotes = [write_quote(quote, analysis.recording.link or "") for quote in chart.quotes]
    blocks = [make_section(opening)]
    if not chart.plain:
        blocks.append(make_image(chart.file_id, chart.alt_text))
    blocks += [make_section(quote) for quote in quotes]
    blocks.append(make_context(f"A closer look, as <@{look.asked_by}> asked."))
    text = "\n".join([opening, *(write_quote(quote) for quote in chart.quotes)])
    return Post(shorten(text, TEXT_LIMIT), blocks)


def write_no_stretch(written: str) -> str:
    """What was typed beside the link is no stretch."""
    return f"I do not understand “{escape(written, 60)}” as a stretch. {HOW}"


def write_outside(opens_s: float, closes_s: float, length_s: float) -> str:
    """The stretch begins where the meeting is over."""
    return (
        f"{write_stretch(opens_s, closes_s)} is outside that meeting, which is "
        f"{write_clock(length_s)} long."
    )


def write_silent(opens_s: float, closes_s: float) -> str:
    """There is nothing to be drawn."""
    return f"Nobody says anything between {write_clock(opens_s)} and {write_clock(closes_s)}."
