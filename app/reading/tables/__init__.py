"""The data of the reading: one plain table a theme. A linguist adds a line here; the rules are in `app/reading/rules`."""
