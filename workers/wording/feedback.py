"""What whoever has judged a chart is told: thanks, and what can be put right."""

from __future__ import annotations

THANKS = "Good to hear. It is counted, without your name."
MENDING = (
    "Thank you, it is counted, without your name. What can be put right:\n"
    "• A quote: the menu `⋯` beside it leaves it out, scores its words as neutral here, or asks "
    "whose words it is and what they were.\n"
    "• A name: *Rename speakers*.\n"
    "• A line that is somebody else’s, or wrong words: *Put a line right* in the menu `⋯` under "
    "the chart."
)
RECOUNTING = (
    "• Two voices taken for one, or one for two: *Wrong number of speakers* in the same menu."
)


def write_mending(*, recounting: bool) -> str:
    """What can be done about a chart that is wrong; `recounting` where it can be heard again."""
    return f"{MENDING}\n{RECOUNTING}" if recounting else MENDING
