"""Meetings spoken by flite's voices, so that every word and the time of every sentence are known.

Needs `flite` on the PATH. What is said goes through what meetings go through, as in `mixes`.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tests.accuracy.mixes import CONDITIONS
from workers.engines.local.sound import RATE, Samples

VOICES = ("slt", "rms", "awb")
HEARD_THROUGH = ("near", "noise", "room", "telephone")
_TURNS = 16
_PAUSE_S = (0.25, 0.9)

SENTENCES = """
Good morning, can everybody hear me?
Yes, we can hear you very well.
Let us begin with the budget for the next quarter.
The numbers look better than we expected.
We sold twice as many licences as last year.
I am a little worried about the support queue.
Customers wait for more than two days now.
That is far too long, and they are right to complain.
Who can help the team in April?
I could give them one person for three weeks.
That would be wonderful, thank you.
The second topic is the new building.
The heating failed again on Monday morning.
Everybody sat in the cold with their coats on.
The landlord promised to repair it before Friday.
I do not believe him any more.
He said the same thing in January and in February.
Perhaps we should look for another place.
Moving would cost a lot of money and time.
On the other hand, the lease ends in summer.
Could you prepare a list of three offices?
Sure, I will have it ready by Wednesday.
Now to the release of the mobile application.
The tests are green and the beta users are happy.
One of them wrote that it changed the way she works.
There is still a problem with old phones.
The screen stays black for about ten seconds.
We found the reason yesterday evening.
A library tried to reach a server that no longer exists.
The fix is small, and it is already in review.
Great work, I am really proud of you.
When do you want to publish it?
I would like to wait until the holidays are over.
If something breaks, nobody will be here to answer.
That sounds reasonable to me.
What about the translation into Spanish?
The agency delivered half of the texts.
Some sentences are terrible, they must have used a machine.
I asked them to do it again without extra charge.
They were not pleased, but they agreed.
Please send me the worst examples.
I want to show them to our lawyer.
The last point is the summer party.
We have a garden, a band and no rain, I hope.
Last year the food was gone after an hour.
This time we will order twice as much.
Does anybody not eat meat?
At least five people, and two do not drink milk.
Then let us take the Indian restaurant from the corner.
Their kitchen is excellent and never late.
Is there anything else to discuss?
The printer on the second floor is broken.
It has been broken since the beginning of the year.
I will call the company as soon as we are done.
Then I wish you a quiet afternoon.
See you next week at the same time.
""".strip().splitlines()
"""What is said, in this order, from anywhere in it."""


class Line(NamedTuple):
    """One sentence, in seconds from the start of the recording."""

    voice: str
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True)
class Spoken:
    condition: str
    samples: Samples
    lines: list[Line]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def is_installed() -> bool:
    return shutil.which("flite") is not None


def speak_meetings(each: int = 1) -> Iterator[Spoken]:
    """So many meetings of two or three voices in each condition: the same ones every time."""
    for condition in HEARD_THROUGH:
        for number in range(each):
            rng = np.random.default_rng([number, *condition.encode()])
            clean, lines = _speak(rng)
            yield Spoken(condition, CONDITIONS[condition](clean, rng), lines)


def _speak(rng: np.random.Generator) -> tuple[Samples, list[Line]]:
    voices = rng.permutation(VOICES)[: int(rng.integers(2, 4))]
    place, at_s, voice = int(rng.integers(len(SENTENCES))), 0.5, ""
    pieces: list[Samples] = [np.zeros(RATE // 2, np.float32)]
    lines = []
    for _ in range(_TURNS):
        voice = str(rng.choice([one for one in voices if one != voice]))
        for _ in range(int(rng.integers(1, 5))):
            text = SENTENCES[place % len(SENTENCES)]
            said = _say(voice, text)
            pause = np.zeros(round(float(rng.uniform(*_PAUSE_S)) * RATE), np.float32)
            lines.append(Line(voice, at_s, at_s + len(said) / RATE, text))
            pieces += [said, pause]
            at_s += (len(said) + len(pause)) / RATE
            place += 1
    return np.concatenate(pieces), lines


@cache
def _say(voice: str, text: str) -> Samples:
    """The sentence without the silence around it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
        with wave.open(str(path)) as file:
            assert (file.getframerate(), file.getnchannels()) == (RATE, 1)
            raw = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    samples = raw.astype(np.float32) / 32768
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    samples = samples[max(0, loud[0] - 400) : loud[-1] + 400]
    return np.asarray(0.06 * samples / np.sqrt(np.mean(samples**2)), np.float32)
