"""Slack's marks in text, as HTML: bold, italics, strikes, code, quotes, links, names."""

from __future__ import annotations

import re
from html import escape, unescape

from tests.standins.slack.state import Workspace

CODE = re.compile(r"```(.+?)```|`([^`\n]+)`", re.DOTALL)
MARK = re.compile(r"<([^<>\s][^<>]*)>")
STYLES = [
    (re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])"), r"<b>\1</b>"),
    (re.compile(r"(?<![\w_])_([^_\n]+)_(?![\w_])"), r"<i>\1</i>"),
    (re.compile(r"(?<![\w~])~([^~\n]+)~(?![\w~])"), r"<s>\1</s>"),
]
EMOJI = {
    "eyes": "👀",
    "hourglass_flowing_sand": "⏳",
    "white_check_mark": "✅",
    "warning": "⚠️",
    "x": "❌",
    "bar_chart": "📊",
    "wave": "👋",
    "thinking_face": "🤔",
    "speech_balloon": "💬",
    "chart_with_upwards_trend": "📈",
    "lock": "🔒",
    "mag": "🔍",
    "headphones": "🎧",
}  # fmt: skip - a table of small pictures reads best in rows


def mrkdwn_html(workspace: Workspace, text: str) -> str:
    """A text with marks as HTML; what is in code stays as it is."""
    parts: list[str] = []
    at = 0
    for code in CODE.finditer(text):
        parts.append(_lines(workspace, text[at : code.start()]))
        block, inline = code.groups()
        inner = escape(unescape(block or inline), quote=False)
        parts.append(f"<pre>{inner}</pre>" if block else f"<code>{inner}</code>")
        at = code.end()
    return "".join(parts) + _lines(workspace, text[at:])


def plain_html(text: str) -> str:
    """A plain text as HTML, with its emoji."""
    return _emoji(escape(unescape(text), quote=False)).replace("\n", "<br>")


def _lines(workspace: Workspace, text: str) -> str:
    lines = [_quoted(_inline(workspace, line), line) for line in text.split("\n")]
    return "<br>".join(lines).replace("</blockquote><br>", "</blockquote>")


def _quoted(html: str, line: str) -> str:
    if line.startswith(("&gt;", ">")):
        return f"<blockquote>{html.removeprefix('&gt;').strip()}</blockquote>"
    return html


def _inline(workspace: Workspace, text: str) -> str:
    links: list[str] = []

    def put_aside(mark: re.Match[str]) -> str:
        links.append(_mark(workspace, mark[1]))
        return f"\x00{len(links) - 1}\x00"

    html = escape(unescape(MARK.sub(put_aside, text)), quote=False)
    for pattern, replacement in STYLES:
        html = pattern.sub(replacement, html)
    return re.sub("\x00(\\d+)\x00", lambda place: links[int(place[1])], _emoji(html))


def _mark(workspace: Workspace, mark: str) -> str:
    target, _, label = mark.partition("|")
    if target.startswith("@") and target[1:] in workspace.users:
        return f'<span class="at">@{escape(workspace.users[target[1:]].name)}</span>'
    if target.startswith("#") and target[1:] in workspace.channels:
        return f'<span class="at">#{escape(workspace.channels[target[1:]].name)}</span>'
    if target.startswith(("@", "#", "!")):
        return f'<span class="at">@{escape(label or target[1:])}</span>'
    address = escape(unescape(target))
    if not address.startswith(("http://", "https://", "mailto:")):
        return address
    return f'<a href="{address}">{escape(unescape(label)) or address}</a>'


def _emoji(html: str) -> str:
    return re.sub(r":([a-z0-9_+-]+):", lambda name: EMOJI.get(name[1], name[0]), html)
