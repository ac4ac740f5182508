"""The list of sources: a new site is one more file and one more line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workers.sources.box import make_box
from workers.sources.bundled import Bundled
from workers.sources.direct_link import DirectLink
from workers.sources.dropbox import make_dropbox
from workers.sources.google_docs import make_google_docs
from workers.sources.google_drive import make_google_drive
from workers.sources.hosted_video import make_hosted_video
from workers.sources.join_link import make_join_link
from workers.sources.kaltura import make_kaltura
from workers.sources.loom import make_loom
from workers.sources.published_doc import PublishedDoc
from workers.sources.sharepoint import make_sharepoint
from workers.sources.short_link import make_short_link
from workers.sources.slack_file import make_slack_file
from workers.sources.unsupported_site import make_unsupported_site
from workers.sources.vimeo import make_vimeo
from workers.sources.webex import make_webex
from workers.sources.youtube import make_youtube
from workers.sources.zoom import make_zoom
from workers.sources.zoom_webhook import ZoomWebhook

if TYPE_CHECKING:
    from workers.sources import Source
    from workers.web import Web

__all__ = ["collect_link_sources", "make_slack_file"]

SITES = (
    *(
        make_zoom,
        make_google_drive,
        PublishedDoc,
        make_google_docs,
        make_dropbox,
        make_loom,
        make_vimeo,
        make_youtube,
        make_sharepoint,
        make_box,
        make_webex,
    ),
    *(make_kaltura, make_hosted_video),
)


def collect_link_sources(web: Web) -> tuple[Source, ...]:
    """Every source of links; the first that claims a link has it."""
    sites = (site(web) for site in SITES)
    refusing = (make_join_link(), make_unsupported_site())
    others = (Bundled(), ZoomWebhook(web), *sites, *refusing, DirectLink(web))
    return (make_short_link(web, others), *others)
