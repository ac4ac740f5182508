"""Every pattern in the tree, found by itself, and lines made to make it take its time.

A pattern that goes over a line again from each of its places holds the whole interpreter: nothing
beats, nothing can be cancelled. So each has to be through with a megabyte of anything in a second.
"""

from __future__ import annotations

import ast
import importlib
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parents[1]
ALL = 1_000_000
"""Characters, to be through with in a second."""
_PARTS = ((8_000, 0.0005), (64_000, 0.03))
"""Characters, and seconds in which a line of so many shows that one of `ALL` is no trouble: what
grows with the square of the line cannot be this quick. It spares nearly every pattern the whole."""
_USES = ("search", "match", "fullmatch", "sub", "findall", "finditer", "split")
_GENERIC = ("a", "A", "1", " ", "\n", "\t", ".", ":", "-", "<", "[", "(", "_", "*", "é", "\u4e00")


class TooSlow(Exception):
    """The pattern was still at it."""


@dataclass(frozen=True)
class Used:
    """A pattern and one way in which its module uses it."""

    place: str
    pattern: re.Pattern[str]
    use: str


def find_patterns() -> Iterator[Used]:
    """All that are compiled where a module or class of `bot` and `workers` is loaded."""
    for path in sorted((*(ROOT / "bot").rglob("*.py"), *(ROOT / "workers").rglob("*.py"))):
        source = path.read_text()
        if "re.compile" not in source or path.name == "__main__.py":
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        names = vars(importlib.import_module(module.removesuffix(".__init__")))
        for name, value in names.items():
            patterns = value if isinstance(value, tuple | list) else [value]
            for pattern in patterns:
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    for use in _uses_of(name, source):
                        yield Used(f"{module}.{name}.{use}", pattern, use)


def _uses_of(name: str, source: str) -> list[str]:
    """How a module uses a pattern; in the two ways that differ most where it does not show."""
    shown = {
        node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == name
        and node.attr in _USES
    }
    return sorted(shown) or ["search", "fullmatch"]


def find_slow_line(used: Used) -> str | None:
    """The unit of a line that takes this pattern too long; None where there is none."""
    return next((unit for unit in _units(used.pattern) if _is_slow(used, unit)), None)


def _units(pattern: re.Pattern[str]) -> Iterator[str]:
    """What may be repeated without end: single signs, those of the pattern, and pairs of them."""
    own = _signs(pattern.pattern)[:10]
    yield from dict.fromkeys((*own, *_GENERIC))
    yield from (first + second for first in own for second in ("a", " ", *own[:2]))
    yield "".join(own) or "a "
    yield from _runs(pattern.pattern)


def _runs(written: str) -> Iterator[str]:
    """What has to stand there sign by sign: `<mailto:` begins a match again wherever it stands."""
    found = re.findall(r"(?:\\.|[^\\.^$*+?{}()|\[\]]){3,}", written)
    yield from dict.fromkeys(re.sub(r"\\(.)", r"\1", run) for run in found[:6])


def _signs(written: str) -> list[str]:
    """The signs that a pattern names, those first that are no letters."""
    return sorted(
        set(re.sub(r"\\[A-Za-z]|[*+?^$|]", "", written)), key=lambda sign: (sign.isalnum(), sign)
    )


def _is_slow(used: Used, unit: str) -> bool:
    for before, after in (("", "\x00"), ("a", "b")):
        try:
            if not _shows_quick(used, before, unit, after):
                with _within(1.0):
                    _apply(used, _line(before, unit, after, ALL))
        except TooSlow:
            return True
    return False


def _shows_quick(used: Used, before: str, unit: str, after: str) -> bool:
    for size, quick_s in _PARTS:
        line = _line(before, unit, after, size)
        with _within(1.0) as spent_s:
            _apply(used, line)
            if spent_s() < quick_s:
                return True
    return False


def _line(before: str, unit: str, after: str, size: int) -> str:
    return before + unit * (size // len(unit)) + after


def _apply(used: Used, line: str) -> None:
    found = (
        used.pattern.sub("", line) if used.use == "sub" else getattr(used.pattern, used.use)(line)
    )
    if used.use == "finditer":
        for _ in found:
            pass


@contextmanager
def _within(seconds: float) -> Iterator[Callable[[], float]]:
    """Raise TooSlow once this process has worked so long in the block; `re` hears signals."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield lambda: seconds - signal.getitimer(signal.ITIMER_VIRTUAL)[0]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
