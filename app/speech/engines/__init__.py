"""The voice engines; each module is imported only when its engine is built."""
