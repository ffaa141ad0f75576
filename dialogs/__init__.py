"""The conversation and its rules; plain Python, no input or output of its own."""
