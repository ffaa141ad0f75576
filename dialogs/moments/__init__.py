"""Dutch expressions of time."""
