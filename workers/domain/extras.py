"""Extras: what an engine found in a meeting beside who said what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that was talked about, with the polarity of the words about it, where known."""

    text: str
    polarity: float | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A question, an action item or a follow-up; `speaker` is empty where it is not known."""

    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much and how fast one speaker talked."""

    speaker: str
    talk_s: float | None = None
    words_per_minute: float | None = None


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracker of the operator's account, and how often it matched."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """Everything is optional: only what the engine found is here, in the engine's order."""

    summary: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    questions: tuple[Point, ...] = ()
    action_items: tuple[Point, ...] = ()
    follow_ups: tuple[Point, ...] = ()
    trackers: tuple[Tracked, ...] = ()
    paces: tuple[Pace, ...] = ()
    talk_s: float | None = None
    silence_s: float | None = None
    overlap_s: float | None = None

    def renamed(self, names: Mapping[str, str]) -> Extras:
        """The same with the names that people gave to speakers, by label."""

        def called(speaker: str) -> str:
            return names.get(speaker, speaker)

        def told(points: Sequence[Point]) -> tuple[Point, ...]:
            return tuple(replace(one, speaker=called(one.speaker)) for one in points)

        return replace(
            self,
            questions=told(self.questions),
            action_items=told(self.action_items),
            follow_ups=told(self.follow_ups),
            paces=tuple(replace(pace, speaker=called(pace.speaker)) for pace in self.paces),
        )
