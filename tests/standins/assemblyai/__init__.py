"""A local HTTP server that behaves like AssemblyAI's pre-recorded API, its oddities included.

with AssemblyAIStandIn() as vendor:
    vendor.knobs.job_s = 0.5
    AssemblyAIEngine(AssemblyAISettings(assemblyai_api_key=vendor.key, ...), redis)
    assert vendor.orders[-1].body["speaker_labels"] is True
"""

from tests.standins.assemblyai.server import AssemblyAIStandIn
from tests.standins.assemblyai.state import Knobs

__all__ = ["AssemblyAIStandIn", "Knobs"]
