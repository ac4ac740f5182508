"""The answer: finding, picture, numbered moments, a small table, and a line on how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from workers.analysis import Analysis, Chart, Quote, Row
from workers.post import Block, Post, context, image, section
from workers.wording.mrkdwn import clock, escaped, shortened

NAME_WIDTH = 20
MOST_ROWS = 30
TITLE_LIMIT = 80


def post(analysis: Analysis, retention: timedelta) -> Post:
    """The whole answer; needs the chart's words, which `draw` recorded."""
    chart = analysis.chart
    if chart is None:
        raise ValueError(f"analysis {analysis.id} has no chart")
    opening = f"<@{analysis.ask.asked_by}> {escaped(chart.finding, 400)}"
    return Post(
        text=f"{opening}\n{table(chart.rows)}",
        blocks=list(_blocks(opening, chart, footer(analysis, retention))),
    )


def chart_title(analysis: Analysis) -> str:
    """What the picture is called among Slack's files."""
    name = analysis.recording.name or "recording"
    return shortened(f"Polarity of words: {name}", TITLE_LIMIT)


def table(rows: Sequence[Row]) -> str:
    """One line per speaker in fixed-width type: talk time, mean polarity, utterances."""
    width = min(NAME_WIDTH, max([len("Speaker"), *(len(row.speaker) for row in rows)]))
    lines = [f"{'Speaker':<{width}}  talk time  polarity  utterances"]
    for row in rows[:MOST_ROWS]:
        polarity = "–" if row.polarity is None else f"{row.polarity:+.2f}".replace("-", "−")
        lines.append(
            f"{_cell(row.speaker, width)}  {clock(row.talk_time_s):>9}"
            f"  {polarity:>8}  {row.utterances:>10}"
        )
    if len(rows) > MOST_ROWS:
        lines.append(f"… and {len(rows) - MOST_ROWS} more")
    body = "\n".join(lines)
    return f"```\n{body}\n```"


def quotes(moments: Sequence[Quote]) -> str:
    """The numbered moments of the picture, one line each."""
    return "\n".join(
        f"*{moment.number}.* `{clock(moment.at_s)}` {escaped(moment.speaker, 40)}: "
        f"“{escaped(moment.text, 240)}” ({moment.polarity:+.2f})".replace("-0", "−0")
        for moment in moments
    )


def footer(analysis: Analysis, retention: timedelta) -> str:
    """Engine, what to keep in mind, and when the words are deleted."""
    return f"Engine: {analysis.engine} · text polarity only · deleted after {retention.days} days"


def _blocks(opening: str, chart: Chart, foot: str) -> Iterator[Block]:
    yield section(opening)
    if not chart.plain:
        yield image(chart.file_id, chart.alt_text)
    if chart.quotes:
        yield section(quotes(chart.quotes))
    yield section(table(chart.rows))
    yield context(foot)


def _cell(name: str, width: int) -> str:
    """A name padded to the column: no backticks, which would end the table's fixed-width block."""
    clean = shortened(" ".join(name.replace("`", "'").split()), width)
    return f"{clean:<{width}}".replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
