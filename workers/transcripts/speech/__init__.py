"""Speech: what is made of the words once it is known who says them: sentences, languages, and what
nobody said.
"""
