"""When what is heard: slots and their days, occurrences, the whole month, and what forbids an hour."""
