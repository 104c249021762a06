"""Programmes: running orders, and the audio made of them, kept by content hash."""

from app.programmes.model import (
    Order,
    ProgrammeOrder,
    RenderingFacts,
    RenderingState,
    StoredAudio,
    VersionOrder,
)

__all__ = [
    "Order",
    "ProgrammeOrder",
    "RenderingFacts",
    "RenderingState",
    "StoredAudio",
    "VersionOrder",
]
