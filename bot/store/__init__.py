"""Keeping the logs, focus records, people and rounds: one contract, several stores."""

from bot.store.errors import StoreError
from bot.store.open import check, open_store, remarks

__all__ = ["StoreError", "check", "open_store", "remarks"]
