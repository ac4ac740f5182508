"""A playlist in a recording's clothes reaches nothing."""

from __future__ import annotations

import http.server
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from workers.domain.errors import Refused
from workers.engines.local.sound.decode import decode_sound
from workers.media.formats import Format


@pytest.fixture
def visited() -> Iterator[tuple[str, list[str]]]:
    paths: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("kind", [one for one in Format if not one.is_transcript])
def test_nothing_is_fetched(tmp_path: Path, visited: tuple[str, list[str]], kind: Format) -> None:
    address, paths = visited
    path = tmp_path / "list.m3u8"
    path.write_text(
        f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{address}/a.ts\n#EXT-X-ENDLIST\n"
    )
    with tempfile.TemporaryFile() as spool, pytest.raises(Refused):
        decode_sound(path, kind, spool.fileno(), 60, lambda _: None)
    assert paths == []
