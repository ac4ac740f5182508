"""A Meeting becomes numbers (`frames`), what is worth pointing at (`moments`), ink, and files."""
