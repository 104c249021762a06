"""One running `loalang serve`: web server, background jobs, and the stations of this machine."""
