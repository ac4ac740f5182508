"""The answer: finding, picture, numbered moments, a small table, and a line on how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from workers.domain import actions
from workers.domain.analysis import Analysis, Chart, Row
from workers.domain.meeting import Meeting
from workers.domain.post import (
    TEXT_LIMIT,
    Block,
    Post,
    make_buttons,
    make_context,
    make_image,
    make_section,
)
from workers.domain.post import make_button as a_button
from workers.wording import notes
from workers.wording.closer_look import make_look_buttons
from workers.wording.moment_quote import write_quote
from workers.wording.mrkdwn import (
    escape,
    shorten,
    write_clock,
    write_signed,
    write_span,
)
from workers.wording.recordings import write_heading

NAME_WIDTH = 20
TABLE_LIMIT = 2800
"""Characters: a section takes 3,000."""
TITLE_LIMIT = 80
SUGGESTED = "The recording’s captions suggest names for the speakers: *Rename speakers* shows them."
EXPORTED = (
    "Every utterance and its polarity",
    "One line per speaker",
    "The strongest lines each way",
    "Transcript",
    "A page to look around in",
)
"""What the exported files are called, in the order in which they are made."""


def write_answer(
    analysis: Analysis,
    meeting: Meeting,
    retention: timedelta,
    engine: str,
    *,
    suggesting: bool = False,
    stand_in: str = "",
) -> Post:
    """The whole answer; needs the chart's words, which `draw` recorded.

    `engine` is what people call who transcribed; `suggesting` says that the rename window has names
    to look at, `stand_in` why it was not the engine that was chosen.
    """
    chart = analysis.chart
    if chart is None:
        raise ValueError(f"analysis {analysis.id} has no chart")
    opening = f"<@{analysis.ask.asked_by}> {escape(chart.finding, 400)}."
    foot = [
        *([SUGGESTED] if suggesting else []),
        *([stand_in] if stand_in else []),
        write_footer(analysis, meeting, retention, engine),
    ]
    return Post(
        text=_text([opening, write_table(chart.rows), *map(write_quote, chart.quotes)]),
        blocks=list(_blocks(opening, chart, analysis, foot)),
    )


def title_chart(analysis: Analysis) -> str:
    """What the picture is called among Slack's files."""
    name = analysis.recording.called or "recording"
    return shorten(f"Polarity of words: {name}", TITLE_LIMIT)


def write_table(rows: Sequence[Row]) -> str:
    """One line per speaker in fixed-width type: talk time, mean polarity, utterances."""
    width = min(NAME_WIDTH, max([len("Speaker"), *(len(row.speaker) for row in rows)]))
    lines = [f"{'Speaker':<{width}}  talk time  polarity  utterances"]
    for row in rows:
        line = _line(row, width)
        if sum(map(len, lines)) + len(lines) + len(line) > TABLE_LIMIT:
            break
        lines.append(line)
    if len(lines) <= len(rows):
        lines.append(f"… and {len(rows) - len(lines) + 1} more")
    body = "\n".join(lines)
    return f"```\n{body}\n```"


def write_footer(analysis: Analysis, meeting: Meeting, retention: timedelta, engine: str) -> str:
    """What was charted, engine, scorer, what to keep in mind, and when the words are deleted."""
    forgotten = analysis.accepted_at + retention
    said = [
        escape(write_heading(analysis.recording, TITLE_LIMIT), TITLE_LIMIT),
        engine,
        f"scored by {meeting.scorer}" if meeting.scorer else "",
        f"{len(meeting.utterances):,} sentences",
        "draft words" if meeting.draft else "",
        "number of speakers estimated" if meeting.speakers_estimated else "",
        f"took {write_span(analysis.took_s)}" if analysis.took_s is not None else "",
        f"kept until {forgotten.day} {forgotten:%b %Y}",
        "text polarity only",
    ]
    line = " · ".join(part for part in said if part)
    return "\n".join([*(notes.write_note(note) for note in meeting.notes), line])


def _text(parts: Sequence[str]) -> str:
    """The parts in their order, as long as there is room; chat.update refuses what is longer."""
    text = parts[0]
    for part in parts[1:]:
        if len(text) + 1 + len(part) <= TEXT_LIMIT:
            text = f"{text}\n{part}"
    return text


def _blocks(opening: str, chart: Chart, analysis: Analysis, foot: Sequence[str]) -> Iterator[Block]:
    yield make_section(opening)
    if not chart.plain:
        yield make_image(chart.file_id, chart.alt_text)
    for moment in chart.quotes:
        words = write_quote(moment, analysis.recording.link or "")
        yield make_section(words, _looks_wrong(analysis.id, moment.utterance))
    if chart.pins:
        yield make_look_buttons(analysis.id, chart.pins)
    yield make_section(write_table(chart.rows))
    yield from map(make_context, foot)
    yield make_buttons(_buttons(analysis))


def _buttons(analysis: Analysis) -> Iterator[Block]:
    own = actions.pack_value(analysis.id)
    yield a_button("Rename speakers", actions.RENAME, own)
    yield _recount(analysis)
    yield a_button("Transcript & scores", actions.EXPORT, own)
    yield a_button("Show the strongest lines", actions.SHOW_STRONGEST, own)
    yield a_button("Put a line right", actions.MEND, own)
    if analysis.edits.before is not None:
        yield a_button("Undo", actions.UNDO, own)
    yield {
        **a_button("Delete", actions.DELETE, own),
        "style": "danger",
        "confirm": {
            "title": {"type": "plain_text", "text": "Delete this chart?"},
            "text": {
                "type": "plain_text",
                "text": "The picture, the words and the scores go. This cannot be undone.",
            },
            "confirm": {"type": "plain_text", "text": "Delete"},
            "deny": {"type": "plain_text", "text": "Keep it"},
        },
    }


def _recount(analysis: Analysis) -> Block:
    offered = [
        ("1 speaker" if count == 1 else f"{count} speakers", actions.pack_value(analysis.id, count))
        for count in range(1, actions.MOST_OFFERED + 1)
    ]
    offered.append(("Estimate it", actions.pack_value(analysis.id, actions.ESTIMATE)))
    return _select("Wrong number of speakers", actions.RECOUNT, offered)


def _looks_wrong(analysis_id: str, utterance: int) -> Block:
    as_neutral = actions.pack_value(analysis_id, utterance, actions.AS_NEUTRAL)
    offered = [
        ("Leave this quote out", actions.pack_value(analysis_id, utterance)),
        ("Score it as neutral everywhere in this channel", as_neutral),
    ]
    return _select("Looks wrong?", actions.LOOKS_WRONG, offered)


def _select(title: str, action: str, offered: Sequence[tuple[str, str]]) -> Block:
    """`offered` are texts, each with the value that comes back."""
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": {"type": "plain_text", "text": title},
        "options": [
            {"text": {"type": "plain_text", "text": text}, "value": value}
            for text, value in offered
        ],
    }


def _line(row: Row, width: int) -> str:
    polarity = "–" if row.polarity is None else write_signed(row.polarity)
    return (
        f"{_cell(row.speaker, width)}  {write_clock(row.talk_time_s):>9}"
        f"  {polarity:>8}  {row.utterances:>10}"
    )


def _cell(name: str, width: int) -> str:
    """A name padded to the column: no backticks, which would end the table's fixed-width block."""
    clean = shorten(" ".join(name.replace("`", "'").split()), width)
    return f"{clean:<{width}}".replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
