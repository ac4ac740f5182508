"""What names and words may look like: long, empty, right-to-left, with emoji and with markup."""

from __future__ import annotations

from hypothesis import strategies as st

NASTY = (
    "",
    " ",
    "\u200b",
    "<!channel>",
    "*_~`& <https://evil.example|click>",
    "\u202eדנה כהן",
    "محمد علي " * 300,
    "👩‍👩‍👧‍👦" * 400,
    "x" * 3000,
    "&" * 3000,
    "``` ```\n" * 300,
    "Speaker 1",
)

texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=300))
"""One name or quote, of up to 3,000 characters."""
