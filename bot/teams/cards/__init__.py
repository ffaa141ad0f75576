"""Adaptive Cards, one module a card."""
