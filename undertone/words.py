"""The words that `undertone` knows. Each loads its program only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from undertone.dotenv import read_dotenv
from workers.processes.environment import set_defaults


@dataclass(frozen=True, slots=True)
class Word:
    """`run` takes the arguments after the word and gives the exit status."""

    usage: str
    summary: str
    run: Callable[[list[str]], int]


def run_chart(arguments: list[str]) -> int:
    """Chart one recording with no Slack around it."""
    from workers.command_line import chart_recordings  # noqa: PLC0415 - pulls in the embedded engine

    set_defaults(read_dotenv())
    return chart_recordings(arguments, prog="undertone chart")


def run_bot(arguments: list[str]) -> int:
    """Listen to Slack."""
    from bot.__main__ import main  # noqa: PLC0415 - pulls in Bolt and Flask

    set_defaults(read_dotenv())
    return main(arguments, prog="undertone bot")


def run_workers(arguments: list[str]) -> int:
    """Make the charts."""
    from workers.__main__ import main  # noqa: PLC0415 - pulls in RQ

    set_defaults(read_dotenv())
    return main(arguments, prog="undertone workers")


def run_manifest(arguments: list[str]) -> int:
    """Print the Slack app's manifest."""
    from undertone.manifest import print_manifest  # noqa: PLC0415 - reads what the others need not

    return print_manifest(arguments)


def run_doctor(arguments: list[str]) -> int:
    """Look the installation over."""
    from undertone import doctor  # noqa: PLC0415 - pulls in all that it looks at

    return doctor.run_doctor(arguments)


def run_key(arguments: list[str]) -> int:
    """Make a key for what is kept, or change to it."""
    from undertone import key  # noqa: PLC0415 - pulls in Redis and the settings of all engines

    return key.run_key(arguments)


WORDS: Mapping[str, Word] = {
    "chart": Word("chart FILE...", "chart recordings or transcripts, no Slack needed", run_chart),
    "bot": Word("bot", "hear Slack (runs until it is told to end)", run_bot),
    "workers": Word("workers", "make the charts (runs until it is told to end)", run_workers),
    "manifest": Word("manifest", "print the Slack app's manifest", run_manifest),
    "doctor": Word("doctor", "look this installation over and say what is missing", run_doctor),
    "key": Word("key", "make a key that encrypts what is kept, or change to it", run_key),
}
