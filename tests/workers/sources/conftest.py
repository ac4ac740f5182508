"""The same media host and web as for the web's own tests."""

from __future__ import annotations

from tests.workers.web.conftest import host, web

__all__ = ["host", "web"]
