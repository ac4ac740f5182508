"""The whole of Undertone as a user runs it: the bot and the workers, two real processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.error import URLError
from urllib.request import urlopen

from tests.standins.slack import SlackStandIn
from workers.processes.redis_server import _socket_path

ROOT = Path(__file__).parents[1]
START_S = 60
STOP_S = 15
AT_WORK = {"bot": "listening by", "workers": "worker started"}
"""What each says in its log once it is."""
METRICS_TOKEN = "made-up"
KEPT = (
    *("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV"),
    "COVERAGE_PROCESS_CONFIG",  # set by `make coverage`
)
"""What of the environment goes in; tokens of the person who runs this do not."""


class House:
    """Bot (HTTP) and workers against a Slack stand-in, with their data below `folder`.

    Settings override the defaults (`{"MAX_RECORDING_MB": "1"}`). The log of each goes to a file.
    Both run from this tree, or, where a `command` is given (the installed `undertone`), as its
    words in an empty folder.
    """

    def __init__(
        self,
        slack: SlackStandIn,
        folder: Path,
        settings: Mapping[str, str] | None = None,
        command: Path | None = None,
    ) -> None:
        self.slack = slack
        self.folder = folder
        self._start = [sys.executable, "-m"] if command is None else [str(command)]
        self._working_in = ROOT if command is None else folder / "empty"
        self.port = _free_port()
        self._environment = self._settings() | dict(settings or {})
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._held = ExitStack()

    def set(self, **settings: str) -> None:
        """Settings that depend on the house itself (its port); before it is entered."""
        self._environment |= settings

    def __enter__(self) -> Self:
        self.temporary.mkdir(parents=True, exist_ok=True)
        self._working_in.mkdir(exist_ok=True)
        self.slack.events_url = f"http://127.0.0.1:{self.port}/slack/events"
        try:
            self.start("workers")
            self.start("bot")
            self._wait_until_healthy()
        except BaseException:
            self.stop()
            raise
        return self

    @contextmanager
    def only(self, module: str) -> Iterator[Self]:
        """Run one of the two (or another program in its place), and wait until it is at work."""
        self.temporary.mkdir(parents=True, exist_ok=True)
        self.slack.events_url = f"http://127.0.0.1:{self.port}/slack/events"
        sign = AT_WORK.get(module, AT_WORK["bot"])
        self.start(module)
        try:
            self.slack.wait_for(
                lambda: sign in self.log_file(module).read_text(),
                timeout_s=START_S,
                what=f"{module} at work",
            )
            yield self
        finally:
            self.stop()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, module: str) -> subprocess.Popen[bytes]:
        """Run `python -m module`; its log is appended to `module.log`."""
        log = self._held.enter_context(self.log_file(module).open("ab"))
        process = subprocess.Popen(
            [*self._start, module],
            cwd=self._working_in,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        self._processes[module] = process
        return process

    def process(self, module: str) -> subprocess.Popen[bytes]:
        """The one that was started last as `python -m module`."""
        return self._processes[module]

    def revive(self) -> list[str]:
        """Start again whatever has ended, as systemd would; the modules that had."""
        dead = [name for name, each in self._processes.items() if each.poll() is not None]
        for name in dead:
            self.start(name)
        return dead

    def stop(self) -> None:
        """SIGTERM to both; whoever is not gone in time is killed, and that is an error."""
        for process in self._processes.values():
            process.send_signal(signal.SIGTERM)
        late = []
        for name, process in self._processes.items():
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                late.append(name)
        self._processes.clear()
        self._held.close()
        if late:
            raise TimeoutError(f"did not leave within {STOP_S} s of SIGTERM: {', '.join(late)}")

    @property
    def data(self) -> Path:
        """The DATA_DIR of both."""
        return self.folder / "data"

    @property
    def temporary(self) -> Path:
        """The TMPDIR of both."""
        return self.folder / "tmp"

    @property
    def redis_socket(self) -> Path:
        """Where the Redis listens that they have started for themselves."""
        return _socket_path(self.data / "redis")

    def log_file(self, module: str) -> Path:
        return self.folder / f"{module}.log"

    def stages(self) -> Iterator[Mapping[str, Any]]:
        """What the workers logged, one mapping per stage: analysis, stage, outcome, seconds."""
        yield from (fields for fields in self._logged() if "stage" in fields)

    def silences(self) -> Iterator[float]:
        """For each analysis that was taken over from a worker: for how long that was silent, s."""
        yield from (fields["silent_s"] for fields in self._logged() if "silent_s" in fields)

    def _logged(self) -> Iterator[Mapping[str, Any]]:
        for line in self.log_file("workers").read_text().splitlines():
            if line.startswith("{") and line.endswith("}"):
                yield json.loads(line)

    def _settings(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return kept | {
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_SIGNING_SECRET": self.slack.signing_secret,
            "SLACK_API_URL": self.slack.api_url,
            "PORT": str(self.port),
            "METRICS_TOKEN": METRICS_TOKEN,
            # Chaos and benchmarks have one person ask for hundreds at once.
            "MAX_OPEN_PER_PERSON": "100000",
            "MAX_OPEN_PER_WORKSPACE": "100000",
            "DATA_DIR": str(self.data),
            "TMPDIR": str(self.temporary),
            "ENGINE": "local",
        }

    def _wait_until_healthy(self) -> None:
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            for name, process in self._processes.items():
                if process.poll() is not None:
                    raise RuntimeError(f"{name} left at once:\n{self.log_file(name).read_text()}")
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (URLError, OSError):
                time.sleep(0.1)
        raise TimeoutError(f"the bot is not healthy after {START_S} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
