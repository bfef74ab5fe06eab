"""Faults × calls: a scripted server that misbehaves, and what clients make of it."""
