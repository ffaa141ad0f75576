"""The example plan of a municipality that does not exist: its text, the PDF of it, and what makes the PDF."""
