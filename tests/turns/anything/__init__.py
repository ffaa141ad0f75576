"""The machinery of the test in which anything goes: what is remembered, how it is done, what must hold."""
