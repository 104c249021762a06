"""What server and station say to each other, who signs it, and what makes it believed. Neither of the two is known here.

The messages are in `protocol` and `orders`, signing and the rules of trust in `trust`, what makes a PC a station in `enrolment`.
"""
