"""What all resources share: the base of forms and answers, bounds, heads, turns, stored files, and silence that is on its way."""
