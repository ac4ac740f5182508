"""The answer: finding, picture, numbered moments, a small table, and a line on how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from workers.domain.analysis import Analysis
from workers.domain.chart import Chart
from workers.domain.meeting import Meeting
from workers.domain.post import (
    SECTION_LIMIT,
    TEXT_LIMIT,
    Block,
    Post,
    make_context,
    make_image,
    make_section,
)
from workers.wording import notes
from workers.wording.answer_buttons import (
    ask_whether_right,
    make_answer_buttons,
    make_plain_buttons,
)
from workers.wording.closer_look import make_look_buttons
from workers.wording.moment_quote import make_moment_blocks, make_plain_moment, write_quote
from workers.wording.mrkdwn import escape, shorten, write_span
from workers.wording.recordings import write_heading
from workers.wording.speaker_rows import list_speakers, make_speaker_table
from workers.wording.topic_table import write_topics

TITLE_LIMIT = 80
SUGGESTED = "The recording’s captions suggest names for the speakers: *Rename speakers* shows them."


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
        *([make_context(SUGGESTED)] if suggesting else []),
        *([make_context(stand_in)] if stand_in else []),
        make_context(write_footer(analysis, meeting, retention, engine)),
    ]
    return Post(
        text=_text(opening, chart),
        blocks=[*_head(opening, chart), *_blocks(chart, analysis, foot)],
        plain=[*_head(opening, chart), *_plain_blocks(chart, analysis, foot)],
    )


def title_chart(analysis: Analysis) -> str:
    """What the picture is called among Slack's files."""
    name = analysis.recording.called or "recording"
    return shorten(f"Polarity of words: {name}", TITLE_LIMIT)


def write_footer(analysis: Analysis, meeting: Meeting, retention: timedelta, engine: str) -> str:
    """What was charted, engine, scorer, what to keep in mind, and when the words are deleted."""
    forgotten, sentences = analysis.accepted_at + retention, len(meeting.utterances)
    said = [
        escape(write_heading(analysis.recording, TITLE_LIMIT), TITLE_LIMIT),
        "from its transcript" if analysis.recording.is_text else engine,
        f"scored by {meeting.scorer}" if meeting.scorer else "",
        "1 sentence" if sentences == 1 else f"{sentences:,} sentences",
        "draft words" if meeting.draft else "",
        "number of speakers estimated" if meeting.speakers_estimated else "",
        f"took {write_span(analysis.took_s)}" if analysis.took_s is not None else "",
        f"kept until {forgotten.day} {forgotten:%b %Y}",
        "text polarity only",
    ]
    line = " · ".join(part for part in said if part)
    return "\n".join([*(notes.write_note(note) for note in meeting.notes), line])


def _text(opening: str, chart: Chart) -> str:
    """For those who do not see the blocks; `chat.update` refuses what is longer than there is room.

    Who spoke comes last, as long as there is room for them.
    """
    text = opening
    for said in map(write_quote, chart.quotes):
        if len(text) + 1 + len(said) <= TEXT_LIMIT:
            text = f"{text}\n{said}"
    speakers = list_speakers(chart.rows, TEXT_LIMIT - len(text) - 1)
    return f"{text}\n{speakers}" if speakers else text


def _head(opening: str, chart: Chart) -> Iterator[Block]:
    yield make_section(opening)
    if not chart.plain:
        yield make_image(chart.file_id, chart.alt_text)


def _blocks(chart: Chart, analysis: Analysis, foot: Sequence[Block]) -> Iterator[Block]:
    for moment in chart.quotes:
        yield from make_moment_blocks(analysis.id, moment, analysis.recording.link or "")
    yield from _look_closer(analysis.id, chart)
    table = make_speaker_table(chart.rows, chart.topics)
    if table is not None:
        yield table
    yield from foot
    yield from ask_whether_right(analysis.id)
    yield make_answer_buttons(analysis)


def _plain_blocks(chart: Chart, analysis: Analysis, foot: Sequence[Block]) -> Iterator[Block]:
    for moment in chart.quotes:
        yield make_plain_moment(analysis.id, moment, analysis.recording.link or "")
    yield from _look_closer(analysis.id, chart)
    speakers = list_speakers(chart.rows, SECTION_LIMIT)
    if speakers:
        yield make_section(speakers)
    yield from map(make_section, write_topics(chart.rows, chart.topics))
    yield from foot
    yield make_plain_buttons(analysis)


def _look_closer(analysis_id: str, chart: Chart) -> Iterator[Block]:
    if chart.pins:
        yield make_look_buttons(analysis_id, chart.pins)
