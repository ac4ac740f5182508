"""Cues: what is said between two times, whatever file of captions it stands in.

A cue may be several voices'; `say_cues` tells them apart.
"""
