"""Made-up meetings: each voice follows a curve that is known, so that a chart can be checked."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from random import Random

from workers.domain.meeting import Meeting, Utterance

Curve = Callable[[float], float]
"""True polarity at a share (0 to 1) of the meeting."""

WORDS_PER_SECOND = 2.6

SAID = {
    "good": (
        "the {} went out early and customers like it",
        "happy to see how well the {} holds up",
        "that is a good step for the {} and I am glad we took it",
        "great work on the {} this week",
    ),
    "even": (
        "the next item is the {} and then the open points",
        "we have the {} on the list for the second half",
        "can you share the numbers for the {} before the end of the day",
        "I moved the {} to the other board",
    ),
    "bad": (
        "the {} is late again and nobody told us",
        "I worry that the {} will break under that load",
        "we lost two customers over the {} and it hurts",
        "there is a serious problem with the {}",
    ),
}
TOPICS = ("roadmap", "budget", "pricing", "hiring", "release")
"""In order: each has its fifth of the meeting."""


def level(value: float) -> Curve:
    return lambda _: value


def bump(at: float, width: float, height: float, floor: float = 0.0) -> Curve:
    """`floor`, and `height` more of it around one time."""
    return lambda share: floor + height * math.exp(-0.5 * ((share - at) / width) ** 2)


def meeting(
    voices: Mapping[str, Curve],
    length_s: float,
    *,
    seed: int = 7,
    scatter: float = 0.2,
    talk: Sequence[float] | None = None,
    longest: int = 32,
) -> Meeting:
    """People take turns, with pauses and now and then at once; `talk` says who does how much.

    Every utterance has its voice's true polarity plus scatter. The same arguments always give the
    same meeting.
    """
    chance = Random(seed)
    names, utterances = list(voices), []
    at_s, speaker = 2.0, chance.choice(list(voices))
    while at_s < length_s - 3:
        if chance.random() < 0.55:
            speaker = chance.choices(names, talk)[0]
        words = chance.randint(3, longest) if longest > 3 and chance.random() > 0.2 else 1
        share = at_s / length_s
        polarity = max(-1.0, min(1.0, voices[speaker](share) + chance.gauss(0.0, scatter)))
        end_s = min(at_s + words / WORDS_PER_SECOND, length_s)
        text = _said(chance, polarity, TOPICS[int(share * len(TOPICS))], words)
        utterances.append(Utterance(speaker, round(at_s, 2), round(end_s, 2), text, polarity))
        at_s = end_s + chance.expovariate(1.0) - (0.6 if chance.random() < 0.2 else 0.0)
        at_s = max(at_s, utterances[-1].start_s + 0.1)
    return Meeting(engine="symbl", utterances=tuple(utterances), length_s=length_s)


def _said(chance: Random, polarity: float, topic: str, words: int) -> str:
    """So many words that sound like the polarity, about the topic of that time."""
    tone = "good" if polarity > 0.3 else "bad" if polarity < -0.3 else "even"
    text: list[str] = []
    while len(text) < words:
        text += chance.choice(SAID[tone]).format(topic).split()
    return " ".join(text[:words]) if words > 1 else "yeah"
