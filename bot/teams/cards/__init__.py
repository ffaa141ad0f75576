"""Adaptive Cards, one module a card."""

from bot.teams.cards.card import CONTENT_TYPE, MOST_JSON, draw, draw_done, summary

__all__ = ["CONTENT_TYPE", "MOST_JSON", "draw", "draw_done", "summary"]
