"""Channel: how charts are made in one place, as its people have set it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from msgspec import Meta

from workers.domain.phrases import Tone

MOST_SPEAKERS = 20

Links = Literal["always", "ask", "never"]
Names = Literal["real", "letters", "team"]
ThemeName = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSettings:
    """The defaults are what a channel has before anyone touches its settings.

    `links`: start on pasted recording links always, after asking, or never. `names`: as the engine
    gave them, as letters, or one line for the whole team. `quotes`: whether moments are quoted.
    `topics`: whether the chart says what was talked about when.
    `phrases`: words of its own, and how what is said with them is scored.
    """

    speakers: Annotated[int, Meta(ge=1, le=MOST_SPEAKERS)] | None = None
    links: Links = "always"
    quotes: bool = True
    topics: bool = True
    names: Names = "real"
    theme: ThemeName = "light"
    engine: str | None = None
    """Who transcribes where nobody asks for another; None leaves it to whoever runs the bot."""
    language: str = "en-US"
    vocabulary: tuple[str, ...] = ()
    phrases: Mapping[str, Tone] = field(default_factory=dict)
