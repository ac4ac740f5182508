"""also: what the engine found beside who said what, as a short reply of its own."""

from __future__ import annotations

from dataclasses import replace

from workers.domain.analysis import Analysis, Stage
from workers.domain.extras import Extras
from workers.stages import Next, Shift, Tools, post_once
from workers.wording import aliases
from workers.wording import also as wording


def post_also(turn: Shift, tools: Tools) -> Next:
    """Once, and only where there is something to say; the rest comes when someone asks for it."""
    analysis = turn.analysis
    extras = analysis.extras or _found(analysis, tools)
    read = replace(analysis, extras=extras)
    if extras == Extras():
        return Next(replace(read, stage=Stage.SUGGEST))
    ts = analysis.also_ts
    post = wording.write_also_post(replace(read, extras=_as_named(analysis, extras, tools)))
    if ts is None:
        ts = post_once(turn, tools, "also", post)
    else:
        tools.slack.edit(analysis.thread.channel, ts, post)
    return Next(replace(read, stage=Stage.SUGGEST, also_ts=ts))


def _as_named(analysis: Analysis, found: Extras, tools: Tools) -> Extras:
    """With the names that people gave, or with none, as the channel wants it."""
    renamed = found.renamed(analysis.edits.names)
    settings = tools.channels.settings(analysis.thread.team, analysis.thread.channel)
    if settings.names == "real":
        return renamed
    heard = tools.meeting(analysis.id)
    speakers = analysis.edits.applied(heard).speakers
    return aliases.alias_extras(renamed, speakers, settings.names, analysis.known_names(heard))


def _found(analysis: Analysis, tools: Tools) -> Extras:
    if analysis.submission is None:
        return Extras()
    return tools.engine(analysis.engine).extras(analysis.submission)
