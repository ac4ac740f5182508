"""Ink of one voice: dots, line, dashes, band and the shapes along the line."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.path import Path
from numpy.typing import NDArray

from workers.charting import frames
from workers.charting.frames import Line, find_stretches
from workers.charting.ink.card import Voice
from workers.charting.ink.labels import to_points
from workers.charting.ink.palette import MARKERS, Theme
from workers.charting.ink.panel import Panel

Flags = NDArray[np.bool_]

DOT_AREA = 10.0
"""Square pixels of a dot for each word."""
SMALLEST_DOT, LARGEST_DOT = 40.0, 600.0
SPECK = 4.0
"""No dot is smaller, however many there are; among thousands of specks size says nothing."""
MOST_COVER = 0.35
"""Of the panel that all dots together may cover; past this they all shrink alike."""
TICK = 0.025
"""Of an utterance of polarity 0: how far it goes to either side of the line."""
PALE, PLAIN = 0.28, 0.6
"""How opaque dots are behind a line, and where they are all there is of a voice."""
DASHES = (0, (2.2, 1.4))


def choose_colour(voice: Voice, theme: Theme) -> str:
    return theme.colour(voice.ink)


def choose_marker(voice: Voice) -> str:
    return MARKERS[0] if voice.ink is None else MARKERS[voice.ink]


def scale_dots(voices: Iterable[Voice], room: float) -> float:
    """What all dots shrink by so that they leave the lines readable in `room` square pixels."""
    whole = sum(float(_areas(voice).sum()) for voice in voices)
    return min(1.0, MOST_COVER * room / max(whole, 1.0))


def draw_dots(panel: Panel, voice: Voice, theme: Theme, scale: float) -> None:
    """Every scored utterance: the area says how many words."""
    scored = _scored(voice)
    area = np.maximum(_areas(voice) * scale, SPECK)
    if len(area) and np.median(area) <= 2 * SPECK:
        area = np.full_like(area, SPECK)
    alpha = PALE if find_drawn(voice.line).any() else PLAIN
    alpha *= min(1.0, MOST_COVER * panel.across * panel.height / max(float(area.sum()), 1.0))
    tint = choose_colour(voice, theme)
    level = scored["polarity"].to_numpy()
    # Most sentences are exactly even: as dots they would be a bar along the zero line.
    even = level == 0.0
    panel.dots(scored["middle_s"][~even], level[~even], area[~even], tint, alpha=alpha, zorder=3)
    at_s = np.repeat(scored["middle_s"].to_numpy()[even], 3)
    tick = np.tile([-TICK, TICK, np.nan], int(even.sum()))
    panel.line(at_s, tick, tint, 1.5, alpha=alpha, zorder=3)


def draw_line(panel: Panel, voice: Voice, theme: Theme, thickness: float = 5.0) -> None:
    """The line where there is enough speech, dashes where there is little, and the band."""
    shown, tint = voice.line, choose_colour(voice, theme)
    firm, loose = split_firm_and_dashed(shown, brief=voice.brief)
    bands = [
        np.concatenate(
            [_points(shown.at_s, shown.high)[part], _points(shown.at_s, shown.low)[part][::-1]]
        )
        for part in find_stretches(firm)
    ]
    panel.areas(bands, tint, alpha=0.13, zorder=4)
    # A rim in the card's colour lifts the line off the dots and off other lines.
    rim = np.where(firm, shown.polarity, np.nan)
    panel.line(shown.at_s, rim, theme.card, thickness + 3, alpha=0.8, zorder=6)
    for part, style in ((firm, "-"), (loose, DASHES)):
        if part.any():
            level = np.where(part, shown.polarity, np.nan)
            panel.line(
                shown.at_s,
                level,
                tint,
                thickness,
                linestyle=style,
                solid_capstyle="round",
                zorder=6,
            )


def trace_trail(voice: Voice) -> Path:
    """The line as background to other voices' lines; one serves all their panels."""
    level = np.where(find_drawn(voice.line), voice.line.polarity, np.nan)
    return Path(_points(voice.line.at_s, level))


def draw_marks(panel: Panel, voice: Voice, theme: Theme, every_s: float) -> None:
    """The voice's own shape along its line, so that lines are told apart without colour."""
    shown = find_drawn(voice.line)
    if not shown.any():
        return
    at_s, level = voice.line.at_s[shown], voice.line.polarity[shown]
    slot = at_s // every_s
    chosen = np.concatenate(([True], slot[1:] != slot[:-1]))
    chosen[-1] = True
    panel.line(
        at_s[chosen],
        level[chosen],
        choose_colour(voice, theme),
        0,
        linestyle="none",
        marker=choose_marker(voice),
        markersize=to_points(16),
        markeredgecolor=theme.card,
        markeredgewidth=to_points(2),
        zorder=7,
    )


def find_drawn(line: Line) -> Flags:
    """Which points of a line are drawn at all; the rest is left to the dots."""
    return line.support >= line.least


def split_firm_and_dashed(line: Line, *, brief: bool) -> tuple[Flags, Flags]:
    """Which points of a line are drawn firm and which dashed.

    Dashes reach one point into a firm part beside them, so that the two meet. A brief voice is
    never drawn firm.
    """
    firm = (line.support >= frames.BAND_FROM) & (not brief)
    loose = find_drawn(line) & ~firm
    beside = np.zeros_like(loose)
    beside[1:] |= loose[:-1]
    beside[:-1] |= loose[1:]
    return firm, loose | (beside & firm)


def _scored(voice: Voice) -> pd.DataFrame:
    return voice.frame[voice.frame["polarity"].notna()]


def _areas(voice: Voice) -> frames.Floats:
    return np.clip(frames.weigh_utterances(_scored(voice)) * DOT_AREA, SMALLEST_DOT, LARGEST_DOT)


def _points(at_s: frames.Floats, level: frames.Floats) -> frames.Floats:
    return np.column_stack([at_s, level])
