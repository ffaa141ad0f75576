"""Files for people: the Word form of a theme, the exports, and the coordinator's sheet of a round."""
