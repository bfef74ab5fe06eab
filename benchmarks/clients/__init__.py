"""Clients side by side: what an import, a call, an event and a page cost each of them."""
