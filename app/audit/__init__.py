"""Who did what: an append-only chain of hashes for each commune, written in the same transaction as the act itself."""

from app.audit.chain import ChainBreak, Happening, record, verify

__all__ = ["ChainBreak", "Happening", "record", "verify"]
