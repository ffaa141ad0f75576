"""Messages that the bot sends by itself: when, to whom, and what became of them."""
