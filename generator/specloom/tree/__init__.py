"""The generated tree on the disk: what it was, what stands there now, and how to get to the next one (layer 5)."""
