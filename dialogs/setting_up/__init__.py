"""Setting up a round in the chat: its facts, its themes, a summary, and then it stands."""
