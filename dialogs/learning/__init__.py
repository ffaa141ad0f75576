"""Learning from use: what colleagues asked in vain, and what a coordinator teaches the bot about it."""
