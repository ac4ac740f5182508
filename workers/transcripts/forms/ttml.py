"""Captions in XML: TTML, and its elders DFXP and timed text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workers.transcripts.cues.cue_lines import RawCue
from workers.transcripts.cues.voices import say_cues
from workers.transcripts.raw.xml_events import Listener, read_xml, strip_namespace
from workers.transcripts.said import Transcript, estimate_spoken_s
from workers.transcripts.times.clock import read_seconds

_OFFSET = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(h|m|s|ms|f|t)?")
_FRAMES = re.compile(r"(\d{1,4}:\d{1,2}:\d{1,2}):(\d{1,4})(?:\.\d{1,4})?")
_CLOCK = re.compile(r"\d{1,4}:\d{1,2}(?::\d{1,2})?(?:\.\d{1,9})?")
_SCALES = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3}


def read_ttml(data: bytes) -> Transcript:
    """Each paragraph with its time is a cue; its agent says it, else a label among its words."""
    heard = _Captions()
    read_xml(data, heard)
    return say_cues(heard.cues, heard.skipped, escaped=False)


class _Captions(Listener):
    """Collects paragraphs; times of what stands around them are added to theirs."""

    def __init__(self) -> None:
        self.cues: list[RawCue] = []
        self.skipped = 0
        self._names: dict[str, str] = {}
        self._agent = ""
        self._name: list[str] | None = None
        self._words: list[str] | None = None
        self._voices: list[tuple[str, str]] = []
        self._agents = [""]
        self._paragraph: Mapping[str, str] = {}
        self._begins_s = [0.0]
        self._rates = {"f": 30.0, "t": 1.0}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        fields = {strip_namespace(name): value for name, value in attributes.items()}
        name = strip_namespace(tag)
        if name in {"tt", "timedtext"}:
            self._take_rates(fields)
        elif name == "agent":
            self._agent = fields.get("id", "")
        elif name == "name" and self._agent:
            self._name = []
        elif name in {"p", "text"}:
            self._words, self._paragraph, self._voices = [], fields, []
            self._agents.append(fields.get("agent", self._agents[-1]))
        elif name == "br" and self._words is not None:
            self._words.append("\n")
        elif name == "span" and self._words is not None:
            self._end_voice()
            self._agents.append(fields.get("agent", self._agents[-1]))
        elif name in {"body", "div"}:
            self._agents.append(fields.get("agent", self._agents[-1]))
            self._begins_s.append(self._begins_s[-1] + (self._read(fields.get("begin")) or 0.0))

    def data(self, text: str) -> None:
        if self._name is not None:
            self._name.append(text)
        elif self._words is not None:
            self._words.append(re.sub(r"\s+", " ", text))

    def end(self, tag: str) -> None:
        name = strip_namespace(tag)
        if name == "name" and self._name is not None:
            self._names.setdefault(self._agent, " ".join("".join(self._name).split()))
            self._name = None
        elif name == "agent":
            self._agent = ""
        elif name in {"p", "text"} and self._words is not None:
            self._end_voice()
            self._agents.pop()
            self._take_paragraph()
            self._words = None
        elif name == "span" and self._words is not None and len(self._agents) > 1:
            self._end_voice()
            self._agents.pop()
        elif name in {"body", "div"} and len(self._begins_s) > 1:
            self._begins_s.pop()
            self._agents.pop()

    def _end_voice(self) -> None:
        """The words up to here are whose agent stands closest around them."""
        words = "".join(self._words or ())
        self._words = []
        agent = self._agents[-1].split(" ")[0]
        if self._voices and (self._voices[-1][0] == agent or not words.strip()):
            agent, before = self._voices.pop()
            words = before + words
        self._voices.append((agent, words))

    def _take_paragraph(self) -> None:
        words = " ".join(each for _, each in self._voices)
        if not words.strip():
            return
        fields = self._paragraph
        begin = self._read(fields.get("begin") or fields.get("start") or fields.get("t"))
        if begin is None:
            self.skipped += 1
            return
        start_s = begin + self._begins_s[-1]
        end = self._read(fields.get("end"))
        length = self._read(fields.get("dur") or fields.get("d"))
        end_s = (
            end + self._begins_s[-1]
            if end is not None
            else start_s + (length if length is not None else estimate_spoken_s(words))
        )
        at_s, signs = start_s, sum(len(each) for _, each in self._voices)
        for agent, each in self._voices:
            until_s = at_s + (end_s - start_s) * len(each) / signs
            lines = tuple(line.strip() for line in each.split("\n") if line.strip())
            if lines:
                name = self._names.get(agent, agent)
                self.cues.append(RawCue(at_s, until_s, lines, speaker=name))
            at_s = until_s

    def _take_rates(self, fields: Mapping[str, Any]) -> None:
        frames = str(fields.get("frameRate", ""))
        ticks = str(fields.get("tickRate", ""))
        if frames.isdecimal() and 0 < int(frames[:6]) <= 1000:
            self._rates["f"] = float(frames[:6])
        if ticks.isdecimal() and int(ticks[:12]) > 0:
            self._rates["t"] = float(ticks[:12])
        elif "format" in fields:  # YouTube's own: thousandths
            self._rates["t"] = 1000.0

    def _read(self, time: str | None) -> float | None:
        time = time or ""
        if frames := _FRAMES.fullmatch(time):
            return read_seconds(frames[1]) + int(frames[2]) / self._rates["f"]
        if _CLOCK.fullmatch(time):
            return read_seconds(time)
        offset = _OFFSET.fullmatch(time)
        return self._scale(float(offset[1]), offset[2]) if offset else None

    def _scale(self, value: float, unit: str | None) -> float:
        if unit in {"f", "t"}:
            return value / self._rates[unit]
        if unit is None and self._rates["t"] != 1:
            return value / self._rates["t"]
        return value * _SCALES.get(unit or "s", 1.0)
