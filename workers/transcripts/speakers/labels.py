"""Labels: what stands at the beginning of a line and may be who says the rest of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from workers.transcripts.speakers.vocabulary import SOUNDS

LONGEST = 80
_MOST_WORDS = 16
_OPENERS = {"[": "]", "(": ")", "【": "】", "<": ">", "（": "）"}
_TIME = re.compile(r"[:.,;\s-]*\d[\d:.,;\ssS-]*")
_TIME_BEHIND = re.compile(
    r"[\[(](?=[\d ]{0,6}[:.s])(\d[\d:.,s –-]{1,30}(?: ?[AaPp]\.?[Mm]\.?)?)[\])]$"
)
_SOUND_BEFORE = re.compile(r"(?:\[[^\[\]]{1,60}\]|\([^()]{1,60}\))\s{1,4}(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")


class Label(NamedTuple):
    """A label, the words behind it, and the time that stands between them (`Ana (0:04): yes`).

    `colon` is False where brackets alone, or a line of its own, make it a label.
    """

    name: str
    words: str
    time: str = ""
    colon: bool = True


def find_labels(line: str) -> list[Label]:
    """Every way to read the beginning of `line` as a label, the shortest label first.

    `[Ana] words` and `(speaker 0)` need no colon; a colon in a time, an address or a face is none.
    """
    signs = line[: LONGEST + 20].replace("：", ":")
    bracketed = _find_bracketed(signs, line)
    if bracketed is not None:
        return [bracketed]
    found: list[Label] = []
    at = -1
    while len(found) < 2:
        at = signs.find(":", at + 1, LONGEST + 15)
        if at < 0:
            break
        if _parts_a_label(line, at) and (label := _cut(line[:at], line[at + 1 :])):
            found.append(label)
    return found


def is_sound(words: str) -> bool:
    """Whether `words`, all in brackets or notes of music, are heard and not said."""
    words = words.strip()
    if words and not words.strip("♪♫♩♬#*~-–—_ .…"):
        return True
    if words[:1] in "♪♫" and words[-1:] in "♪♫":
        return True
    closing = _OPENERS.get(words[:1])
    inner = words[1:-1]
    if closing is None or not words.endswith(closing) or closing in inner or len(words) > 60:
        return words[:1] == words[-1:] == "*" and _names_a_sound(inner)
    return _names_a_sound(inner)


def _names_a_sound(words: str) -> bool:
    found = [word.casefold() for word in _WORD.findall(words)]
    known = sum(word in SOUNDS for word in found)
    return 0 < len(found) <= 2 * known


def _find_bracketed(signs: str, line: str) -> Label | None:
    closing = _OPENERS.get(signs[:1])
    end = signs.find(closing, 1, LONGEST + 2) if closing else -1
    if end < 0:
        return None
    inner, behind = signs[1:end].strip(), line[end + 1 :].lstrip()
    if not inner or is_sound(line[: end + 1]) or _TIME.fullmatch(inner) or inner[0] in "/%":
        return None
    colon = behind.startswith((":", "："))
    if ":" in inner:
        return None
    if line[0] in "<（" and not colon:
        return None
    return Label(inner, (behind[1:] if colon else behind).lstrip(), colon=colon)


def _parts_a_label(line: str, at: int) -> bool:
    before, after = line[at - 1 : at], line[at + 1 : at + 3]
    if after == "//" or (before.isdigit() and after[:1].isdigit()):
        return False
    if after[:1] in {"\\", ")", "(", "-", "/"}:
        return False  # a drive, a face
    return not (before == " " and after[:1] not in {"", " ", "\t"})


def _is_time(name: str) -> bool:
    """Whether these are digits of a time; of a telephone number there are more."""
    return _TIME.fullmatch(name) is not None and not (name.isdecimal() and len(name) > 6)


def _cut(before: str, words: str) -> Label | None:
    name, time = before.strip(), ""
    if behind := _TIME_BEHIND.search(name[-34:]):
        time, name = f"[{behind[1]}]", name[: len(name) - len(behind[0])]
    name = name.strip("*_ \t").removeprefix("@")
    for opening, closing in ('""', "“”", "[]", "()"):
        if name.startswith(opening) and name.endswith(closing) and name.count(closing) < 3:
            inner = name[1:-1]
            name = inner if opening not in inner else name
    if (
        name[:1] in {"[", "("}
        and (sound := _SOUND_BEFORE.match(name))
        and is_sound(sound[0].strip())
    ):
        name = name[sound.end() :]
    if not name or len(name) > LONGEST or len(name.split()) > _MOST_WORDS:
        return None
    if "://" in name or not any(map(str.isalnum, name)) or _is_time(name):
        return None
    return Label(name, words.strip().removeprefix("**").removeprefix("__").strip(), time)
