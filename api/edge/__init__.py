"""Layers of plain ASGI around any application; they know nothing of what it serves."""
