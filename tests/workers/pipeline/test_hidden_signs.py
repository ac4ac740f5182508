"""Whatever a recording, its speakers and their words are called: nothing hidden gets out with it.

A mark of direction turns round what is read (“gpj.exe” for “exe.jpg”), an escape commands the
terminal that shows a file. Both are looked for in everything that leaves for Slack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.analyses import a_meeting
from tests.workers.pipeline.scripted import (
    ScriptedEngine,
    ScriptedTools,
    accept,
    charts,
    front_door,
    work,
)
from workers.domain.extras import Extras, Point, Topic
from workers.domain.meeting import Meeting
from workers.domain.shared_files import FILE_FORMS
from workers.domain.submission import Submission

HIDDEN = (
    "\u202e",
    "\u202d",
    "\u2066",
    "\u2069",
    "\u200f",
    "\u061c",
    "\x1b",
    "\x9b",
    "\x07",
    "\x00",
)
MARKED = "".join(f"{sign}x" for sign in HIDDEN)
"""As JSON and as HTML write it, too, none of them may stand anywhere."""


@dataclass
class HostileEngine(ScriptedEngine):
    """Hears what hides something in every name and every line."""

    def meeting(self, submission: Submission) -> Meeting:
        heard = a_meeting()
        lines = tuple(
            replace(line, speaker=f"{line.speaker}{MARKED}", text=f"{line.text} {MARKED}")
            for line in heard.utterances
        )
        return replace(heard, utterances=lines, title=f"Standup {MARKED}")


@pytest.fixture
def hostile(tools: ScriptedTools) -> ScriptedTools:
    tools.scripted_engine = HostileEngine(
        found=Extras(
            summary=(f"All is well {MARKED}",),
            topics=(Topic(f"money {MARKED}"),),
            questions=(Point(f"Why? {MARKED}", f"Ana{MARKED}"),),
        )
    )
    tools.scripted_source.known = {"name": f"gpj{MARKED}.mp3", "title": f"Weekly {MARKED}"}
    return tools


def test_nothing_hidden_leaves_for_slack(
    hostile: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = work(hostile, accept(hostile, asked))
    assert front_door(hostile).changes.export(analysis.id, FILE_FORMS)
    work(hostile, analysis)
    assert front_door(hostile).changes.rename(analysis.id, {"Ana": f"Eve{MARKED}"})
    work(hostile, analysis)

    assert len(charts(slack, asked)) == 1
    sent = {f"{call.method} {index}": str(call.args) for index, call in enumerate(slack.transcript)}
    for file in slack.files.values():
        content = file.content or b""
        if not content.startswith((b"\x89PNG", b"%PDF")):
            sent[f"{file.name} {file.id}"] = repr(content.decode("utf-8", "replace"))
    assert len(sent) > 20
    found = {name: list(find_hidden(text)) for name, text in sent.items()}
    assert {name: signs for name, signs in found.items() if signs} == {}


def find_hidden(text: str) -> Iterator[str]:
    """As it is, and as Python, JSON and HTML write it."""
    plain = ascii(text).replace("\\\\", "\\")
    for sign in HIDDEN:
        number = ord(sign)
        forms = (ascii(sign)[1:-1], f"\\u{number:04x}", f"&#{number};", f"&#x{number:x};")
        if any(form in plain.lower() for form in forms):
            yield ascii(sign)


def test_the_look_finds_what_it_looks_for() -> None:
    for written in (HIDDEN[0], "\\u202e", "&#8238;", "\x1b", "\\u001b"):
        assert list(find_hidden(repr(written)))
    assert not list(find_hidden("all that is seen"))
