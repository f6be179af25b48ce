"""message.py FILE.pdf STEM [NUMBER]: takes a signature out of a PDF, the last or the NUMBER-th, by its bytes alone.

STEM.der is its message without the noughts behind it, STEM.bytes what it is over; ends with 1 if the ranges are not the
whole file but the hole, for the last one.
"""
import re
import sys

path, stem, *number = sys.argv[1:]
data = open(path, "rb").read()
found = list(re.finditer(rb"/ByteRange ?\[ ?(\d+) +(\d+) +(\d+) +(\d+) *\]", data))
match = found[int(number[0]) - 1 if number else -1]
first, length, second, rest = map(int, match.groups())
hole = data[length:second]
der = bytes.fromhex(hole[1:-1].decode())
size, at = der[1], 2
if size & 0x80:
    at = 2 + (size & 0x7F)
    size = int.from_bytes(der[2:at], "big")
with open(stem + ".der", "wb") as file:
    file.write(der[:at + size])
with open(stem + ".bytes", "wb") as file:
    file.write(data[first:first + length] + data[second:second + rest])
whole = first == 0 and hole[:1] == b"<" and hole[-1:] == b">" and second + rest == len(data)
sys.exit(0 if whole or number else 1)
