"""What both web doors, REST and pages, share about those who come in: cookies, turns at what is dear, what they have already."""
