"""What sounded: the stations' lines, and the log book that is printed of them."""
