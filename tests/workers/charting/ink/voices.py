"""Voices and words for drawing without the rest of the program."""

from __future__ import annotations

from matplotlib.figure import Figure

from workers.charting import frames, ink
from workers.charting.ink import Voice, Words, card
from workers.charting.ink.palette import LIGHT, Theme
from workers.domain.meeting import Meeting
from workers.domain.moment import Moment

WORDS = Words(
    titles=("A long title that fits", "A title"),
    subtitle="subtitle",
    caption=("how to read it",),
    positive="positive",
    neutral="neutral",
    negative="negative",
    clock=lambda at_s: f"{at_s:.0f} s",
)


def voices(meeting: Meeting) -> list[Voice]:
    """One for each speaker, named as in the meeting."""
    curves = frames.make_curves(meeting)
    return [
        Voice(
            name=speaker,
            share="10 %",
            talk="1:00",
            note="brief" if frames.is_brief(frame) else "",
            ink=place % 5,
            brief=frames.is_brief(frame),
            frame=frame,
            line=curves.lines[speaker],
            speakers=(speaker,),
        )
        for place, (speaker, frame) in enumerate(curves.frames.items())
    ]


def figure(
    meeting: Meeting,
    moments: tuple[Moment, ...] = (),
    words: Words = WORDS,
    theme: Theme = LIGHT,
) -> Figure:
    """The card of a meeting, as a figure."""
    with card.use_style():
        return ink.draw_figure(voices(meeting), moments, words, meeting.end_s, theme)


def texts(sheet: Figure) -> list[str]:
    return [text.get_text() for text in sheet.texts]
