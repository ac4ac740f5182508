"""Which links are worth starting on when nobody has addressed the bot: by their form alone.

Pure and cheap, for the bot's three seconds: no network, no heavy imports.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from workers.domain.recording import DOCUMENTS, Kind, find_name, guess_kind

SITES: Mapping[str, re.Pattern[str]] = {
    site: re.compile(pattern)
    for site, pattern in {
        "zoom": (
            r"([\w-]+\.)*(zoom\.us|zoom\.com|zoomgov\.com)"
            r"/(rec(ording)?/(play|share)|clips/share)/."
        ),
        "google_drive": (
            r"(drive|docs)\.google\.com/(a/[^/]+/)?"
            r"(file/(u/\d+/)?d/|drive/(mobile/)?(u/\d+/)?folders/|(open|uc)\?.*\bid=)."
            r"|drive\.usercontent\.google\.com/download\?.*\bid=."
        ),
        "published_doc": r"docs\.google\.com/document/(u/\d+/)?d/e/[\w-]+/pub",
        "google_docs": r"docs\.google\.com/document/(u/\d+/)?d/[\w-]",
        "dropbox": r"(www\.)?dropbox\.com/((e/)?scl/f[io]|sh?|t)/.",
        "loom": r"(www\.)?loom\.com/(share|embed)/.",
        "vimeo": (
            r"(www\.|player\.)?vimeo\.com"
            r"/(((video|event|manage/videos|showcase|channels)/(.*/)?)?\d+|[^/]+/review/\d+/[\da-f]{10}"
            r"|reviews/[\da-f-]{36}/videos/\d+)"
        ),
        "youtube": (
            r"(www\.|m\.|music\.)?youtube(-nocookie)?\.com/"
            r"((watch|playlist)\?.*\b(v|list)=|(live|shorts|embed|v)/)[\w-]|youtu\.be/[\w-]"
        ),
        "sharepoint": (
            r"[\w-]+\.sharepoint(-mil)?\.(com|us|de|cn)/(:[vuf]:/.|.*stream\.aspx\?.*\bid=."
            r"|.*/(onedrive|allitems|AllItems)\.aspx\?.*\bid=[^&]+"
            r"(\.|%2E)(mp4|m4a|mp3|mov|wav|webm|vtt)\b"
            r"|(sites|teams|personal)/.*\.(mp4|m4a|mp3|mov|wav|webm|vtt)(\?|$))"
            r"|1drv\.ms/[vuf]/.|onedrive\.live\.com/.*\b(resid|id|redeem|cid)="
        ),
        "box": r"([\w-]+\.)*box\.com/(s|v)/.",
        "webex": (
            r"[\w-]+\.webex\.com/"
            r"(.*/(ldr|lsr)\.php\?.*RCID=|(recordingservice|webappng)/sites/[^/]+/recording/.)"
        ),
        "kaltura": r"[^/]+/media/[^/]+/[01]_[a-z0-9]{8}([/?]|$)",
        "hosted_video": (
            r"[\w-]+\.(hosted\.)?panopto\.(com|eu)/Panopto/Pages/(Viewer|Embed)\.aspx\?.*\bid="
            r"|((www|cdnapi|cdnapisec)\.)?kaltura\.com/(index\.php|html5)/.*entry_id"
            r"|([\w-]+\.)*wistia\.(com|net)/(embed/)?(medias|iframe)/."
            r"|[\w-]+(\.hubs)?\.vidyard\.com/(watch/|share/|player/)?[\w-]{10}"
            r"|streamable\.com/([es]/)?\w+$"
            r"|(www\.)?fathom\.video/share/."
            r"|(watch\.screencastify\.com/v|app\.screencastify\.com/v[23]/watch)/."
            r"|(www\.)?gotostage\.com/channel/[a-z0-9]+/recording/[a-z0-9]+/watch"
            r"|(www\.)?clipchamp\.com/watch/."
            r"|(watch\.|iframe\.)?(cloudflarestream\.com|videodelivery\.net)/[\da-f]{32}"
            r"|([\w-]+\.)cloudflarestream\.com/[\da-f]{32}"
            r"|(stream\.new/v|player\.mux\.com)/."
            r"|[^/]+/Mediasite/Play/[\da-f]{10}"
        ),
    }.items()
}
"""What a site's links to recordings look like, without scheme, port and user."""


ANYTHING = frozenset({"google_docs", "published_doc", "youtube"})
"""Sites whose links are mostly no meetings: people have to ask for these."""
SAY_THE_NAME = frozenset({"dropbox"})
"""Sites whose links end in the file's name, if they have one."""


def find_site(link: str) -> str | None:
    """The name of the source whose site the link leads to; None where it is no known site."""
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    place = f"{host}{parts.path}" + (f"?{parts.query}" if parts.query else "")
    return next((site for site, form in SITES.items() if form.match(place)), None)


def is_recording_link(link: str) -> bool:
    """Whether a link pasted without a word to the bot is worth a look.

    True for most known sites and for paths that end in a media or caption file; a document that may
    be a transcript is not enough, and a link to something else (a .pdf in Dropbox) is not either.
    """
    if not link.lower().startswith(("http://", "https://")):
        return False
    name = find_name(link)
    if guess_kind(name) is not Kind.UNKNOWN:
        return PurePosixPath(name).suffix.removeprefix(".").lower() not in DOCUMENTS
    site = find_site(link)
    if site in SAY_THE_NAME:
        return not PurePosixPath(name).suffix
    return site is not None and site not in ANYTHING
