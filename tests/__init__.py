"""Tests, and the stand-ins they work against. The folders mirror the code."""
