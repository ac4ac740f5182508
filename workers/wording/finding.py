"""The words of the picture: finding, subtitle, caption and alt text.

They speak about the talk, never about how a person feels, and never rank people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workers.domain.level import Level, find_level
from workers.domain.moment import Moment
from workers.wording.events import write_events
from workers.wording.mrkdwn import shorten, write_clock, write_signed, write_span

POSITIVE, NEUTRAL, NEGATIVE = "positive", "neutral", "negative"
UNNAMED = "Speaker"
EVERYONE = "Everyone"
BRIEF = "brief"
UNSCORED = "not scored"
NO_SPEECH = "no speech"
TOPICS = "topics"

ALT_LIMIT = 500
QUOTE_LIMIT = 240
LASTING = 0.2
"""Of the whole length: what lasts this long is part of the first or second half's level."""
_TITLE = 36
"""Letters of a recording's name that leave the subtitle room for everything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the sentences are made of; shares are of scored words, 0 to 1."""

    speakers: tuple[str, ...]
    shares: tuple[float, ...]
    """Of talk time, in the order of `speakers`."""
    utterances: int
    scored: int
    """How many of the utterances have a polarity."""
    length_s: float
    smoothing_s: float
    positive: float
    negative: float
    moments: tuple[Moment, ...]
    engine: str
    scorer: str = ""
    numbered: int = 0
    """How many speakers have a number in the picture, as no font draws their names."""
    by_phrases: int = 0
    """How many of the utterances the channel's own phrases have scored."""
    title: str = ""
    draft: bool = False
    unsure: int = 0
    """How many of the utterances have no polarity because their words may be wrong."""
    estimated: bool = False
    team: bool = False
    halves: tuple[str, str] | None = None
    """The band (`POSITIVE`, `NEUTRAL`, `NEGATIVE`) of the mean of the first and the second half,
    where they are far apart."""
    stretch: tuple[float, float] | None = None
    """From when to when in the recording (seconds), where only a part of it is told of."""
    panels: bool = False
    """Whether each speaker has a panel with the others in grey behind."""


def write_finding(facts: Facts) -> str:
    """The finding, one sentence without a full stop."""
    return write_titles(facts)[0]


def write_titles(facts: Facts) -> tuple[str, ...]:
    """The finding, longest first, for a head with little room: who goes first, then topics, then
    events."""
    if not facts.utterances:
        where = "recording" if facts.stretch is None else "part of the recording"
        return (f"No speech was found in this {where}",)
    if not facts.scored:
        return ("Talk times only: none of the words are scored",)
    level, moments = _level(facts), _told(facts)
    if facts.halves and not moments:
        return (level,)
    if not moments:
        return tuple(f"{level}; {said}" for said in _say_unmoved(facts.moments))
    voices = 1 if facts.team else len(facts.speakers)
    return tuple(f"{level}; {told}" for told in write_events(moments, voices))


def write_subtitle(facts: Facts) -> str:
    """What was charted: the recording's name, speakers, length and who scored the words."""
    voices = ("about " if facts.estimated else "") + _count(len(facts.speakers), "speaker")
    if facts.team:
        voices = "all speakers together"
    scorer = f"scored by {facts.scorer}" if facts.scorer and facts.scored else ""
    heard = (voices, _say_length(facts), scorer) if facts.utterances else ()
    return " · ".join(part for part in (shorten(facts.title, _TITLE), *heard) if part)


def write_caption(facts: Facts) -> tuple[str, ...]:
    """How to read it and what it cannot say, in one sentence that can be read in a preview."""
    if not facts.scored:
        return ("Text polarity only: what was said, not how.",)
    # Where more is to be said there is no room for what grey lines in a panel show plainly.
    others = ", grey the others" if facts.panels and facts.scored == facts.utterances else ""
    told = [f"Dots are sentences, lines their mean{others}: what was said, not how"]
    if facts.draft and not facts.unsure:
        told.append("draft words")
    if facts.scored < facts.utterances:
        left = f"{facts.utterances - facts.scored:,}"
        unsure = f"{left} unscored ({facts.unsure:,} unsure)"
        told.append(unsure if facts.unsure else f"{left} not scored")
    if facts.numbered:
        told.append(f"{_count(facts.numbered, 'name')} in a script without a font: numbered")
    if facts.by_phrases:
        told.append(f"{facts.by_phrases:,} by this channel’s phrases")
    return (f"{'; '.join(told)}.",)


