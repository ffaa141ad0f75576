"""The Teams app package: what an administrator uploads so that colleagues find the bot in Teams."""
