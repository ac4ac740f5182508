"""Makes standup.ogg and standup.vtt anew: python -m workers.examples.make_standup

Needs Debian's `flite`, whose voices slt, rms and awb speak the parts.
"""

from __future__ import annotations

import subprocess
import tempfile
import wave
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from numpy.typing import NDArray

from workers.examples import find_recording, find_transcript

VOICES = {"Nora": "slt", "Victor": "rms", "Walter": "awb"}
RATE = 16_000
PAUSE_S = 0.45
BREATH_S = 0.3
BIT_RATE = 32_000


class ScriptLine(NamedTuple):
    """What one person says in one breath."""

    name: str
    text: str


MEETING = (
    ScriptLine("Nora", "Good morning everybody. Let us talk about the release."),
    ScriptLine(
        "Victor", "I am very worried about this release. The server was down again last night."
    ),
    ScriptLine(
        "Victor", "We lost a lot of data, and that is a terrible problem for the customers."
    ),
    ScriptLine("Walter", "That is bad news. People are angry, and I am afraid that we will fail."),
    ScriptLine("Nora", "What is the reason for the trouble?"),
    ScriptLine("Victor", "It was a stupid mistake in the old program, and nobody found the error."),
    ScriptLine(
        "Walter", "I have some better news. Last night I found the reason, and the error is gone."
    ),
    ScriptLine("Nora", "That is wonderful. Thank you very much for the good work."),
    ScriptLine(
        "Walter", "The new program is great. It is fast, it is safe, and the test was a success."
    ),
    ScriptLine(
        "Victor", "I am glad to hear that. This is a very good solution, and I am happy with it."
    ),
    ScriptLine("Nora", "Excellent. The customers will love it. I am proud of this great success."),
    ScriptLine("Victor", "Thank you, this is a great day. I feel good about the release now."),
)


def main() -> None:
    sound: list[NDArray[np.int16]] = [_silence(PAUSE_S)]
    cues = ["WEBVTT"]
    at_s = PAUSE_S
    for index, line in enumerate(MEETING):
        spoken = _spoken(line)
        end_s = at_s + len(spoken) / RATE
        cues.append(
            f"{index + 1}\n{_clock(at_s)} --> {_clock(end_s)}\n<v {line.name}>{line.text}</v>"
        )
        after = MEETING[index + 1].name if index + 1 < len(MEETING) else ""
        rest_s = BREATH_S if after == line.name else PAUSE_S
        sound += [spoken, _silence(rest_s)]
        at_s = end_s + rest_s
    find_transcript().write_text("\n\n".join(cues) + "\n", encoding="utf-8")
    _encode(np.concatenate(sound), find_recording())


def _spoken(line: ScriptLine) -> NDArray[np.int16]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "line.wav")
        command = ["flite", "-voice", VOICES[line.name], "-t", line.text, "-o", str(path)]
        subprocess.run(command, check=True)  # noqa: S603 - a fixed program and the lines above
        with wave.open(str(path)) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    loud = np.flatnonzero(np.abs(samples) > 200)
    return samples[loud[0] : loud[-1] + 1]


def _silence(seconds: float) -> NDArray[np.int16]:
    return np.zeros(round(seconds * RATE), np.int16)


def _encode(samples: NDArray[np.int16], path: Path) -> None:
    with av.open(str(path), "w", format="ogg") as out:
        stream = out.add_stream("libopus", rate=48_000, layout="mono")
        stream.bit_rate = BIT_RATE
        resampler = av.AudioResampler("s16", "mono", 48_000)
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = RATE
        frame.time_base = Fraction(1, RATE)
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"00:{int(minutes):02}:{rest:06.3f}"


if __name__ == "__main__":
    main()
