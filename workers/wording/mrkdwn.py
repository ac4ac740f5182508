"""Slack's own markup, kept out of what others wrote."""

from __future__ import annotations

import re
import unicodedata

ZERO_WIDTH_SPACE = "\u200b"
JOINERS = "\u200c\u200d"
"""Inside words of many scripts, and inside emoji; at their ends they are nothing."""
_FORMATTING = re.compile(r"(?<!\w)[*_~`]|[*_~`](?!\w)")
_UNLINKABLE = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '<>|"`'})
_CONTROL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def escape(text: str, limit: int = 200) -> str:
    """Text from outside as one harmless line of mrkdwn: no mentions, links or formatting."""
    short = clean_line(text, limit)
    return _FORMATTING.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", short).translate(_CONTROL)


def clean_line(text: str, limit: int = 200) -> str:
    """Text from outside as one line, where nothing in it is taken for markup; empty where there is
    nothing to be seen. What is far longer is not looked at to its end."""
    line = "".join(" " if _unprintable(sign) else sign for sign in text[: 4 * limit + 100])
    words = (word.strip(JOINERS) for word in line.split())
    return shorten(" ".join(filter(None, words)), limit)


def write_link(url: str, text: str) -> str:
    """A link as mrkdwn; `text` is harmless already, and so is the address afterwards."""
    address = "".join(url.split()).translate(_UNLINKABLE).replace("&", "&amp;")
    return f"<{address}|{text}>"


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def write_clock(seconds: float) -> str:
    """A position in the recording: m:ss, h:mm:ss past the hour."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def write_signed(polarity: float, digits: int = 2) -> str:
    """A number from −1 to 1 as people write it: +0.42, −0.30; 0 has no sign."""
    written = f"{polarity:+.{digits}f}"
    return written.lstrip("+-") if float(written) == 0 else written.replace("-", "−")


def write_span(seconds: float) -> str:
    """How long something took or takes, in words: 40 s, 3 min, 1 h 20 min."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _unprintable(sign: str) -> bool:
    """Controls and bidirectional overrides, which can hide or reorder what a person reads."""
    hidden = unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"}
    return hidden and sign not in JOINERS
