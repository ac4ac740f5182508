"""What Zoom's own pages say of a link that cannot be resolved."""

from __future__ import annotations

import pytest

from tests.standins.media import MediaHost
from workers.domain.errors import Refused, Why
from workers.sources.zoom import explain_zoom_page
from workers.web import Web

SHELL = "<html><script>window.__data__ = { meetingId: 'a+b/c==', fileId: '' }</script></html>"
INFO = "/nws/recording/1.0/play/share-info/a%2Bb/c%3D%3D"


@pytest.mark.parametrize(
    ("page", "info", "why"),
    [
        ('<form id="password_form">', "{}", Why.LINK_NEEDS_PASSCODE),
        ("<p>This recording has expired</p>", "{}", Why.LINK_EXPIRED),
        (SHELL, '{"result": {"componentName": "need-password"}}', Why.LINK_NEEDS_PASSCODE),
    ],
)
def test_a_locked_or_expired_recording_is_told(
    host: MediaHost, web: Web, page: str, info: str, why: Why
) -> None:
    link = host.page("/rec/share/a.b", page)
    host.put(INFO, info.encode())
    with pytest.raises(Refused) as error:
        explain_zoom_page(web, link)
    assert error.value.why is why


def test_a_page_that_says_nothing_leaves_it_at_that(host: MediaHost, web: Web) -> None:
    link = host.page("/rec/share/a.b", SHELL)
    host.put(INFO, b'{"result": {}}')
    explain_zoom_page(web, link)
    assert [hit.path for hit in host.hits] == ["/rec/share/a.b", INFO]
