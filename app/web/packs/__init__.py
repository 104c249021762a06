"""*Gói phát*: the files of a day for the operator, taken away whole."""
