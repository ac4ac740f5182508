"""What someone typed beside the recording: how many speakers, which engine, which language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import language
from workers.domain.errors import Refused, Why
from workers.engines import ENGINE_NAMES

SPEAKERS = range(1, 21)
_NUMBER = re.compile(r"[+-]?\d+")
_EMOJI = re.compile(r":[\w+-]+:")
_COURTESIES = frozenset({"please", "pls", "plz", "thanks", "thank", "thx", "ty", "now", "here"})


@dataclass(frozen=True, slots=True)
class Options:
    """`speakers` is None where nobody said how many, the others where settings decide."""

    speakers: int | None = None
    engine: str | None = None
    language: str | None = None


def read_command_options(words: Sequence[str]) -> Options:
    """Options of a slash command, where every word has to be one.

    Raises `Refused` for a word that is none, or out of bounds.
    """
    named, rest = _named(words)
    if len(rest) > 1:
        raise Refused(Why.UNKNOWN_WORD, word=next(filter(_no_number, rest), rest[1]))
    return replace(named, speakers=_speakers(rest[0])) if rest else named


def read_prose_options(before: Sequence[str], after: Sequence[str], command: bool) -> Options:
    """Options in what someone said to the bot, `before` and `after` the last link.

    A number counts where it directly follows the link, or stands alone. In the shape of a command
    (`@undertone <link> word`) the one word has to be an option; elsewhere people just talk.
    Raises `Refused` for an option out of bounds.
    """
    named, rest = _named([*before, *after])
    following = _named(after)[1]
    if len(rest) == 1:
        if not _no_number(rest[0]) or (command and following and not _is_courtesy(rest[0])):
            return replace(named, speakers=_speakers(rest[0]))
    elif following and not _no_number(following[0]) and _in_bounds(following[0]):
        return replace(named, speakers=int(following[0]))
    return named


def _named(words: Sequence[str]) -> tuple[Options, list[str]]:
    """The options that are called by name (`engine:local`, `lang:de`), and the other words."""
    engines, rest = _called("engine:", words)
    languages, rest = _called("lang:", rest)
    options = Options()
    if engines:
        options = replace(options, engine=_engine(engines[-1]))
    if languages:
        options = replace(options, language=_language(languages[-1]))
    return options, rest


def _called(name: str, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """What follows `name` in the words that begin with it, and the words that do not."""
    values = [word[len(name) :] for word in words if word.lower().startswith(name)]
    return values, [word for word in words if not word.lower().startswith(name)]


def _engine(name: str) -> str:
    if name.lower() not in ENGINE_NAMES:
        raise Refused(Why.UNKNOWN_ENGINE, known=", ".join(ENGINE_NAMES))
    return name.lower()


def _language(typed: str) -> str:
    tag = language.read_language_tag(typed)
    if tag is None:
        raise Refused(Why.BAD_LANGUAGE, word=typed)
    return tag


def _speakers(word: str) -> int:
    if _no_number(word):
        raise Refused(Why.UNKNOWN_WORD, word=word)
    if not _in_bounds(word):
        raise Refused(Why.BAD_SPEAKER_COUNT)
    return int(word)


def _no_number(word: str) -> bool:
    return _NUMBER.fullmatch(word) is None


def _in_bounds(number: str) -> bool:
    return len(number) <= 4 and int(number) in SPEAKERS


def _is_courtesy(word: str) -> bool:
    bare = word.strip(".,!?").lower()
    return not bare or bare in _COURTESIES or _EMOJI.fullmatch(word) is not None
