"""What the captions of a host tell about who is who."""
