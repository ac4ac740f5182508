"""The picture: a Meeting becomes a chart with its finding, alt text, moments and statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import pandas as pd

from workers.charting import balance, frames, ink, moments, topics
from workers.charting.frames import Curves
from workers.charting.ink import VectorForm, Voice, Words, ground, labels, palette
from workers.charting.topics import TopicSpan
from workers.domain.level import Level
from workers.domain.meeting import Meeting
from workers.domain.moment import Moment
from workers.wording import aliases, finding
from workers.wording.finding import Facts
from workers.wording.mrkdwn import write_clock

if TYPE_CHECKING:
    from workers.domain.channel import Names

MOST_DRAWN = 50
"""Speakers; beyond, those who say least are put together before anything is computed for them."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is to look.

    `names`: "real" as the engine gave them, "letters" (Speaker A, B, …), or "team" (one line for
    everyone, no names). `colours` are places in the palette that speakers already have in this
    channel; see `Picture.colours`. `known` are other names of the speakers, hidden like their own.
    `quotes`: whether moments are quoted on the picture. `stretch`: seconds from and to, for a
    closer look at a part of the meeting; its moments are those of the whole. `vectors`: the forms
    in which it is wanted beside the PNG. `topics`: whether what was talked about stands along the
    time axis, where it can be told apart; never in a closer look.
    """

    theme: Literal["light", "dark"] = "light"
    names: Names = "real"
    colours: Mapping[str, int] | None = None
    known: tuple[str, ...] = ()
    quotes: bool = True
    stretch: tuple[float, float] | None = None
    vectors: tuple[VectorForm, ...] = ()
    topics: bool = True


@dataclass(frozen=True)
class Picture:
    """The chart as PNG (1600 x 900) and all that is said with it.

    `moments` and `statistics` name the speakers as the picture does, so that an anonymised picture
    stays anonymous; `meeting` is the whole of it with those names. `colours` has the palette place
    of each speaker under the real name: pass it back in `Look.colours` and the same person keeps
    the same colour. `inks` has it under the name in the picture, of those who have a colour there.
    """

    png: bytes
    alt_text: str
    finding: str
    moments: tuple[Moment, ...]
    statistics: pd.DataFrame
    levels: Mapping[str, Level]
    """Of each speaker of whose words there are enough, by what the picture calls them."""
    meeting: Meeting
    colours: Mapping[str, int] = field(default_factory=dict)
    inks: Mapping[str, int] = field(default_factory=dict)
    vectors: Mapping[VectorForm, bytes] = field(default_factory=dict)
    stretch: tuple[float, float] | None = None
    topics: tuple[TopicSpan, ...] = ()


def draw_picture(meeting: Meeting, look: Look = Look()) -> Picture:
    """The picture of a meeting; never fails for what is in the meeting, be it nothing at all."""
    meeting = meeting.folded(MOST_DRAWN, finding.name_others)
    colours = palette.choose_inks(meeting.speakers, look.colours or {})
    called = aliases.give_aliases(meeting.speakers, look.names)
    shown = aliases.apply_aliases(meeting, look.names, look.known)
    # One line for everyone is nobody's colour.
    inks = {called[speaker]: ink for speaker, ink in colours.items() if look.names != "team"}
    spoken = frames.split_by_speaker(shown)
    found, opens_s, whole = moments.find_moments(shown, spoken), 0.0, shown
    events = _list_events(found)
    if look.stretch:
        opens_s, closes_s = look.stretch
        found = [each for each in found if opens_s <= each.peak_s <= closes_s]
        shown = shown.cut(opens_s, closes_s)
        curves = frames.cut_curves(whole, look.stretch, spoken, events)
    else:
        curves = frames.make_curves(shown, spoken, events)
    # Told by the clock of the recording, drawn by that of the picture.
    here = [each.moved(-opens_s) for each in found] or moments.find_lines(shown)
    told = tuple(each.moved(opens_s) for each in here)
    table = frames.make_statistics(shown, curves.frames)
    about = topics.find_topics(shown, curves.frames) if look.topics and not look.stretch else ()
    facts = _facts(shown, curves, told, table, look)
    voices = _voices(shown, curves, facts, inks)
    words = replace(_words(facts, quotes=look.quotes, opens_s=opens_s), about=about)
    png = ink.draw_png(voices, here, words, length_s=curves.length_s, theme=look.theme)
    return Picture(
        png=png,
        alt_text=finding.write_alt_text(facts),
        finding=finding.write_finding(facts),
        moments=told,
        statistics=table,
        levels=dict(balance.find_levels(curves)),
        meeting=whole,
        colours=colours,
        inks=inks,
        vectors={
            form: ink.draw_vector(
                voices, here, words, form, length_s=curves.length_s, theme=look.theme
            )
            for form in look.vectors
        },
        topics=about,
        stretch=look.stretch,
    )


def _list_events(found: Sequence[Moment]) -> Mapping[str, frames.Spans]:
    """The stretches that lines are to follow, by speaker."""
    lasting = [moment for moment in found if moment.lasts]
    speakers = {speaker for moment in lasting for speaker in moment.speakers}
    return {
        speaker: [(each.start_s, each.end_s) for each in lasting if speaker in each.speakers]
        for speaker in speakers
    }


def _facts(
    meeting: Meeting, curves: Curves, found: tuple[Moment, ...], table: pd.DataFrame, look: Look
) -> Facts:
    everyone = frames.merge_frames(curves.frames.values())
    scored = everyone[everyone["polarity"].notna()]
    positive, negative = frames.share_out_words(scored, ground.CUT_OFF)
    return Facts(
        speakers=meeting.speakers,
        shares=tuple(float(part) for part in table["share"]),
        utterances=len(meeting.utterances),
        length_s=curves.length_s,
        smoothing_s=curves.bandwidth_s,
        positive=positive,
        negative=negative,
        halves=balance.find_halves(scored, curves.length_s),
        scored=len(scored),
        moments=found,
        engine=meeting.engine,
        scorer=meeting.scorer,
        numbered=labels.count_undrawable(meeting.speakers),
        by_phrases=sum(bool(each.phrase) for each in meeting.utterances),
        title=meeting.title,
        draft=meeting.draft,
        unsure=sum(one.is_unsure for one in meeting.utterances),
        estimated=meeting.speakers_estimated,
        team=look.names == "team",
        stretch=look.stretch,
        panels=len(meeting.speakers) > ink.OVERLAID,
    )


def _words(facts: Facts, *, quotes: bool, opens_s: float) -> Words:
    """The card's words; what the font cannot draw is left out of the picture, not of the text."""
    title = labels.clean_label(facts.title, 60)
    found = tuple(
        moment if labels.is_drawable(moment.topic) else replace(moment, topic="")
        for moment in facts.moments
    )
    drawn = replace(facts, title=title if labels.is_drawable(title) else "", moments=found)
    return Words(
        titles=finding.write_titles(drawn),
        subtitle=finding.write_subtitle(drawn),
        caption=finding.write_caption(drawn),
        positive=finding.POSITIVE,
        neutral=finding.NEUTRAL,
        negative=finding.NEGATIVE,
        clock=lambda at_s: write_clock(opens_s + at_s),
        quotes={moment.number: moment.quote for moment in found} if quotes else {},
        topics=finding.TOPICS,
        no_speech=finding.NO_SPEECH,
        notice=finding.write_notice(facts),
    )


