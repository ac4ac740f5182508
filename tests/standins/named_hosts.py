"""Hosts of the outside world, by their own names and over TLS, all served by one on loopback.

The resolver's child runs here as it is, in a process that looks those names up as a machine with
its own hosts file would, and trusts the certificate that was made for them.
"""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.standins.media import MediaHost, media_host
from workers.sources import resolver_child
from workers.sources.resolver import ResolverProgram

MAKES_CERTIFICATES = shutil.which("openssl")


@dataclass(frozen=True, slots=True)
class NamedHosts:
    """`host` answers for all `names`; `child` is what the resolver has Python run."""

    host: MediaHost
    names: Sequence[str]
    certificate: Path

    @property
    def child(self) -> ResolverProgram:
        told = (str(self.host.port), str(self.certificate), *self.names)
        return ResolverProgram(arguments=("-m", __name__, *told))


@contextmanager
def named_hosts(folder: Path, names: Sequence[str]) -> Iterator[NamedHosts]:
    """They are there for as long as the context; the certificate lies in `folder`."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = [str(MAKES_CERTIFICATES), "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
    command += ["-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=all"]
    command += ["-addext", "subjectAltName=" + ",".join(f"DNS:{name}" for name in names)]
    subprocess.run(command, check=True, capture_output=True, timeout=30)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with media_host(tls) as host:
        yield NamedHosts(host, names, certificate)


def main() -> None:
    """port certificate name ..."""
    port, certificate, *names = sys.argv[1:]
    os.environ["SSL_CERT_FILE"] = certificate
    sys.modules["certifi"] = None  # type: ignore[assignment]  # so that yt-dlp trusts whom the system does
    everywhere = socket.getaddrinfo

    def look_up(host: str, *rest: Any, **known: Any) -> Any:
        if host in names:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", int(port)))]
        return everywhere(host, *rest, **known)

    socket.getaddrinfo = look_up  # type: ignore[assignment]  # takes whatever that one takes
    resolver_child.main()


if __name__ == "__main__":
    main()
