"""Local servers that stand in for the outside services, each with a transcript."""