def _voices(meeting: Meeting, curves: Curves, facts: Facts, inks: Mapping[str, int]) -> list[Voice]:
    """One voice per speaker, in order of appearance; who has no panel is put together in one."""
    names = labels.choose_labels(meeting.speakers, finding.UNNAMED)
    shown = _with_panels(facts)
    alone = [speaker for speaker in meeting.speakers if speaker in shown]
    rest = [speaker for speaker in meeting.speakers if speaker not in shown]
    share = dict(zip(facts.speakers, facts.shares, strict=True))
    voices = [
        _voice(curves, (speaker,), share[speaker], names[speaker], inks.get(speaker))
        for speaker in alone
    ]
    if rest:
        whole = sum(share[speaker] for speaker in rest)
        voices.append(_voice(curves, tuple(rest), whole, finding.name_others(len(rest)), None))
    return voices


def _with_panels(facts: Facts) -> set[str]:
    """Those of the moments first, then those who talked longest; not a matter of what was said."""
    if len(facts.speakers) <= ink.PANELS:
        return set(facts.speakers)
    pinned = [speaker for moment in facts.moments for speaker in moment.speakers]
    heard = sorted(zip(facts.shares, facts.speakers, strict=True), key=lambda talk: -talk[0])
    order = dict.fromkeys([*pinned, *(speaker for _, speaker in heard)])
    return set(list(order)[: ink.PANELS - 1])


def _voice(
    curves: Curves, speakers: tuple[str, ...], share: float, name: str, ink: int | None
) -> Voice:
    alone = len(speakers) == 1
    spoken = [curves.frames[speaker] for speaker in speakers]
    frame = spoken[0] if alone else frames.merge_frames(spoken)
    around = [curves.around[speaker] for speaker in speakers]
    brief = frames.is_brief(around[0] if alone else frames.merge_frames(around))
    scored = bool(frame["polarity"].notna().any())
    return Voice(
        name=name,
        share=finding.write_share(share),
        note=finding.write_brief_note(brief=brief, scored=scored),
        talk=finding.write_talk(frames.sum_talk_time_s(frame), scored=scored),
        ink=ink,
        brief=brief,
        frame=frame,
        line=curves.lines[speakers[0]] if alone else frames.join_lines(curves, speakers),
        speakers=speakers,
    )
