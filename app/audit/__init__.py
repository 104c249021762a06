"""Who did what: an append-only chain of hashes for each commune, written in the same transaction as the act itself."""

from app.audit.chain import ChainBreak, Happening, is_recorded, last_of, record, verify

__all__ = ["ChainBreak", "Happening", "is_recorded", "last_of", "record", "verify"]