def write_alt_text(facts: Facts) -> str:
    """What the chart says, for those who do not see it; under 500 characters."""
    if not facts.utterances:
        return "Empty chart of text polarity: no speech was found in this recording."
    who = "everyone together" if facts.team else _count(len(facts.speakers), "speaker")
    head = f"Line chart of text polarity, −1 to +1, by {who} {_say_over(facts)}."
    parts = [head, f"{write_finding(facts)}."]
    parts += [_described(moment) for moment in facts.moments]
    if not facts.team and len(facts.speakers) > 1:
        parts.append(_talk(facts))
    text = parts[0]
    for part in parts[1:]:
        if len(text) + 1 + len(part) < ALT_LIMIT:
            text = f"{text} {part}"
    return text


def _say_length(facts: Facts) -> str:
    """How long what is shown is; of a part, from when to when."""
    if facts.stretch is None:
        return write_span(facts.length_s)
    return " to ".join(map(write_clock, facts.stretch))


def _say_over(facts: Facts) -> str:
    return f"{'over' if facts.stretch is None else 'from'} {_say_length(facts)}"


def write_moment_line(moment: Moment, *, quoted: bool = True) -> str:
    """A moment in one line of plain text, with its quote where that is wanted."""
    clock, polarity = write_clock(moment.at_s), write_signed(moment.polarity, 1)
    said = f"“{shorten(' '.join(moment.quote.split()), QUOTE_LIMIT)}”" if quoted else ""
    told = said or f"{moment.kind.value} {moment.topic}".strip()
    return f"{moment.number}  {clock}  {moment.speaker}: {told} ({polarity})"


def write_level(level: Level) -> str:
    """What most of the words were like, or that they were mixed."""
    return "mixed" if level is Level.MIXED else f"mostly {level.value}"


def name_others(count: int) -> str:
    """The name of the voice that stands for everyone without a panel."""
    return "1 other" if count == 1 else f"{count} others"


def write_share(part: float) -> str:
    """Of talk time."""
    return "<1 %" if 0 < part < 0.005 else f"{round(100 * part)} %"


def write_brief_note(*, brief: bool, scored: bool) -> str:
    """Said beside a name where its line is not to be leaned on."""
    if not scored:
        return UNSCORED
    return BRIEF if brief else ""


def write_talk(seconds: float, *, scored: bool) -> str:
    """How long someone spoke, and that the rest of the chart cannot show them where it cannot."""
    return write_clock(seconds) if scored else f"{write_clock(seconds)}, {UNSCORED}"


def write_notice(facts: Facts) -> str:
    """Said in the panel where no line can stand."""
    return "" if facts.scored else "no polarity to draw"


def _level(facts: Facts) -> str:
    if facts.halves:
        first, second = facts.halves
        return f"{first.capitalize()} in the first half, {second} in the second"
    if max(facts.positive, facts.negative) < 0.1:
        return "Neutral throughout" if not facts.moments else "Mostly neutral"
    return write_level(find_level(facts.positive, facts.negative)).capitalize()


def _told(facts: Facts) -> tuple[Moment, ...]:
    """The moments that the sentence names: where it says how the halves were, none is half of one
    again."""
    return tuple(
        moment
        for moment in facts.moments
        if moment.lasts
        and not (facts.halves and moment.end_s - moment.start_s >= LASTING * facts.length_s)
    )


def _say_unmoved(lines: Sequence[Moment]) -> tuple[str, ...]:
    """Of a meeting without a moment; `lines` are its strongest, where they are strong."""
    if not lines:
        return ("nothing stood out",)
    times = " and ".join(write_clock(line.at_s) for line in lines)
    which = "strongest line" if len(lines) == 1 else "strongest lines"
    return (f"no lasting swing, {which} at {times}", "no lasting swing")


def _described(moment: Moment) -> str:
    who = " and ".join(shorten(name, 30) for name in moment.speakers)
    levels = " and ".join(write_signed(level, 1) for level in moment.levels)
    return (
        f"Mark {moment.number}, {write_clock(moment.at_s)}: {moment.kind.value}, {who}, {levels}."
    )


def _talk(facts: Facts) -> str:
    longest = 5
    told = [
        f"{shorten(name, 30)} {write_share(part)}"
        for name, part in list(zip(facts.speakers, facts.shares, strict=True))[:longest]
    ]
    if len(facts.speakers) > longest:
        told.append(name_others(len(facts.speakers) - longest))
    return f"Talk time: {', '.join(told)}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
