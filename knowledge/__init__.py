"""The text of plans: reading, keeping, searching and quoting it."""
