"""seal.py FILE KIND [SIDE]: pictures of seals as PNG, good and bad ones.

ring: red with a star's place left out, everything else transparent; opaque, rgb, palette: without transparency (an alpha
channel that is full, no alpha channel, a palette); palette-clear: a palette with a transparent entry; huge: 20,000 pixels
wide, as its head says; cut: a ring that ends in its middle; wide: twice as wide as high.
"""
import struct
import sys
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, color, rows, *more):
    head = struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b"")


def ring(width, height, opaque=False):
    for y in range(height):
        row = bytearray(b"\0")
        for x in range(width):
            r = ((2 * x + 1 - width) / width) ** 2 + ((2 * y + 1 - height) / height) ** 2
            on = 0.81 <= r <= 1 or r <= 0.06
            row += bytes((230, 0, 18, 255 if on or opaque else 0)) if on or not opaque else bytes((255, 255, 255, 255))
        yield bytes(row)


def make(kind, side):
    if kind in ("ring", "opaque"):
        return png(side, side, 6, ring(side, side, kind == "opaque"))
    if kind == "wide":
        return png(2 * side, side, 6, ring(2 * side, side))
    if kind == "cut":
        return make("ring", side)[:-side]
    if kind == "rgb":
        return png(side, side, 2, (b"\0" + b"\xe6\0\x12" * side for _ in range(side)))
    if kind.startswith("palette"):
        clear = (chunk(b"tRNS", b"\0\xff"),) if kind == "palette-clear" else ()
        row = b"\0" + b"\1" * (side // 2) + b"\0" * (side - side // 2)
        return png(side, side, 3, (row for _ in range(side)), chunk(b"PLTE", b"\xff\xff\xff\xe6\0\x12"), *clear)
    return png(20000, 20000, 6, [b"\0"])


with open(sys.argv[1], "wb") as file:
    file.write(make(sys.argv[2], int((sys.argv[3:] or ["240"])[0])))
