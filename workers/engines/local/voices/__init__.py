"""Voices: who speaks when, from the sound alone."""
