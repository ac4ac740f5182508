"""draw_closer: a stretch of the meeting as a picture of its own, its bytes sent to Slack."""

from __future__ import annotations

from dataclasses import replace

from workers.charting import picture
from workers.charting.kept import keep_chart
from workers.domain.analysis import Stage
from workers.domain.looks import set_look
from workers.stages import (
    CHART_NAME,
    Next,
    Shift,
    Tools,
    find_pending_look,
    prepare_drawing,
    refuse_taken_back,
)


def draw_closer(turn: Shift, tools: Tools) -> Next:
    """Draw it as the chart is drawn, in the same colours; its moments are those of the chart."""
    analysis, look = turn.analysis, find_pending_look(turn.analysis)
    if look.wanted:
        refuse_taken_back(analysis, tools)
    meeting, wanted = prepare_drawing(analysis, tools)
    stretch = (look.opens_s, look.closes_s)
    drawn = picture.draw_picture(meeting, replace(wanted, stretch=stretch))
    name = CHART_NAME.format(id=f"{analysis.id}-{look.number}")
    file_id = tools.slack.upload(name, drawn.png)
    before = look.chart
    chart = keep_chart(
        drawn, file_id, quoted=wanted.quotes, plain=before is not None and before.plain
    )
    stale = (*analysis.stale_files, *([before.file_id] if before else []))
    uploaded = set_look(analysis, replace(look, chart=chart))
    return Next(replace(uploaded, stage=Stage.ATTACH_CLOSER, stale_files=stale))
