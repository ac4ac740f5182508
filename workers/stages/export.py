"""export: transcript and scores as files, sent to Slack, where nobody sees them yet."""

from __future__ import annotations

from dataclasses import replace

from workers import export as formats
from workers.analysis import Stage
from workers.stages import Next, Tools, Turn


def export(turn: Turn, tools: Tools) -> Next:
    """The files' ids are recorded before Slack is told to share them."""
    analysis = turn.analysis
    meeting = analysis.edits.applied(tools.meeting(analysis.id))
    contents = {
        "scores.csv": formats.to_csv(meeting),
        "speakers.csv": formats.statistics_csv(meeting),
        "transcript.vtt": formats.to_vtt(meeting),
    }
    files = tuple(tools.slack.upload(name, text.encode()) for name, text in contents.items())
    stale = (*analysis.stale_files, *analysis.exported)
    return Next(replace(analysis, stage=Stage.SHARE, exported=files, stale_files=stale))
