"""What one zone hears on one day: the operator's list and a station's manifest."""
