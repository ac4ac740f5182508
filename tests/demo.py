"""The main job with no account anywhere: a real bot, real workers, and a Slack stand-in.

python -m tests.demo [RECORDING] [--speakers N] [--keep]
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.house import House
from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from workers import examples

OUT = Path("demo-out")
PATIENCE_S = 4 * 3600
LOOK_EVERY_S = 0.2


def main() -> int:
    """Exit status 0 when the chart is in the thread, 1 when the bot explained why there is none."""
    options = _options()
    recording = options.recording.resolve()
    if not recording.is_file():
        print(f"There is no file {options.recording}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="undertone-demo-") as folder, SlackStandIn() as slack:
        print("Starting Redis, the workers, the bot and a Slack stand-in …", flush=True)
        with House(slack, Path(folder), {"MAX_RECORDING_MB": "4096"}) as house:
            charted = _show(slack, house, recording, options.speakers)
            if options.keep:
                _wait_for_ctrl_c(slack)
    return 0 if charted else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("recording", nargs="?", type=Path, default=examples.find_review())
    parser.add_argument("--speakers", type=int, help="how many people speak (estimated if not)")
    parser.add_argument("--keep", action="store_true", help="leave the channel open in a browser")
    return parser.parse_args()


def _show(slack: SlackStandIn, house: House, recording: Path, speakers: int | None) -> bool:
    ana = slack.person("Ana")
    channel = slack.channel("trial", members=[ana])
    text = f"<@{slack.bot_user}> {speakers}" if speakers else "Here is the recording."
    print(f"Watch it in a browser: {slack.url}")
    print(f"Ana shares {recording.name} in #trial …", flush=True)
    message = ana.uploads(channel, recording, text=text)
    for line in _progress(slack, message):
        print(line, flush=True)
    chart = _save_chart(slack, message)
    print("\nThe thread:\n")
    print(slack.as_text(message))
    _print_stages(house)
    if chart is None:
        return False
    print(f"\nThe chart: {chart}")
    return True


def _progress(slack: SlackStandIn, message: Message) -> Iterator[str]:
    """The status message each time it changes, until the last word is there."""
    began, shown = time.monotonic(), ""
    while time.monotonic() - began < PATIENCE_S:
        replies = [each for each in slack.thread(message) if each.user == slack.bot_user]
        status = replies[0].text if replies else ""
        if status != shown:
            shown = status
            yield f"{time.monotonic() - began:6.1f} s  {status}"
        if _ended(status):
            return
        time.sleep(LOOK_EVERY_S)
    raise TimeoutError("no answer in the thread")


def _ended(status: str) -> bool:
    return bool(status) and not status.endswith("…") and "%" not in status


def _save_chart(slack: SlackStandIn, message: Message) -> Path | None:
    """The picture of the answer, as Slack holds it."""
    for reply in slack.thread(message):
        for block in reply.blocks:
            if block["type"] == "image":
                OUT.mkdir(exist_ok=True)
                path = OUT / "chart.png"
                path.write_bytes(_content(slack, block["slack_file"]["id"]))
                return path
    return None


def _content(slack: SlackStandIn, file_id: str) -> bytes:
    content = slack.files[file_id].content
    if content is None:
        raise LookupError(f"nothing was uploaded as {file_id}")
    return content


def _print_stages(house: House) -> None:
    print("\nStage       seconds")
    for stage in house.stages():
        print(f"{stage['stage']:<10} {stage['seconds']:>8.2f}  {stage['outcome']}")


def _wait_for_ctrl_c(slack: SlackStandIn) -> None:
    print(f"\nThe channel stays at {slack.url} until you press Ctrl-C.", flush=True)
    asked = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: asked.set())
    asked.wait()


if __name__ == "__main__":
    sys.exit(main())
