"""*Hôm nay*: what sounds, what is to be done, what comes."""
