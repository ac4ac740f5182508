"""share: the exported files appear in the thread."""

from __future__ import annotations

from dataclasses import replace

from workers.domain.analysis import Stage
from workers.domain.shared_files import list_names
from workers.stages import Next, Shift, Tools
from workers.wording.files import FILE_TITLES


def share(turn: Shift, tools: Tools) -> Next:
    """Once: a try with an unknown end is looked up by the files themselves."""
    analysis = turn.analysis
    titles = {
        analysis.shared_files[name]: FILE_TITLES[name] for name in list_names(analysis.wanted_files)
    }
    if not (turn.again and tools.slack.processed(next(iter(titles)))):
        tools.slack.complete(titles, analysis.thread)
    return Next(replace(analysis, stage=Stage.FINISH))
