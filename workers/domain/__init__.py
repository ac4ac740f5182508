"""The nouns, frozen and without I/O, and the rules that need nothing else."""
