"""What the bot itself says: the answers that need no worker."""

from __future__ import annotations

HELP = (
    "I chart how positive or negative each speaker's words were in a meeting.\n"
    "• Paste a link to a recording, or upload audio, video or a transcript (.vtt, .srt, .txt), in "
    "a channel I am in: I start at once.\n"
    "• `/sentiment <link>` works everywhere but in threads; `@undertone <link>` works in threads "
    "too.\n"
    "• Add the number of speakers if you know it, from 1 to 20: `/sentiment <link> 4`.\n"
    "• `engine:local` or `engine:symbl` after the link chooses who transcribes.\n"
    "I judge the words alone, not voices or faces, and I do not rank people."
).replace("<link>", "&lt;link&gt;")

TRY_AGAIN = "I cannot reach my queue right now. Please try again in a minute."

WENT_WRONG = (
    "Something went wrong on my side, and it has been logged. Please try again; if it happens "
    "twice, tell whoever runs me."
)


def accepted(recordings: int) -> str:
    """The receipt for a slash command that starts `recordings` analyses."""
    if recordings == 1:
        return "On it: the chart comes to this channel in a few minutes."
    return f"On it: {recordings} charts come to this channel, each as soon as it is ready."
