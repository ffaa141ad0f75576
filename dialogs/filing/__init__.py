"""Files in the personal chat: what somebody may have, and the Word form that comes back."""
