"""*Bản tin mẫu*: the policy library, and drafts made of it."""
