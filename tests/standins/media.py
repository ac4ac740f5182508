"""A media host on loopback that behaves as badly as a test asks, and counts who came by."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

PIECE_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What is behind one path, and how it is handed out."""

    body: bytes = b""
    content_type: str = "application/octet-stream"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = '"v1"'
    ranges: bool = True
    """False: every answer is the whole body from its start."""
    says_length: bool = True
    """False: the body ends where the connection ends."""
    promises: int | None = None
    """The Content-Length to claim, whatever is sent."""
    breaks_after: int | None = None
    """Bytes after which every answer is cut."""
    pause_s: float = 0.0
    """Waited before each piece of the body."""
    drips_headers: bool = False
    """One header line every 50 ms, without end."""
    then: Served | None = None
    """What the path serves from the second visit on."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One request as it came in; `path` holds the query."""

    method: str
    path: str
    headers: Mapping[str, str]


class MediaHost:
    """`put` things behind paths; read `hits` afterwards."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.hits: list[Hit] = []
        self.closing = threading.Event()
        self._served: dict[str, Served] = {}

    @property
    def address(self) -> str:
        """ "127.0.0.1:port", as ALLOW_PRIVATE_HOSTS would have it."""
        return f"127.0.0.1:{self.port}"

    def link(self, path: str) -> str:
        return f"http://{self.address}{path}"

    def put(self, path: str, body: bytes = b"", **how: Any) -> str:
        """Serve `body` behind `path` (matched without the query); returns its link."""
        self._served[path] = Served(body=body, **how)
        return self.link(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Send visitors of `path` on; signs beyond ASCII go out as UTF-8, as hosts do it."""
        return self.put(path, status=status, headers={"Location": to.encode().decode("latin-1")})

    def page(self, path: str, html: str, **how: Any) -> str:
        return self.put(path, html.encode(), content_type="text/html; charset=utf-8", **how)

    def visited(self, hit: Hit) -> Served:
        """Note the visit; what to answer it with."""
        self.hits.append(hit)
        path = urlsplit(hit.path).path
        served = self._served.get(path, Served(status=404))
        if served.then is not None:
            self._served[path] = replace(served.then)
        return served


@contextmanager
def media_host(
    tls: ssl.SSLContext | None = None, kind: type[MediaHost] = MediaHost
) -> Iterator[MediaHost]:
    """A host that runs for as long as the context; `kind` may have a temper of its own."""
    server = _Server(("127.0.0.1", 0), _Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.host = kind(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.host
    finally:
        server.host.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    host: MediaHost

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: visitors that hang up are what the tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        host = self.server.host
        served = host.visited(Hit(self.command, self.path, dict(self.headers.items())))
        start, end = self._range(served)
        partial = "Range" in self.headers and (start, end) != (0, -1)
        body = served.body[start : end if end >= 0 else None]
        self.send_response(206 if partial else served.status)
        if partial:
            last = start + len(body) - 1
            self.send_header("Content-Range", f"bytes {start}-{last}/{len(served.body)}")
        self._headers(served, len(body))
        self.close_connection = True
        self._send(served, body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.do_GET()

    def do_HEAD(self) -> None:
        self.do_GET()

    def _range(self, served: Served) -> tuple[int, int]:
        """Start and end (-1: open) of what to send."""
        wanted = self.headers.get("Range", "").removeprefix("bytes=")
        kept = self.headers.get("If-Range") in {None, served.etag}
        if not wanted or not served.ranges or served.status != 200 or not kept:
            return 0, -1
        start, _, last = wanted.partition("-")
        return int(start), int(last) + 1 if last else len(served.body)

    def _headers(self, served: Served, length: int) -> None:
        if served.drips_headers:
            self._drip()
        self.send_header("Content-Type", served.content_type)
        if served.etag:
            self.send_header("ETag", served.etag)
        if served.says_length or served.promises is not None:
            self.send_header("Content-Length", str(served.promises or length))
        self.send_header("Connection", "close")
        for name, value in served.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _drip(self) -> None:
        self.flush_headers()
        while not self.server.host.closing.wait(0.05):
            self.wfile.write(b"X-More: to come\r\n")
            self.wfile.flush()

    def _send(self, served: Served, body: bytes) -> None:
        if self.command == "HEAD":
            return
        cut = body[: served.breaks_after]
        for start in range(0, len(cut), PIECE_BYTES):
            if served.pause_s and self.server.host.closing.wait(served.pause_s):
                return
            self.wfile.write(cut[start : start + PIECE_BYTES])
            self.wfile.flush()

    def log_message(self, *_args: Any) -> None:
        """Be quiet: `hits` has it all."""
