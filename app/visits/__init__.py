"""What both web doors, REST and the console, share about those who come in: their cookies, and their turns at what is dear."""
