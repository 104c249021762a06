"""The commune's plans and how far they are carried out."""
