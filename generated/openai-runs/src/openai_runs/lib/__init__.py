"""Hand-written parts of this package that no specification describes."""
