"""Private addresses: in whatever spelling, behind whatever name or redirect, none is reached."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import urllib3.util.connection

from tests.standins.media import MediaHost, media_host
from workers.domain.errors import AnalysisError, Refused, Why
from workers.web import Hosts, Visit, Web
from workers.web.hosts import refuse_unless_public

SPELLINGS = [
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0x0.0x0.0x1", "0x7f.1"),
    *("0177.0.0.1", "017700000001", "0177.1", "127.0.0.2", "127.255.255.254", "0"),
    "0.0.0.0",  # noqa: S104 - not bound to: a spelling of this machine
    *("localhost", "LOCALHOST", "localhost.", "１２７.０.０.１", "127。0。0。1", "ⓛocalhost"),
    *("[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
    *("[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]"),
    *("[2002:7f00:1::]", "[2001:0:7f00:1::1]", "[fe80::1]", "[fe80::1%25lo]", "[fec0::1]"),
    *("[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[5f00::1]", "[2001:db8::1]"),
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "169.254.170.2"),
    *("100.64.0.1", "100.100.100.200", "192.0.0.192", "198.18.0.1", "192.88.99.1"),
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "2852039166"),
    *("user:pass@127.0.0.1", "example.com@127.0.0.1", "127.0.0.1%2f.example.com"),
]
"""Hosts as a hostile link would write them; a port is added."""


@pytest.fixture
def host() -> Iterator[MediaHost]:
    with media_host() as running:
        running.put("/secret", b"the crown jewels")
        yield running


@pytest.fixture
def dual_host(host: MediaHost) -> Iterator[MediaHost]:
    """The host, on ::1 as well where there is IPv6: no connection may arrive there either."""
    if not urllib3.util.connection.HAS_IPV6:
        yield host
        return
    with socket.socket(socket.AF_INET6) as listener:
        listener.bind(("::1", host.port))
        listener.listen()
        listener.settimeout(0)
        yield host
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_spelling_of_a_private_address_is_reached(
    dual_host: MediaHost, scheme: str, spelling: str
) -> None:
    web = Web(max_bytes=100, max_seconds=9)
    with pytest.raises(Refused) as error:
        web.glance(Visit(link=f"{scheme}://{spelling}:{dual_host.port}/secret"))
    at_once = {Why.LINK_MALFORMED, Why.LINK_INSECURE}
    at_the_door = {Why.LINK_MALFORMED, Why.LINK_PRIVATE, Why.LINK_UNREACHABLE}
    assert error.value.why in (at_once if scheme == "http" else at_the_door)
    assert dual_host.hits == []


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_redirect_reaches_one(dual_host: MediaHost, spelling: str) -> None:
    with media_host() as entrance:
        web = Web(max_bytes=100, max_seconds=9, allow_private={entrance.address})
        for scheme in ("http", "https"):
            link = entrance.redirect("/go", f"{scheme}://{spelling}:{dual_host.port}/secret")
            with pytest.raises(Refused):
                web.glance(Visit(link=link))
        assert len(entrance.hits) == 2
    assert dual_host.hits == []


@pytest.mark.parametrize(
    "link",
    [
        *("file:///etc/passwd", "ftp://127.0.0.1/a", "gopher://127.0.0.1/", "data:text/plain,hi"),
        *(
            "//127.0.0.1/a",
            "https:///a",
            "https://",
            "127.0.0.1/a",
            "https://a b/",
            "",
            "https://:1/",
        ),
        *(
            "https://[::1",
            "https://127.0.0.1:99999/",
            "https://" + "a" * 64 + ".com/",
            "https://..../",
        ),
        *("https://a\x00b/", "https://a\r\nHost: b/", "javascript:alert(1)", "unix:///run/x.sock"),
    ],
)
def test_what_is_no_web_link_is_refused(link: str) -> None:
    with pytest.raises(Refused):
        Web(max_bytes=100, max_seconds=9).glance(Visit(link=link))


class Resolver:
    """Answers look-ups of one name from a list, one after the other, and counts them.

    It stands in for the machine's resolver, the one party here that no local server can play.
    """

    def __init__(self, name: str, answers: list[str]) -> None:
        self.name = name
        self.answers = answers
        self.asked = 0
        self._real = socket.getaddrinfo

    def __call__(self, host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host == self.name:
            host = self.answers[min(self.asked, len(self.answers) - 1)]
            self.asked += 1
        return self._real(host, port, *args, **kwargs)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "10.1.2.3"]
)
def test_a_public_name_for_a_private_address_is_refused(
    dual_host: MediaHost, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver("media.example.com", [address]))
    with pytest.raises(Refused) as error:
        Web(max_bytes=100, max_seconds=9).glance(
            Visit(link=f"https://media.example.com:{dual_host.port}/secret")
        )
    assert error.value.why is Why.LINK_PRIVATE
    assert dual_host.hits == []


def test_a_name_that_turns_private_after_the_check_gains_nothing(
    host: MediaHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer is public and unreachable from here; a second look-up would be loopback."""
    resolver = Resolver("media.example.com", ["192.31.196.1", "127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    with pytest.raises(AnalysisError):
        Web(max_bytes=100, max_seconds=0.3).glance(
            Visit(link=f"https://media.example.com:{host.port}/secret")
        )
    assert resolver.asked == 1
    assert host.hits == []


def test_a_proxy_in_the_environment_is_no_way_round(
    host: MediaHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    with media_host() as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://{proxy.address}")
        web = Web(max_bytes=100, max_seconds=9, allow_private={host.address})
        assert web.glance(Visit(link=host.link("/secret"))).head == b"the crown jewels"
        with pytest.raises(Refused):
            web.glance(Visit(link="https://10.0.0.1/a.mp3"))
        assert proxy.hits == []


def test_only_the_hosts_that_are_named_may_be_private(host: MediaHost) -> None:
    for allowed in (host.address, "127.0.0.1"):
        web = Web(max_bytes=100, max_seconds=9, allow_private={allowed})
        assert web.glance(Visit(link=host.link("/secret"))).head == b"the crown jewels"
    for other in (f"localhost:{host.port}", "127.0.0.1:1", "27.0.0.1", "*.0.0.1:80", ""):
        web = Web(max_bytes=100, max_seconds=9, allow_private={other})
        with pytest.raises(Refused):
            web.glance(Visit(link=host.link("/secret")))


@pytest.mark.parametrize(
    ("name", "link", "held"),
    [
        ("media.corp", "https://media.corp/a", True),
        ("Media.Corp", "https://media.corp.:8443/a", True),
        ("media.corp:8443", "https://media.corp:8443/a", True),
        ("media.corp:443", "https://media.corp/a", True),
        ("media.corp:80", "https://media.corp/a", False),
        ("media.corp", "https://media.corp.evil.com/a", False),
        ("media.corp", "https://evil.com/media.corp", False),
        ("*.slack.com", "https://files.slack.com/a", True),
        ("*.slack.com", "https://slack.com/a", False),
        ("*.slack.com", "https://evilslack.com/a", False),
        ("*.slack.com", "https://files.slack.com@evil.com/a", False),
        ("[::1]:80", "http://[::1]/a", True),
        ("::1", "http://[::1]:8080/a", True),
    ],
)
def test_a_list_of_hosts_holds_what_it_says(name: str, link: str, held: bool) -> None:
    assert Hosts([name]).hold(urlsplit(link)) is held


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "192.0.0.192", "192.88.99.1"),
        *("224.0.0.1", "240.0.0.1", "168.63.129.16", "::1", "fe80::1%eth0", "fec0::1", "fc00::1"),
        *("::ffff:127.0.0.1", "::7f00:1", "::ffff:0:7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::"),
        *("2001::1", "2001:20::1", "2001:db8::1", "3fff::1", "5f00::1", "ff02::1", "::"),
    ],
)
def test_a_private_address_is_refused_by_itself(address: str) -> None:
    with pytest.raises(Refused):
        refuse_unless_public(address, "example.com")


@pytest.mark.parametrize("address", ["93.184.216.34", "[2606:4700::1111]", "1.1.1.1"])
def test_a_public_address_passes(address: str) -> None:
    refuse_unless_public(address, "example.com")


@pytest.fixture
def homemade_tls(tmp_path: Path) -> ssl.SSLContext:
    """A server's TLS with a certificate that no authority signed."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate with")
    both = tmp_path / "both.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-keyout", str(both)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as made:
        certificate, _ = made.communicate(timeout=30)
    both.write_bytes(both.read_bytes() + certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context


def test_a_certificate_that_nobody_vouches_for_is_refused(homemade_tls: ssl.SSLContext) -> None:
    with media_host(homemade_tls) as host:
        web = Web(max_bytes=100, max_seconds=9, allow_private={host.address})
        with pytest.raises(Refused) as error:
            web.glance(Visit(link=f"https://{host.address}/a"))
    assert error.value.why is Why.LINK_UNTRUSTED
    assert host.hits == []
