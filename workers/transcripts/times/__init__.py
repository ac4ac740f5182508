"""Times: as people and programs write them, on one axis in seconds."""
