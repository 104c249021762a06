"""*Kế hoạch*: the plan of the year from its text, and how far it is carried out."""
