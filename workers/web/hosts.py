"""Which hosts a list of names means, and which addresses are anybody's business."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import SplitResult

from requests_hardened.ip_filter import EXTRA_BLOCKED_NET_RANGES

from workers.domain.errors import Refused, Why

DEFAULT_PORTS = {"http": 80, "https": 443}
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
CLOUD_AGENTS = frozenset({ipaddress.ip_address("168.63.129.16")})
"""Public in form, yet inside Azure it is the machine's own agent and hands out its secrets."""


class Hosts:
    """A set of hosts, each written "host", "*.host" (what is below it) or "host:port"."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = frozenset(name.strip().lower() for name in names if name.strip())

    def hold(self, parts: SplitResult) -> bool:
        """Whether the host (and port, where one was written) of a split URL is among these."""
        host = (parts.hostname or "").rstrip(".")
        if not host:
            return False
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
        written = f"[{host}]" if ":" in host else host
        if {host, written, f"{written}:{port}"} & self._names:
            return True
        return any(name.startswith("*.") and host.endswith(name[1:]) for name in self._names)


def refuse_unless_public(address: str, host: str) -> None:
    """Raise `Refused(LINK_PRIVATE)` where `address`, about to be connected to, is not public.

    Beyond private, loopback, link-local, shared, translated and tunnelled ranges, this refuses
    IPv4 hidden in old IPv6 forms (::127.0.0.1, ::ffff:0:127.0.0.1) and agents of clouds.
    """
    ip = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    public = (
        ip.is_global
        and not ip.is_multicast
        and ip not in CLOUD_AGENTS
        and not any(ip in network for network in EXTRA_BLOCKED_NET_RANGES)
        and (ip.version == 4 or ip in GLOBAL_UNICAST)
    )
    if not public:
        raise Refused(Why.LINK_PRIVATE, host=host)
