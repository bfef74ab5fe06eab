"""Printing: the decided API as files of Python text (layer 4)."""
