"""Draws the two icons, a shield with a tick: `python -m bot.teams.manifest.icons` writes them here.

Sizes and colours as the app manifest asks: a full-colour square of 192 pixels with the drawing in its middle,
and a white outline of 32 pixels on nothing.
"""

import math
import struct
import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from bot.teams.manifest.manifest import ACCENT, COLOUR_ICON, OUTLINE_ICON

Pixel = tuple[int, int, int, int]  # red, green, blue, alpha

WHITE = (255, 255, 255)
TEAL = tuple(bytes.fromhex(ACCENT.removeprefix("#")))
COLOUR_SIDE, OUTLINE_SIDE = 192, 32  # pixels
FINE = 4  # each pixel is the mean of so many points, squared
TICK = ((-0.4, -0.05), (-0.1, 0.27), (0.42, -0.36))


def in_shield(x: float, y: float) -> bool:
    """Whether a point is in a shield that is two high and 1.7 wide, around the origin."""
    top = -1 + 0.16 * abs(x) / 0.85
    if not top <= y <= 1:
        return False
    narrowing: float = max(0.0, (y + 0.15) / 1.15) ** 2.2
    return abs(x) <= 0.85 * (1 - narrowing)


def in_tick(x: float, y: float, width: float) -> bool:
    """Whether a point is within `width` of the tick's two strokes."""
    return any(_distance(x, y, *start, *end) <= width for start, end in pairwise(TICK))


def colour() -> list[list[Pixel]]:
    """A white shield with a teal tick, on teal."""

    def share(x: float, y: float) -> float:
        return float(in_shield(x, y) and not in_tick(x, y, 0.12))

    half = COLOUR_SIDE * 0.29  # the outer part of an icon may be cut off to a circle
    return [[(*_mixed(TEAL, WHITE, part), 255) for part in row] for row in _shares(COLOUR_SIDE, half, share)]


def outline() -> list[list[Pixel]]:
    """The edge of the shield and the tick, in white."""

    def share(x: float, y: float) -> float:
        edge = in_shield(x, y) and not in_shield(x / 0.82, y / 0.82)
        return float(edge or in_tick(x * 1.15, y * 1.15, 0.11))

    rows = _shares(OUTLINE_SIDE, OUTLINE_SIDE * 0.46, share)
    return [[(*WHITE, round(255 * part)) for part in row] for row in rows]


def png(rows: list[list[Pixel]]) -> bytes:
    """A picture as a PNG file: eight bits a channel, with transparency."""
    lines = b"".join(b"\0" + b"".join(bytes(pixel) for pixel in row) for row in rows)
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _shares(side: int, half: float, share: Callable[[float, float], float]) -> Iterator[list[float]]:
    """For each pixel how much of it is drawn; `half` is half the drawing's height, in pixels."""
    steps = [(step + 0.5) / FINE for step in range(FINE)]
    for row in range(side):
        line = []
        for column in range(side):
            points = [
                share((column + across - side / 2) / half, (row + down - side / 2) / half)
                for down in steps
                for across in steps
            ]
            line.append(sum(points) / len(points))
        yield line


def _mixed(under: tuple[int, ...], over: tuple[int, ...], part: float) -> tuple[int, int, int]:
    red, green, blue = (round(low + (high - low) * part) for low, high in zip(under, over, strict=True))
    return red, green, blue


def _distance(x: float, y: float, x1: float, y1: float, x2: float, y2: float) -> float:
    """From a point to a stroke between two points."""
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
    nearest = min(1.0, max(0.0, along))
    return math.hypot(x - x1 - nearest * (x2 - x1), y - y1 - nearest * (y2 - y1))


if __name__ == "__main__":
    here = Path(__file__).parent
    (here / COLOUR_ICON).write_bytes(png(colour()))
    (here / OUTLINE_ICON).write_bytes(png(outline()))
