"""What the commune is and decides: its zones, what it chose, the poverty standards it goes by."""
