"""When what is aired: the regulation, slots, their occurrences, and the log of what really sounded."""
