"""The plans that answer: adding one from the chat, adopting it, and taking it out."""
