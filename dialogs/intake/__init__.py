"""Filling in one theme: the format, the questions, the log of answers, the order."""
