"""delete: the chart, the words and the engine's copy go, and the status message says so."""

from __future__ import annotations

from workers.stages import Next, Shift, Tools
from workers.wording import status


def delete(turn: Shift, tools: Tools) -> Next:
    """Every step can be done twice; the receipt comes last, when there is nothing left."""
    analysis, slack = turn.analysis, tools.slack
    channel = analysis.thread.channel
    for ts in filter(None, (analysis.answer_ts, analysis.also_ts)):
        slack.delete_message(channel, ts)
    charts = [analysis.chart.file_id] if analysis.chart else []
    for file_id in (*charts, *analysis.exported, *analysis.stale_files):
        slack.delete_file(file_id)
    for submission in analysis.submissions:
        tools.engine(submission.engine).forget(submission)
    if analysis.status_ts is not None:
        slack.close(channel, analysis.status_ts, status.write_deleted(analysis))
    return Next(analysis, forgotten=True)
