"""All that touches Redis: the ledger, and what is found, counted and kept beside it."""
