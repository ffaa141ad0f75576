"""Where answers are kept; one contract, several implementations."""
