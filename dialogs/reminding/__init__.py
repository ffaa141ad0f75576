"""Reminders: who is written to when and why, and what they read."""
