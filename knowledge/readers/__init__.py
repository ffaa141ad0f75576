"""Plan files become passages: `knowledge.readers.reading.read` reads one, in a process of its own."""
