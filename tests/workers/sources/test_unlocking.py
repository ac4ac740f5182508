"""The passcode reaches the source that can use it, and is forgotten when it is of no more use."""

from __future__ import annotations

from contextlib import suppress

import pytest
from redis import Redis

from workers.domain.errors import AnalysisError, Refused, Unavailable, Why
from workers.sources import Lockable
from workers.sources.direct_link import DirectLink
from workers.sources.unlocking import unlock_source
from workers.sources.zoom import make_zoom
from workers.store.passcodes import Opener, Passcodes
from workers.web import Web

WEB = Web(max_bytes=1, max_seconds=1)


@pytest.fixture
def passcodes(redis: Redis) -> Passcodes:
    kept = Passcodes(redis, Opener())
    kept.announce()
    kept.keep("a1", "1234")
    return kept


def test_a_locked_recording_is_opened_without_showing_how(passcodes: Passcodes) -> None:
    site = make_zoom(WEB)
    assert isinstance(site, Lockable)
    with unlock_source(site, passcodes, "a1") as source:
        assert source == site.opened_with("1234")
        assert source != site
        assert "1234" not in repr(source)
    assert passcodes.read("a1") == "1234", "it is needed once more, to fetch the recording"
    with unlock_source(site, passcodes, "a1", last=True):
        pass
    assert passcodes.read("a1") is None


def test_other_sources_and_other_analyses_stay_as_they_are(passcodes: Passcodes) -> None:
    link, site = DirectLink(WEB), make_zoom(WEB)
    with unlock_source(link, passcodes, "a1") as source:
        assert source is link
    with unlock_source(site, passcodes, "a2") as source:
        assert source is site
    assert passcodes.read("a1") is None, "it opens nothing at such a link"


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Why.LINK_NEEDS_PASSCODE, Why.PASSCODE_WRONG),
        (Why.LINK_EXPIRED, Why.LINK_EXPIRED),
    ],
)
def test_a_refusal_ends_its_use(passcodes: Passcodes, why: Why, said: Why) -> None:
    with pytest.raises(Refused) as error, unlock_source(make_zoom(WEB), passcodes, "a1"):
        raise Refused(why)
    assert error.value.why is said
    assert passcodes.read("a1") is None


def test_without_a_passcode_the_link_still_needs_one(passcodes: Passcodes) -> None:
    with pytest.raises(Refused) as error, unlock_source(make_zoom(WEB), passcodes, "a2"):
        raise Refused(Why.LINK_NEEDS_PASSCODE)
    assert error.value.why is Why.LINK_NEEDS_PASSCODE


def test_what_passes_leaves_it_for_the_next_try(passcodes: Passcodes) -> None:
    with suppress(AnalysisError), unlock_source(make_zoom(WEB), passcodes, "a1", last=True):
        raise Unavailable("zoom")
    assert passcodes.read("a1") == "1234"
