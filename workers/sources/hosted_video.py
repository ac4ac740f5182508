"""Video hosts that companies and universities keep their meetings on, one entry for all."""

from __future__ import annotations

from workers.sources.resolved import ResolvedSite
from workers.web import Web


def make_hosted_video(web: Web) -> ResolvedSite:
    return ResolvedSite(
        web=web,
        name="hosted_video",
        title="",
        examples=(
            "https://company.hosted.panopto.com/Panopto/Pages/Viewer.aspx?id=0123abcd-4567",
            "https://cdnapisec.kaltura.com/index.php/extwidget/preview/partner_id/1/entry_id/1_a1b2c3",
            "https://company.wistia.com/medias/a1b2c3d4e5",
            "https://share.vidyard.com/watch/a1B2c3D4e5F6g7H8",
            "https://streamable.com/a1b2c3",
            "https://fathom.video/share/a1B2c3D4e5F6g7H8",
            "https://watch.screencastify.com/v/a1B2c3D4",
            "https://www.gotostage.com/channel/123/recording/0123abcd/watch",
            "https://clipchamp.com/watch/a1B2c3D4",
            "https://watch.cloudflarestream.com/0123456789abcdef0123456789abcdef",
            "https://player.mux.com/a1B2c3D4e5F6",
            "https://mediasite.example.edu/Mediasite/Play/0123456789abcdef0123456789abcdef1d",
        ),
        extractors=(
            *("Panopto", "Kaltura", "Wistia", "vidyard", "Streamable", "fathom"),
            *("Screencastify", "GoToStage", "Clipchamp", "CloudflareStream", "Mux", "Mediasite"),
        ),
    )
