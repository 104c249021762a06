"""Vietnamese sentences for error codes, blocked reasons and state words; every door shows the same one."""
