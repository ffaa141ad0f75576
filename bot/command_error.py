"""What the one who typed a command can mend."""


class CommandError(Exception):
    """The command cannot be done as it was typed; the text is one clear English line."""
