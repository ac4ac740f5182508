"""A local HTTP server that behaves like Deepgram's pre-recorded API, its oddities included.

with DeepgramStandIn() as vendor:
    vendor.knobs.work_s = 0.5
    DeepgramEngine(DeepgramSettings(deepgram_api_key=vendor.key, ...), redis)
    assert vendor.heard[-1].query["mip_opt_out"] == "true"
"""

from tests.standins.deepgram.server import DeepgramStandIn, Knobs

__all__ = ["DeepgramStandIn", "Knobs"]
