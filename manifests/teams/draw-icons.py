#!/usr/bin/env python3
"""Draws color.png (192 x 192) and outline.png (32 x 32, white on transparent): a page with many lines, one of which is for you.

Run it in this folder after changing it; needs nothing but Python.
"""
import struct
import zlib

INDIGO, WHITE, LINE, AMBER = (0x3D, 0x46, 0xA8), (255, 255, 255), (0xC3, 0xC8, 0xEC), (0xF5, 0xA6, 0x23)
SAMPLES = 8


def png(path, size, colour_at):
    """Writes a picture; colour_at(x, y) gives (r, g, b) or None (transparent) for a point between 0 and size."""
    rows = b""
    for y in range(size):
        rows += b"\0"
        for x in range(size):
            points = [colour_at(x + (i + .5) / SAMPLES, y + (j + .5) / SAMPLES) for i in range(SAMPLES) for j in range(SAMPLES)]
            seen = [point for point in points if point]
            mean = [round(sum(point[i] for point in seen) / len(seen)) for i in range(3)] if seen else [255, 255, 255]
            rows += bytes([*mean, round(255 * len(seen) / len(points))])

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def rounded(x, y, left, top, right, bottom, radius):
    """Whether a point is in a rectangle with round corners."""
    dx, dy = max(left + radius - x, 0, x - right + radius), max(top + radius - y, 0, y - bottom + radius)
    return left <= x <= right and top <= y <= bottom and dx * dx + dy * dy <= radius * radius


def page(x, y, left, top, right, bottom, radius, fold):
    """A page whose upper right corner is folded."""
    return rounded(x, y, left, top, right, bottom, radius) and (x - (right - fold)) - (y - top) <= 0


def colour(x, y):
    if rounded(x, y, 66, 98, 126, 110, 6):
        return AMBER
    for top, right in ((78, 108), (122, 126)):
        if rounded(x, y, 66, top, right, top + 8, 4):
            return LINE
    if 108 <= x <= 138 and 42 <= y <= 72 and (x - 108) - (y - 42) <= 0 and rounded(x, y, 108, 42, 138, 72, 4):
        return LINE
    return WHITE if page(x, y, 54, 42, 138, 150, 10, 30) else INDIGO


def outline(x, y):
    edge = page(x, y, 7, 3, 25, 29, 3, 6) and not page(x, y, 9, 5, 23, 27, 1, 5.2)
    line = any(rounded(x, y, 12, top, right, top + 2, 1) for top, right in ((11, 17), (16, 20), (21, 20)))
    return WHITE if edge or line else None


png("color.png", 192, colour)
png("outline.png", 32, outline)
