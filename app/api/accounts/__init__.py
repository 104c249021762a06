"""Who may come in: founding the installation, and people's tokens."""
