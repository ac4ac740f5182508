"""A local HTTP server that behaves like Symbl's API, its oddities included.

with SymblStandIn() as symbl:
    symbl.knobs.concurrency = 2
    settings = SymblSettings(symbl_base_url=symbl.url)
    SymblEngine(Credentials(symbl.app_id, symbl.app_secret), settings, redis)
    assert symbl.calls[-1].path == "/v1/process/audio/url"
"""

from tests.standins.symbl.knobs import Knobs
from tests.standins.symbl.script import Line
from tests.standins.symbl.server import SymblStandIn

__all__ = ["Knobs", "Line", "SymblStandIn"]
