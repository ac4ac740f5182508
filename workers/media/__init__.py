"""What recordings are made of."""
