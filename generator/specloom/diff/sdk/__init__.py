"""What changed for a program that uses a package: its surface, read and compared (layer 4)."""
