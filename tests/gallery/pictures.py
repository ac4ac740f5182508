"""What the gallery shows: a name, why it is there, the meeting and the look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tests.gallery.scenes import bump, level, meeting
from workers.charting.picture import Look
from workers.domain.meeting import Meeting, Utterance

NAMES = ("Ana", "Ben", "Chidi", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kai", "Lea")


@dataclass(frozen=True, slots=True)
class Piece:
    """One picture of the gallery."""

    name: str
    about: str
    meeting: Meeting
    look: Look = field(default_factory=Look)


def pieces() -> Iterator[Piece]:
    """In the order of the page."""
    four = _four()
    yield Piece("four-voices", "Four voices over 48 minutes.", four)
    yield Piece("four-voices-dark", "The same meeting on the dark card.", four, Look("dark"))
    yield Piece("team", "The same meeting as one line, without names.", four, Look(names="team"))
    yield Piece("letters", "The same meeting, anonymised.", four, Look(names="letters"))
    yield Piece("one-voice", "One voice: a talk of a quarter of an hour.", _one())
    yield Piece("two-voices", "Two voices that part.", _two())
    yield Piece("five-voices", "Five voices, draft words, voices counted by the engine.", _five())
    yield Piece("seven-voices", "Seven voices: a panel each.", _many(7, 3600))
    yield Piece("twelve-voices", "Twelve voices, the most that have a panel each.", _many(12, 5400))
    yield Piece("thirty-voices", "Thirty voices: the rest share a panel.", _thirty())
    yield Piece("silent-person", "Someone who hardly speaks is marked as brief.", _silent())
    yield Piece("one-word-answers", "One-word answers weigh little.", _one_word())
    yield Piece("neutral", "Nothing stands out, and the chart says so.", _neutral())
    yield Piece("short", "Three minutes: dots and dashes rather than firm lines.", _short())
    yield Piece("four-hours", "Four hours.", _long())
    yield Piece("names", "Names from many scripts, each in a font that has it.", _names())
    yield Piece("missing-polarity", "Half of the utterances were not scored.", _missing(four, 2))
    yield Piece("no-polarity", "None was scored: talk times only.", _missing(four, 1))
    yield Piece("empty", "No speech at all.", Meeting(engine="local", utterances=()))


def _four() -> Meeting:
    voices = {
        "Ana": bump(0.53, 0.05, -0.75, floor=0.1),
        "Ben": bump(0.8, 0.06, 0.6, floor=0.05),
        "Chidi": level(0.12),
        "Dora": level(-0.05),
    }
    return replace(meeting(voices, 2880, seed=2, talk=(4, 3, 2, 1.5)), title="weekly-sync.mp4")


def _one() -> Meeting:
    return meeting({"Mara": lambda at: bump(0.3, 0.08, -0.6)(at) + bump(0.75, 0.08, 0.6)(at)}, 900)


def _two() -> Meeting:
    voices = {"Ana": bump(0.5, 0.07, -0.7, floor=0.1), "Ben": bump(0.5, 0.07, 0.5, floor=0.1)}
    return meeting(voices, 1800)


def _five() -> Meeting:
    voices = {
        name: bump(0.15 + 0.17 * place, 0.05, 0.6 * (-1) ** place)
        for place, name in enumerate(NAMES[:5])
    }
    return replace(meeting(voices, 3600), draft=True, speakers_estimated=True, engine="local")


def _many(count: int, length_s: float) -> Meeting:
    voices = {
        name: bump(0.1 + 0.8 * place / count, 0.06, 0.6 * (-1) ** place)
        for place, name in enumerate(NAMES[:count])
    }
    return meeting(voices, length_s)


def _thirty() -> Meeting:
    voices = {
        f"Guest {place + 1}": bump(place / 30, 0.06, 0.6 * (-1) ** place) for place in range(30)
    }
    return meeting(voices, 7200, talk=[1 / (1 + place / 6) for place in range(30)])


def _silent() -> Meeting:
    voices = {"Ana": level(0.15), "Ben": bump(0.6, 0.08, -0.5), "Chidi": level(-0.3)}
    return meeting(voices, 1800, talk=(5, 5, 0.12), seed=3)


def _one_word() -> Meeting:
    """Long even statements, and a voice that only ever says one enthusiastic word."""
    told = meeting({"Ana": level(0.05), "Ben": level(0.0)}, 1200)
    answers = [
        Utterance("Chidi", spoken.end_s, spoken.end_s + 0.4, "Great!", 0.9)
        for spoken in told.utterances[::4]
    ]
    mixed = sorted([*told.utterances, *answers], key=lambda spoken: spoken.start_s)
    return replace(told, utterances=tuple(mixed))


def _neutral() -> Meeting:
    return meeting({name: level(0.02) for name in NAMES[:3]}, 1800, scatter=0.07)


def _short() -> Meeting:
    return meeting({"Ana": level(0.3), "Ben": level(-0.1), "Chidi": level(0.1)}, 180)


def _long() -> Meeting:
    voices = {
        "Ana": bump(0.25, 0.04, 0.6),
        "Ben": bump(0.6, 0.03, -0.7, floor=0.05),
        "Chidi": level(0.1),
    }
    return meeting(voices, 14400)


def _names() -> Meeting:
    names = ("Анна Каренина", "عبد الرحمن", "王小明", "प्रिया", "_under_ $a$b")
    voices = {
        name: bump(0.1 + 0.2 * place, 0.07, 0.5 * (-1) ** place) for place, name in enumerate(names)
    }
    return meeting(voices, 2400)


def _missing(whole: Meeting, every: int) -> Meeting:
    """Each `every`-th utterance loses its polarity."""
    return replace(
        whole,
        utterances=tuple(
            replace(spoken, polarity=None) if place % every == 0 else spoken
            for place, spoken in enumerate(whole.utterances)
        ),
    )
