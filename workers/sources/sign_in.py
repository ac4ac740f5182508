"""Sign-in pages: where a link ends that is not open to everyone."""

from __future__ import annotations

from urllib.parse import urlsplit

from workers.domain.errors import Refused, Why
from workers.web import Hosts

SIGN_IN_HOSTS = Hosts(
    [
        *(
            "accounts.google.com",
            "login.microsoftonline.com",
            "login.live.com",
            "login.windows.net",
        ),
        *("account.box.com", "account.live.com", "*.okta.com", "*.onelogin.com", "*.auth0.com"),
        *("appleid.apple.com", "id.atlassian.com", "*.duosecurity.com"),
    ]
)


def refuse_sign_in(ended_at: str, site: str = "") -> None:
    """Raise Refused(LINK_NEEDS_SIGN_IN) where redirects ended at a place to sign in."""
    parts = urlsplit(ended_at)
    if SIGN_IN_HOSTS.hold(parts):
        raise Refused(Why.LINK_NEEDS_SIGN_IN, site=site or str(parts.hostname))
