"""What the command says on a terminal: its help, and one sentence where a word is unknown."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from undertone.words import Word

MISUSED = 2
"""The exit status where what was typed makes no sense."""


def describe(words: Mapping[str, Word]) -> str:
    """The help: one line per word."""
    width = max(len(word.usage) for word in words.values()) + 3
    return "\n".join(
        [
            "Charts how positive or negative each speaker's words were in a meeting.",
            "",
            "usage: undertone WORD [...]",
            "",
            *(f"  {word.usage:<{width}}{word.summary}" for word in words.values()),
            "",
            "undertone WORD --help tells more about one; undertone --version tells which this is.",
        ]
    )


def explain_unknown(word: str, words: Mapping[str, Word]) -> str:
    """One sentence about a first word that is none of ours, with what was probably meant."""
    if "://" in word:
        return "To chart what a link leads to, download the recording, or post the link in Slack."
    if Path(word).exists():
        what = "the recordings in a folder" if Path(word).is_dir() else "a recording"
        return f"To chart {what}, type: undertone chart {word}"
    close = get_close_matches(word, words, n=1)
    meant = f"; did you mean “{close[0]}”?" if close else "."
    return f"undertone does not know “{word}”{meant} Type undertone --help to see what it knows."


def say(text: str) -> int:
    print(text)  # noqa: T201 - a command answers on its standard output
    return 0


def refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - one sentence for the person at the terminal
    return MISUSED
