"""Connections that reach public addresses only, and end in time."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from workers.web.deadline import Deadline
from workers.web.hosts import Hosts, refuse_unless_public


def open_guarded_session(private: Hosts, deadline: Deadline) -> requests.Session:
    """A session that refuses private addresses at connect time, save those of `private` hosts.

    The address that is checked is the address that is connected to, so a name that resolves
    differently the next moment gains nothing. Proxies, `.netrc` and certificates named by the
    environment are not used: each would be a way around the check or a leak of credentials.
    """
    session = requests.Session()
    session.trust_env = False
    session.headers["User-Agent"] = "undertone"
    # Ranges and sizes are only comparable on the bytes as stored.
    session.headers["Accept-Encoding"] = "identity"
    for scheme in ("http", "https"):
        session.mount(f"{scheme}://", GuardedAdapter(scheme == "https", private, deadline))
    return session


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadline = deadline

    def _new_conn(self) -> socket.socket:
        return self._deadline.watch(super()._new_conn())


class _Secure(HTTPSConnection):
    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadline = deadline

    def _new_conn(self) -> socket.socket:
        return self._deadline.watch(super()._new_conn())


class GuardedAdapter(IPFilterAdapter):  # type: ignore[misc]  # requests-hardened ships no types
    """requests-hardened's filter, with exceptions by name, fewer gaps and a wall-clock limit."""

    def __init__(self, is_https: bool, private: Hosts, deadline: Deadline) -> None:
        super().__init__(is_https_proto=is_https)
        self._private = private
        self._deadline = deadline

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        parts = urlsplit(str(request.url))
        if self._private.hold(parts):
            return HTTPAdapter.build_connection_pool_key_attributes(self, request, verify, cert)
        host_params, pool_kwargs = super().build_connection_pool_key_attributes(
            request, verify, cert
        )
        refuse_unless_public(host_params["host"], str(parts.hostname))
        return host_params, pool_kwargs

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, verify: Any, proxies: Any = None, cert: Any = None
    ) -> Any:
        pool = super().get_connection_with_tls_context(request, verify, proxies, cert)
        pool.ConnectionCls = _Secure if self._is_https_proto else _Plain
        pool.conn_kw["deadline"] = self._deadline
        return pool
