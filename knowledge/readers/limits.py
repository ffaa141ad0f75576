"""How much one file may ask of this computer before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file: bytes on disk, pages, characters of text, seconds of reading, bytes of memory.

    The defaults are far above any safety plan (usually under 150 pages and 20 MB) and far below what would
    trouble a small server.
    """

    file_bytes: int = 100_000_000
    pages: int = 2_000
    characters: int = 10_000_000
    seconds: float = 60.0
    memory_bytes: int = 1_500_000_000

    def __post_init__(self) -> None:
        if min(self.file_bytes, self.pages, self.characters, self.seconds, self.memory_bytes) <= 0:
            raise ValueError("every limit must be more than zero")
