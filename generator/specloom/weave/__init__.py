"""Weaving: sync twins derived from async sources, helpers injected, style held (layer 4)."""
