"""What people do, a noun a file: the acts that REST, the console and the command line have in common.

An act takes the office, the session that its door opened, and who acts: `approve(office, session, actor, …)`. It asks whether
that actor may, uses the features below, and keeps on the session what is to follow; it commits nothing. An act of silence, or
one with a PIN, takes no session: it makes its own, since it holds or counts whatever becomes of the rest.
"""
