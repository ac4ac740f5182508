"""export: transcript and scores as files, sent to Slack, where nobody sees them yet."""

from __future__ import annotations

from dataclasses import replace

from workers.charting import export as formats
from workers.charting.page import to_html
from workers.charting.picture import draw_picture
from workers.domain.analysis import Analysis, Stage
from workers.domain.errors import Refused, Why
from workers.domain.phrases import apply_phrases
from workers.stages import Next, Shift, Tools
from workers.wording import aliases


def export(turn: Shift, tools: Tools) -> Next:
    """Named as the channel wants it; the files' ids are recorded before Slack is told to share."""
    analysis, thread = turn.analysis, turn.analysis.thread
    tools.slack.refuse_closed(thread.channel)
    _refuse_taken_back(analysis, tools)
    settings = tools.channels.settings(thread.team, thread.channel)
    heard = tools.meeting(analysis.id)
    whole = apply_phrases(analysis.edits.applied(heard), settings.phrases)
    meeting = aliases.apply_aliases(whole, settings.names, analysis.known_names(heard))
    contents = {
        "scores.csv": formats.to_csv(meeting),
        "speakers.csv": formats.to_statistics_csv(meeting),
        "strongest.csv": formats.to_strongest_csv(meeting),
        "transcript.vtt": formats.to_vtt(meeting),
        "chart.html": to_html(meeting, draw_picture(meeting), texts=settings.quotes),
    }
    files = tuple(tools.slack.upload(name, text.encode()) for name, text in contents.items())
    stale = (*analysis.stale_files, *analysis.exported)
    return Next(replace(analysis, stage=Stage.SHARE, exported=files, stale_files=stale))


def _refuse_taken_back(analysis: Analysis, tools: Tools) -> None:
    """What has been withdrawn from this channel since is not given out here once more."""
    if analysis.recording.slack_file is None:
        return
    try:
        tools.source(analysis.recording).locate(analysis.recording)
    except Refused as refused:
        if refused.why is Why.FILE_NOT_SHARED_HERE:
            raise
