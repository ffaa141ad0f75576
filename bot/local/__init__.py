"""A stand-in for Teams on this machine, and the chat page on it."""
