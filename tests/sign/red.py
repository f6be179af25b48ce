"""red.py FILE.ppm PIXELS: the box of all that is red in a picture, in units of so many pixels; nothing if nothing is."""
import sys


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    kind, width, height, _ = data.split(maxsplit=4)[:4]
    assert kind == b"P6"
    return int(width), int(height), data[-int(width) * int(height) * 3:]


def is_red(data, at):
    return data[at] > 150 and data[at + 1] < 120 and data[at + 2] < 120


def box(path):
    width, height, data = read(path)
    rows = [y for y in range(height) if any(is_red(data, 3 * (y * width + x)) for x in range(width))]
    columns = [x for x in range(width) if any(is_red(data, 3 * (y * width + x)) for y in rows)]
    return (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1) if rows else None


if __name__ == "__main__":
    found = box(sys.argv[1])
    if found:
        print(*(edge / float(sys.argv[2]) for edge in found))
