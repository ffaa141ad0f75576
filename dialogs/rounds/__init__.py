"""A round: the collection of input for one new plan."""
