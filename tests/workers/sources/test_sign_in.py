"""Links that end at a place to sign in."""

from __future__ import annotations

import pytest

from workers.domain.errors import Refused, Why
from workers.sources.sign_in import refuse_sign_in


@pytest.mark.parametrize(
    ("link", "site"),
    [
        ("https://accounts.google.com/v3/signin/identifier?continue=https://drive.google.com", ""),
        ("https://login.microsoftonline.com/common/oauth2/authorize?client_id=0", "SharePoint"),
        ("https://contoso.okta.com/app/x", "Box"),
    ],
)
def test_it_is_said_whose_it_is(link: str, site: str) -> None:
    with pytest.raises(Refused) as error:
        refuse_sign_in(link, site)
    assert error.value.why is Why.LINK_NEEDS_SIGN_IN
    assert error.value.details == {"site": site or "accounts.google.com"}


@pytest.mark.parametrize(
    "link",
    [
        "https://accounts.google.com.evil.example/",
        "https://drive.google.com/",
        "https://okta.com/",
    ],
)
def test_any_other_end_is_none(link: str) -> None:
    refuse_sign_in(link)
