"""Transcripts: speech."""
