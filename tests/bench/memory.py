"""What processes take of memory: workers idle and busy, and a recording of a gigabyte."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psutil

from tests.bench.figures import Figure
from tests.bench.large import HOURS, SIZE, pieces
from tests.bench.way import town
from tests.chaos.processes import Processes
from tests.end_to_end import recordings

MB = 1_000_000


def worker() -> list[Figure]:
    """PSS of a pipeline worker, alone and with its horse, beside a process that loads the same."""
    with town({"PIPELINE_WORKERS": "1"}) as place:
        processes = Processes(place.house)
        time.sleep(1)
        idle = _pss(processes)
        busy = idle
        for number in range(5):
            link = place.media.put(
                f"/{number}.vtt", recordings.STANDUP.encode(), content_type="text/vtt"
            )
            message = place.ana.says(place.channel, f"<{link}>")
            while not place.charts(message):
                busy = max(busy, _pss(processes))
                time.sleep(0.01)
    alone = _alone()
    compared = "one process that loads pandas and matplotlib and draws"
    return [
        _row("memory of an idle worker (PSS)", 60, idle, compared, alone),
        _row("memory of a busy worker and its horse (PSS)", 110, busy, compared, alone),
    ]


def gigabyte() -> Figure:
    """Peak memory of a process that fetches a recording and hands it to Symbl, beside one that
    reads it whole."""
    with _host() as host:
        ours, other = (_peak(way, host) for way in ("streamed", "whole"))
    return _row(
        f"a {SIZE / 1e9:.2f} GB, {HOURS} h recording through download and upload, peak RSS",
        150,
        ours,
        "the same with the file read whole",
        other,
    )


def _row(what: str, goal_mb: float, ours: float, compared: str, other: float) -> Figure:
    return Figure(
        what=what,
        goal=f"≤ {goal_mb:.0f} MB",
        ours=ours,
        unit="MB",
        met=ours <= goal_mb,
        compared_with=compared,
        other=other,
    )


def _pss(processes: Processes) -> float:
    """The first pipeline worker's, with what it has borne."""
    for kind, process in processes.of_workers():
        if kind == "worker":
            return sum(_pss_of(each) for each in (process, *_children(process))) / MB
    raise psutil.NoSuchProcess(0)


def _pss_of(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return 0


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children()
    except psutil.NoSuchProcess:
        return []


def _alone() -> float:
    code = (
        "import psutil; from tests.bench.way import plain_chart; plain_chart();"
        "print(psutil.Process().memory_full_info().pss)"
    )
    return float(_said("-c", code)) / MB


def _peak(way: str, host: str) -> float:
    return float(_said("-m", "tests.bench.large", way, host)) / 1000


def _said(*arguments: str) -> str:
    ran = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
    return ran.stdout.splitlines()[-1]


class _Handler(BaseHTTPRequestHandler):
    """Serves the recording and plays Symbl's part, holding none of it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "audio/wav")
        self.send_header("Content-Length", str(SIZE))
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            for piece in pieces():
                self.wfile.write(piece)
        except ConnectionError:
            return  # it has only glanced at it

    def do_POST(self) -> None:
        left = int(self.headers["Content-Length"])
        while left:
            left -= len(self.rfile.read(min(left, 1 << 20)))
        token = "token" in self.path
        body = (
            b'{"accessToken": "t", "expiresIn": 3600}'
            if token
            else b'{"conversationId": "1", "jobId": "1"}'
        )
        self.send_response(200 if token else 201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Be quiet."""


@contextmanager
def _host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
