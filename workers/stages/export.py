"""export: files of a chart, sent to Slack, where nobody sees them yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from workers.charting import export as formats
from workers.charting.page import to_html
from workers.charting.picture import Look, draw_picture
from workers.charting.topics import TopicSpan, find_topics
from workers.domain.analysis import Stage
from workers.domain.meeting import Meeting
from workers.domain.shared_files import list_names
from workers.stages import Next, Shift, Tools, prepare_drawing, refuse_taken_back
from workers.wording import aliases

WRITERS: Mapping[str, Callable[[Meeting], str]] = {
    "scores.csv": formats.to_csv,
    "strongest.csv": formats.to_strongest_csv,
    "transcript.vtt": formats.to_vtt,
}
BY_TOPIC: Mapping[str, Callable[[Meeting, Sequence[TopicSpan]], str]] = {
    "speakers.csv": formats.to_statistics_csv,
    "meeting.json": formats.to_json,
}
"""These have the means by topic too, where the channel wants topics."""


def export(turn: Shift, tools: Tools) -> Next:
    """Named as the channel wants it; the files' ids are recorded before Slack is told to share.

    Each takes the place of the one of its name that was shared before.
    """
    analysis = turn.analysis
    tools.slack.refuse_closed(analysis.thread.channel)
    refuse_taken_back(analysis, tools)
    meeting, look = prepare_drawing(analysis, tools)
    shown = aliases.apply_aliases(meeting, look.names, look.known)
    names = list_names(analysis.wanted_files)
    files = {
        name: tools.slack.upload(name, _write(name, meeting, shown, look).encode())
        for name in names
    }
    before = [analysis.shared_files[name] for name in names if name in analysis.shared_files]
    return Next(
        replace(
            analysis,
            stage=Stage.SHARE,
            shared_files={**analysis.shared_files, **files},
            stale_files=(*analysis.stale_files, *before),
        )
    )


def _write(name: str, meeting: Meeting, shown: Meeting, look: Look) -> str:
    """The page is drawn as the chart is, in the channel's colours."""
    if name in BY_TOPIC:
        return BY_TOPIC[name](shown, find_topics(shown) if look.topics else ())
    if name in WRITERS:
        return WRITERS[name](shown)
    return to_html(draw_picture(meeting, look), texts=look.quotes)
