"""undertone: the one command. `python -m undertone` is the same where it is not installed."""

from __future__ import annotations

import sys

from undertone import answering
from undertone.words import WORDS
from workers.processes.version import read_version


def main(arguments: list[str] | None = None) -> int:
    """The exit status: that of the program behind the word, 2 where there is no such word."""
    word, *rest = (sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if word in WORDS:
        return WORDS[word].run(rest)
    if word in {"--help", "-h", "help"}:
        return answering.say(answering.describe(WORDS))
    if word in {"--version", "-V"}:
        return answering.say(f"undertone {read_version()}")
    return answering.refuse(answering.explain_unknown(word, WORDS))


if __name__ == "__main__":
    sys.exit(main())
