"""The embedded engine: offline and on the CPU. Transcripts exactly, sound as a draft.

sound in: formats -> decode -> separate -> words -> polarity
          separate: stereo, or voice -> windows -> clusters
                                     -> tracks -> evidence -> timbre -> turns, asides
text in:  formats -> transcripts -> polarity

Importing this is cheap; what decodes and recognises is loaded when it is used.
"""

from workers.engines.local.engine import LocalEngine

__all__ = ["LocalEngine"]
