"""The strongest lines of a meeting, for whoever asks to see them."""

from __future__ import annotations

from workers.domain.meeting import Meeting
from workers.domain.strongest import find_strongest
from workers.wording.mrkdwn import escape, write_clock, write_signed

QUOTES_OFF = (
    "This channel shows no quotes, so its strongest lines are not shown either. `/sentiment "
    "settings` changes that."
)
NO_STRONG_LINE = "No line of this meeting is strong: nothing is beyond ±0.3."
HEADS = ((-1.0, "*The most negative lines*"), (1.0, "*The most positive lines*"))


def write_strongest(meeting: Meeting) -> str:
    """Up to five lines each way, the furthest out first, each with its time and polarity."""
    parts = []
    for sign, head in HEADS:
        places = find_strongest(meeting, sign)
        if places:
            parts.append("\n".join([head, *(_write_line(meeting, place) for place in places)]))
    return "\n\n".join(parts) or NO_STRONG_LINE


def _write_line(meeting: Meeting, place: int) -> str:
    said = meeting.utterances[place]
    polarity = "" if said.polarity is None else f" ({write_signed(said.polarity)})"
    who, text = escape(said.speaker, 40), escape(" ".join(said.text.split()), 200)
    return f"`{write_clock(said.start_s)}`  {who}: “{text}”{polarity}"
