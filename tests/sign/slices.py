"""slices.py right|outer PIXELS WIDTH REPORT.pdf PAGE.ppm...: do the slices at the edges of all pages make whole seals?

Puts the strips of each seal side by side; what comes out must be a ring: red in the first and last column's middle, in the
first and last row's middle, and alike from left to right (where two slices meet, a column may be in neither whole). No
strip is narrower than two millimetres.
"""
import sys

from red import is_red, read

way, pixels, width, _, *paths = sys.argv[1:]
pixels, width = int(pixels), float(width) * int(pixels)
faults = []


def strip(path, number):
    """Columns of the edge that hold red, from the edge inwards, in the order from left to right."""
    across, down, data = read(path)
    left = way == "outer" and number % 2 == 1
    columns = []
    for step in range(int(width)):
        x = step if left else across - 1 - step
        column = [is_red(data, 3 * (y * across + x)) for y in range(down // 2 - int(width), down // 2 + int(width))]
        columns.append(column)
    return columns, left


count = len(paths)
most = int(width / pixels / 2.0001) or 1
seals = -(-count // most)
held = {}
for number, path in enumerate(paths):
    held.setdefault(number * seals // count, []).append((number, path))
for seal, pages in held.items():
    share = width / len(pages)
    if share < 2 * pixels - 1:
        faults.append(f"seal {seal + 1}: a slice of {share / pixels} mm")
    row, whole = 0, []
    for place, (number, path) in enumerate(pages):
        columns, left = strip(path, number)
        size = round(share * (place + 1)) - round(share * place)
        taken = columns[:size]
        whole += taken if left else taken[::-1]
        beyond = columns[size + 2:int(width) // 2] if number < count - 1 else []
        if any(any(column) for column in beyond):
            faults.append(f"page {number + 1}: red beyond its slice")
    middle = len(whole[0]) // 2
    ring = [any(column[middle - 4:middle + 4]) for column in (whole[1], whole[-2])]
    tops = [next((y for y, red in enumerate(column) if red), None) for column in whole]
    if not all(ring):
        faults.append(f"seal {seal + 1} has no edge on its left or right")
    pairs = [(a, b) for a, b in zip(tops, reversed(tops)) if a is not None and b is not None]
    if len(pairs) < 0.75 * len(tops) or max(abs(a - b) for a, b in pairs[4:-4]) > 8:
        faults.append(f"seal {seal + 1} is not round")
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
