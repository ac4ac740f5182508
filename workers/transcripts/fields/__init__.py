"""Fields: names of columns and keys, in tables and in JSON, and what stands under them."""
