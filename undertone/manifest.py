"""undertone manifest: the Slack app's manifest for the way in which this installation listens."""

from __future__ import annotations

import argparse
import re

from bot.manifest import read_manifest
from undertone import answering

HOST = re.compile(r"(?:https://)?([A-Za-z0-9.-]+(?::\d+)?)/?")


def print_manifest(arguments: list[str]) -> int:
    """The exit status; the manifest goes to standard output, to be pasted on api.slack.com/apps."""
    parser = argparse.ArgumentParser(
        prog="undertone manifest",
        description="Print the Slack app's manifest: for Socket Mode, or for HTTP at a host.",
    )
    parser.add_argument("--http", metavar="HOST", type=_read_host, help="as in bot.example.com")
    host: str | None = parser.parse_args(arguments).http
    manifest = read_manifest()
    return answering.say((manifest if host is None else write_for_http(manifest, host)).rstrip())


def write_for_http(manifest: str, host: str) -> str:
    """The manifest with its addresses at `host` and Socket Mode off; its first lines told so."""
    opening = f"# The Slack app, by HTTP at {host}: “From a manifest” on api.slack.com/apps."
    body = manifest[manifest.index("_metadata:") :]
    body = body.replace("https://HOST/", f"https://{host}/")
    return f"{opening}\n" + body.replace("socket_mode_enabled: true", "socket_mode_enabled: false")


def _read_host(text: str) -> str:
    found = HOST.fullmatch(text)
    if not found:
        raise argparse.ArgumentTypeError(f"“{text}” is not a host name, as in bot.example.com")
    return found[1]
