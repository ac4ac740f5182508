"""The list of sources: a new site is one more file and one more line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workers.sources.box import box
from workers.sources.bundled import Bundled
from workers.sources.direct_link import DirectLink
from workers.sources.dropbox import dropbox
from workers.sources.google_docs import google_docs
from workers.sources.google_drive import google_drive
from workers.sources.hosted_video import hosted_video
from workers.sources.join_link import join_link
from workers.sources.kaltura import kaltura
from workers.sources.loom import loom
from workers.sources.sharepoint import sharepoint
from workers.sources.slack_file import slack_file
from workers.sources.unsupported_site import unsupported_site
from workers.sources.vimeo import vimeo
from workers.sources.webex import webex
from workers.sources.youtube import youtube
from workers.sources.zoom import zoom
from workers.sources.zoom_webhook import ZoomWebhook

if TYPE_CHECKING:
    from workers.sources import Source
    from workers.web import Web

__all__ = ["link_sources", "slack_file"]

SITES = (
    *(zoom, google_drive, google_docs, dropbox, loom, vimeo, youtube, sharepoint, box, webex),
    *(kaltura, hosted_video),
)


def link_sources(web: Web) -> tuple[Source, ...]:
    """Every source of links; the first that claims a link has it."""
    sites = (site(web) for site in SITES)
    refusing = (join_link(), unsupported_site())
    return (Bundled(), ZoomWebhook(web), *sites, *refusing, DirectLink(web))
