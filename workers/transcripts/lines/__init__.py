"""Lines: what a line of plain text is: a head, a label, a time, a note, or words.

`ways/` makes the ways of writing of programs into the one way that `shapes` reads.
"""
