"""A local HTTP server that answers as speech servers do that people run themselves.

with SpeechServerStandIn(Flavour.SPEACHES) as box:
    OpenAIEngine(OpenAISettings(openai_base_url=box.base_url, openai_api_key=box.key), longest)
    assert box.asked[-1].body["response_format"] == ["verbose_json"]
"""

from tests.standins.openai.server import Flavour, SpeechServerStandIn

__all__ = ["Flavour", "SpeechServerStandIn"]
