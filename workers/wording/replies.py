"""What the bot itself says: the answers that need no worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workers.domain.analysis import Analysis, Stage
from workers.domain.errors import Why
from workers.domain.mending import MOST_MENDS
from workers.domain.phrases import LONGEST_PHRASE, MOST_PHRASES
from workers.domain.thread import Thread
from workers.wording.mrkdwn import escape, write_span
from workers.wording.operator import name_operator
from workers.wording.refusals import write_refusal

_HELP = (
    "I chart how positive or negative each speaker’s words were in a meeting.\n"
    "• Paste a link to a recording, or upload audio, video or a transcript (.vtt, .docx, .txt), in "
    "a channel I am in: I start at once.\n"
    "• `/sentiment <link>` works everywhere but in threads; `@undertone <link>` and *Chart this "
    "recording* in a message’s menu work in threads too.\n"
    "• Add the number of speakers if you know it, from 1 to 20: `/sentiment <link> 4`.\n"
    "• `engine:NAME` after the link chooses who transcribes ({engines}), `lang:en-US` says which "
    "language is spoken.\n"
    "• `/sentiment demo` charts an example meeting; `status`, `recent` and `cancel` (or `cancel "
    "all`) are about what you asked for; `settings` is about this channel.\n"
    "• `/sentiment subscribe zoom` charts the meetings that Zoom records; `unsubscribe zoom` and "
    "`subscriptions` belong to it.\n"
    "• `/sentiment zoom <link to the chart> 20:00-30:00` draws that stretch on its own.\n"
    "• `/sentiment forget <link to the message>` deletes a chart and all that I keep of it.\n"
    "I score the words alone, not voices or faces, and I do not rank people."
).translate({ord("<"): "&lt;", ord(">"): "&gt;"})

TRY_AGAIN = "Something I need is out of reach right now. Try again in a minute."

PRESS_AGAIN = "Slack did not open the window in time. Press the button again."
TYPE_AGAIN = "Slack did not open the window in time. Type the command again."
GONE = (
    "That chart is no longer kept: it was deleted, its time was up, or its key is gone. Send the "
    "recording again for a new one."
)
BUSY = "I am still working on that one. Try again when it is done."
NOT_OFFERED = "That is no longer offered. The menu of a newer chart shows what is."
NO_CHART = "There is no chart here to change. Send the recording again for one."
NOT_LOCKED = "That one no longer waits for a passcode: its thread tells how it went."
NO_SUCH_LINE = (
    "Nothing is said at that time. *Transcript & polarity* lists every line with its time."
)
ENOUGH_MENDED = (
    f"{MOST_MENDS} lines of this chart are put right, which is as many as there is room for. Names "
    "can still be changed."
)
TOO_SHORT_A_PHRASE = (
    "Those words are too common to go by: other sentences have them too. `/sentiment settings` "
    "takes single words."
)
NO_ROOM_FOR_PHRASES = (
    f"This channel has as many words of its own as there is room for ({MOST_PHRASES} at most). "
    "`/sentiment settings` shows them; take one out there first."
)
NOTHING_TO_UNDO = "There is nothing left to undo."
TOO_LATE = "That is done already, or too far along to be stopped."
NAMES_HIDDEN = (
    "The charts of this channel show no names, so there is nothing to rename. `/sentiment "
    "settings` changes that."
)
NOTHING_RUNNING = "Nothing of yours is running."
NOTHING_RECENT = "No chart of yours is still kept. Send me a recording for one."
SAVED = "Saved. It counts for what is charted in this channel from now on."
NO_RECORDING = (
    "There is no recording in that message. It needs a link, or audio, video or a transcript."
)
UNDER_WAY = "On it: the chart comes to that message’s thread."
ALREADY_KNOWN = "I have that one already: look into the message’s thread."
FORGET_WHAT = (
    "I need the link to a message of mine, or to the one that asked for the chart: *Copy link* in "
    "the message’s menu, then `/sentiment forget &lt;link&gt;`."
)
NOTHING_THERE = "I keep nothing about that message."
DELETING = "Deleting it. The receipt comes to its thread."

_DOING = {
    Stage.ANNOUNCE: "about to start",
    Stage.LOCATE: "looking at it",
    Stage.SUBMIT: "listening",
    Stage.POLL: "listening",
    Stage.DRAW: "drawing",
    Stage.ATTACH: "drawing",
    Stage.ANSWER: "drawing",
    Stage.DRAW_CLOSER: "drawing a closer look",
    Stage.ATTACH_CLOSER: "drawing a closer look",
    Stage.POST_CLOSER: "drawing a closer look",
    Stage.FINISH: "done in a moment",
    Stage.EXPLAIN: "ending",
    Stage.WRITE_BACK: "done in a moment",
    Stage.ALSO: "done in a moment",
    Stage.SUGGEST: "done in a moment",
    Stage.EXPORT: "writing the files",
    Stage.SHARE: "writing the files",
    Stage.DELETE: "deleting",
    Stage.FORGET: "done",
}


def write_help(engines: Sequence[str]) -> str:
    """What I do and how to ask for it; `engines` are the names that may follow `engine:`."""
    return _HELP.format(engines=", ".join(f"`engine:{name}`" for name in engines))


def write_went_wrong() -> str:
    return (
        "Something went wrong on my side, and it has been logged. Try again; if it happens twice, "
        f"tell {name_operator()}."
    )


def refuse_shared() -> str:
    """Said in a channel that another organisation is in."""
    return write_refusal(Why.CHANNEL_SHARED, {})


def refuse_unsure() -> str:
    """Said where Slack does not tell whether another organisation is in the channel."""
    return write_refusal(Why.SHARING_UNTOLD, {})


def write_accepted(recordings: int) -> str:
    """The receipt for a slash command that starts `recordings` analyses."""
    if recordings == 1:
        return "On it: the chart comes to this channel in a few minutes."
    return f"On it: {recordings} charts come to this channel, each as soon as it is ready."


def write_rest(taken: int, rest: int) -> str:
    """Said where one message points at more recordings than are taken."""
    return (
        f"I take up to {taken} recordings of one message, so these are its first {taken}. Post the "
        f"other {rest} in a message of their own."
    )


def write_scored_as_neutral(phrase: str) -> str:
    """What is said with the phrase counts as neutral in the channel from now on."""
    return (
        f"In this channel, what is said with “{escape(phrase, LONGEST_PHRASE)}” counts as neutral "
        "from now on, whenever a chart is drawn. It stands in `/sentiment settings`, under *Words "
        "that mean something else here*: take it out there to undo it. It goes when this chart is "
        "deleted."
    )


def write_chart_link(link: str) -> str:
    """For whoever asked for the link to a chart."""
    return (
        f"The link to this chart: {link}\nPasted into a canvas, a document or another channel it "
        "leads here, for everybody who may see this channel."
    )


def write_who_may(asked_by: str, act: str) -> str:
    """Who else may `act` (a verb), said to someone who may not."""
    return f"Only <@{asked_by}>, who asked for it, or an admin of this workspace can {act} it."


def write_doing(analysis: Analysis) -> str:
    """What goes on with it, in a word or two; transcripts are read, not listened to."""
    doing = _DOING[analysis.stage]
    return "reading" if doing == "listening" and analysis.recording.is_text else doing


def write_name(analysis: Analysis) -> str:
    """What the recording is called, in bold."""
    return f"*{escape(analysis.recording.called, 60) or 'a recording'}*"


def write_status(running: Sequence[Analysis], waiting: int, now: datetime) -> str:
    """What someone has running, newest first, and how many analyses are open in all."""
    lines = [
        f"• {write_name(each)}: {write_doing(each)}, "
        f"asked for {write_span((now - each.accepted_at).total_seconds())} ago "
        f"in {_place(each.thread)}"
        for each in running[:10]
    ]
    if len(running) > 10:
        lines.append(f"… and {len(running) - 10} more")
    count = f"Under way for everyone together: {waiting}."
    return "\n".join([*(lines or [NOTHING_RUNNING]), count])


def write_stopping(stopped: Sequence[Analysis]) -> str:
    """The receipt of `cancel`."""
    if not stopped:
        return TOO_LATE
    named = ", ".join(write_name(each) for each in stopped[:10])
    rest = f" and {len(stopped) - 10} more" if len(stopped) > 10 else ""
    return f"Stopping {named}{rest}."


def write_recent(charted: Sequence[Analysis], workspace_url: str) -> str:
    """Finished charts with a link to each."""
    return "\n".join(f"• {write_entry(each, workspace_url)}" for each in charted) or NOTHING_RECENT


def write_entry(analysis: Analysis, workspace_url: str) -> str:
    """A finished chart in one line: its name leads to the answer."""
    name = escape(analysis.recording.called, 60) or "A recording"
    link = make_permalink(analysis.thread, analysis.answer_ts or "", workspace_url)
    address = link.replace("&", "&amp;")
    asked_at = int(analysis.accepted_at.timestamp())
    day = f"{analysis.accepted_at:%d %B}"
    return f"<{address}|{name}>, <!date^{asked_at}^{{date_short_pretty}} {{time}}|{day}>"


def make_permalink(thread: Thread, ts: str, workspace_url: str) -> str:
    """The address of a message; of its channel, where the workspace's own address is not known."""
    if not (workspace_url and ts):
        return f"https://slack.com/app_redirect?team={thread.team}&channel={thread.channel}"
    link = f"{workspace_url.rstrip('/')}/archives/{thread.channel}/p{ts.replace('.', '')}"
    if thread.ts and thread.ts != ts:
        link += f"?thread_ts={thread.ts}&cid={thread.channel}"
    return link


def _place(thread: Thread) -> str:
    return "our direct messages" if thread.channel.startswith("D") else f"<#{thread.channel}>"
