"""Transcripts: raw."""
