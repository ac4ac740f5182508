"""Signs that nobody sees: they turn round what is read, or command whatever shows it."""

from __future__ import annotations

_HIDDEN = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        *(0x0B, 0x0C, 0x061C, 0x200E, 0x200F),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)


def clean_fields(noun: object, *names: str) -> None:
    """Strip these fields of a frozen noun that is just being made, so that there is none with them.

    From there they go everywhere: into posts, files, pages and pictures.
    """
    for name in names:
        text: str = getattr(noun, name)
        if not text.isprintable():
            object.__setattr__(noun, name, strip_hidden(text))


def strip_hidden(text: str) -> str:
    """`text` without control characters (but tabs and line ends) and marks of direction."""
    return text.translate(_HIDDEN)
