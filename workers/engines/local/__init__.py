"""The embedded engine: offline and on the CPU. Transcripts exactly, sound as a draft.

sound in: formats -> decode -> separate (stereo, or voice -> windows -> clusters -> timbre -> turns)
          -> words -> polarity
text in:  formats -> transcripts -> polarity

Importing this is cheap; what decodes and recognises is loaded when it is used.
"""

from workers.engines.local.engine import LocalEngine

__all__ = ["LocalEngine"]
