"""draw: frames, chart, and the bytes sent to Slack, where nobody sees them yet."""

from __future__ import annotations

from dataclasses import replace

from workers.charting import picture
from workers.charting.kept import keep_chart
from workers.domain.analysis import Analysis, Edits, Stage
from workers.stages import CHART_NAME, Next, Shift, Tools, prepare_drawing


def draw(turn: Shift, tools: Tools) -> Next:
    """Draw as the channel likes it, with what people have put right; the file's id is recorded
    before Slack is told to keep the file."""
    analysis, thread = turn.analysis, turn.analysis.thread
    scorer = tools.meeting(analysis.id).scorer
    analysis = replace(analysis, edits=_score_mends(analysis, scorer, tools))
    meeting, look = prepare_drawing(analysis, tools)
    drawn = picture.draw_picture(meeting, look)
    file_id = tools.slack.upload(CHART_NAME.format(id=analysis.id), drawn.png)
    tools.channels.remember_colours(thread.team, thread.channel, drawn.colours, turn.ours)
    before = analysis.chart
    return Next(
        replace(
            analysis,
            stage=Stage.ATTACH,
            chart=keep_chart(
                drawn, file_id, quoted=look.quotes, plain=before is not None and before.plain
            ),
            stale_files=(*analysis.stale_files, *([before.file_id] if before else [])),
        )
    )


def _score_mends(analysis: Analysis, scorer: str, tools: Tools) -> Edits:
    """The edits with a polarity for the words that people have mended, where they are English."""
    edits = analysis.edits
    new = [mend.text for mend in edits.mends if mend.text and not mend.scored]
    if not new or not (analysis.ask.language or "en").lower().startswith("en"):
        return edits
    polarities = iter(tools.score(new, scorer))
    return replace(
        edits,
        mends=tuple(
            replace(mend, polarity=next(polarities), scored=True)
            if mend.text and not mend.scored
            else mend
            for mend in edits.mends
        ),
    )
