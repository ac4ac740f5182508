"""Outside services that call us: one service a file."""
