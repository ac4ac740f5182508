"""The server itself: slow and unfinished requests hold nobody else up."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import requests

from bot.serve import ARRIVE_WITHIN_S, THREADS

PROGRAM = """
import sys
from flask import Flask, request
from bot.serve import serve_http
web = Flask("test")
@web.post("/")
def hear():
    return str(len(request.get_data()))
serve_http(web, "127.0.0.1", int(sys.argv[1]))
"""
UNFINISHED = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nxx"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        chosen: int = probe.getsockname()[1]
    with subprocess.Popen([sys.executable, "-c", PROGRAM, str(chosen)]) as server:
        until = time.monotonic() + 20
        while time.monotonic() < until and not _answers(chosen):
            time.sleep(0.1)
        yield chosen
        server.send_signal(signal.SIGTERM)
        assert server.wait(10) == 0


def _answers(port: int) -> bool:
    try:
        return requests.post(f"http://127.0.0.1:{port}/", data=b"x", timeout=5).status_code == 200
    except requests.ConnectionError:
        return False


@pytest.mark.parametrize("begun", [b"", b"POST / HT", UNFINISHED], ids=["dumb", "head", "body"])
def test_unfinished_requests_hold_nobody_up(port: int, begun: bytes) -> None:
    with ExitStack() as held:
        for _ in range(THREADS * 8):
            slow = held.enter_context(socket.create_connection(("127.0.0.1", port)))
            slow.sendall(begun)
        started = time.monotonic()
        assert _answers(port)
        assert time.monotonic() - started < 2


def test_a_request_that_drips_is_ended_in_time(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(UNFINISHED)
        started = time.monotonic()
        slow.settimeout(0.5)
        while time.monotonic() - started < ARRIVE_WITHIN_S + 6:
            try:
                slow.sendall(b"x")
                if slow.recv(100) == b"":
                    break
            except TimeoutError:
                continue
            except ConnectionError:
                break
        assert time.monotonic() - started < ARRIVE_WITHIN_S + 4


def test_two_requests_on_one_connection(port: int) -> None:
    with requests.Session() as session:
        for body in (b"one", b"three"):
            answer = session.post(f"http://127.0.0.1:{port}/", data=body, timeout=5)
            assert answer.text == str(len(body))
