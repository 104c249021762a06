"""The public page as officers see it: open or closed, what is held, what citizens sent in."""
