"""Transcripts: lines."""
