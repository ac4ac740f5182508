"""chart FILE …: recordings into charts with no Slack and no queue around them."""

from workers.command_line.chart import chart_recordings

__all__ = ["chart_recordings"]
