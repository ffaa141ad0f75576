"""The stores: one contract, and what only the one on disk must stand."""
