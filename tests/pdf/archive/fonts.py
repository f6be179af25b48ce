"""Fonts: what a file says of them against the programs it embeds."""
import re
import struct

from faults import expect


# ---- programs

def index(data, at):
    """The items of a CFF INDEX, and where it ends."""
    count = struct.unpack_from(">H", data, at)[0]
    if not count:
        return [], at + 2
    size = data[at + 2]
    offsets = [int.from_bytes(data[at + 3 + i * size:at + 3 + (i + 1) * size], "big") for i in range(count + 1)]
    start = at + 2 + (count + 1) * size
    return [data[start + a:start + b] for a, b in zip(offsets, offsets[1:])], start + offsets[-1]


REAL = "0123456789.EE -"


def real(data, at):
    """A number in nibbles; the place behind it."""
    digits = ""
    while True:
        for nibble in (data[at] >> 4, data[at] & 15):
            if nibble == 15:
                return float(digits), at + 1
            digits += "E-" if nibble == 12 else REAL[nibble]
        at += 1


def operands(data, at, charstring):
    """One operand and the place behind it, or None at an operator."""
    b = data[at]
    if 32 <= b <= 246:
        return b - 139, at + 1
    if 247 <= b <= 250:
        return (b - 247) * 256 + data[at + 1] + 108, at + 2
    if 251 <= b <= 254:
        return -(b - 251) * 256 - data[at + 1] - 108, at + 2
    if b == 28:
        return struct.unpack_from(">h", data, at + 1)[0], at + 3
    if charstring:
        return (struct.unpack_from(">i", data, at + 1)[0] / 65536, at + 5) if b == 255 else None
    if b == 29:
        return struct.unpack_from(">i", data, at + 1)[0], at + 5
    return real(data, at + 1) if b == 30 else None


def dictionary(data):
    entries, stack, at = {}, [], 0
    while at < len(data):
        read = operands(data, at, charstring=False)
        if read:
            stack.append(read[0])
            at = read[1]
            continue
        key = data[at] if data[at] != 12 else 1200 + data[at + 1]
        at += 2 if data[at] == 12 else 1
        entries[key] = stack
        stack = []
    return entries


# Operators that may be a charstring's first, and how many operands they have without the width; None: an even number.
FIRST = {1: None, 3: None, 18: None, 23: None, 19: None, 20: None, 21: 2, 22: 1, 4: 1, 14: 0}


def charstring_width(data, private):
    """The advance, by what stands before the first operator (Adobe Technical Note 5177, 3.1)."""
    stack, at = [], 0
    while True:
        read = operands(data, at, charstring=True)
        if not read:
            break
        stack.append(read[0])
        at = read[1]
    wanted = FIRST[data[at]]
    has_width = len(stack) % 2 == 1 if wanted is None else len(stack) > wanted
    default, nominal = private.get(20, [0])[0], private.get(21, [0])[0]
    return nominal + stack[0] if has_width else default


def charset(data, at, count):
    """The CID of each glyph."""
    if at == 0:
        return list(range(count))
    kind, at, cids = data[at], at + 1, [0]
    while len(cids) < count:
        first = struct.unpack_from(">H", data, at)[0]
        if kind == 0:
            left, at = 0, at + 2
        elif kind == 1:
            left, at = data[at + 2], at + 3
        else:
            left, at = struct.unpack_from(">H", data, at + 2)[0], at + 4
        cids.extend(range(first, first + left + 1))
    return cids[:count]


def select(data, at, count):
    """The font dictionary of each glyph."""
    if data[at] == 0:
        return list(data[at + 1:at + 1 + count])
    ranges = struct.unpack_from(">H", data, at + 1)[0]
    chosen = []
    for i in range(ranges):
        first, which, end = struct.unpack_from(">HBH", data, at + 3 + 3 * i)
        chosen.extend([which] * (end - first))
    return chosen


def cff_widths(data):
    """{CID: width in thousandths of an em} and whether it is keyed by CIDs."""
    at = data[2]
    _, at = index(data, at)
    tops, at = index(data, at)
    top = dictionary(tops[0])
    glyphs, _ = index(data, top[17][0])
    keyed = 1230 in top

    def private(entries):
        size, start = entries.get(18, [0, 0])
        return dictionary(data[start:start + size])

    if keyed:
        parts = [private(dictionary(part)) for part in index(data, top[1236][0])[0]]
        chosen = select(data, top[1237][0], len(glyphs))
        cids = charset(data, top.get(15, [0])[0], len(glyphs))
    else:
        parts, chosen, cids = [private(top)], [0] * len(glyphs), list(range(len(glyphs)))
    scale = top.get(1207, [0.001])[0] * 1000
    return {cid: charstring_width(glyph, parts[which]) * scale
            for cid, glyph, which in zip(cids, glyphs, chosen)}, keyed


def truetype_widths(data):
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {}
    for i in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        tables[tag] = data[offset:offset + length]
    em = struct.unpack_from(">H", tables[b"head"], 18)[0]
    glyphs = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
    long = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    advances = [struct.unpack_from(">H", tables[b"hmtx"], 4 * min(i, long - 1))[0] for i in range(glyphs)]
    return {glyph: advance * 1000 / em for glyph, advance in enumerate(advances)}


# ---- what the file says

def said_widths(array):
    """{CID: width} of W (ISO 32000-1, 9.7.4.3)."""
    widths, at = {}, 0
    while at < len(array):
        if isinstance(array[at + 1], list):
            widths.update({array[at] + i: width for i, width in enumerate(array[at + 1])})
            at += 2
        else:
            widths.update({code: array[at + 2] for code in range(array[at], array[at + 1] + 1)})
            at += 3
    return widths


def unicode_map(data):
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.S):
        for code, value in re.findall(rb"<([0-9A-F]{4})>\s*<([0-9A-F]+)>", block):
            found[int(code, 16)] = bytes.fromhex(value.decode()).decode("utf-16-be")
    return found


class Font:
    """A Type0 font of the file."""

    def __init__(self, pdf, reference):
        font = pdf.get(reference)
        below = pdf.get(font["/DescendantFonts"][0])
        descriptor = pdf.get(below["/FontDescriptor"])
        self.name = name = font["/BaseFont"]
        expect("A 6.2.11.2.1 6.2.11.2.2 6.2.11.2.3", font["/Type"] == "/Font" and font["/Subtype"] == "/Type0" and name, name)
        expect("A 6.2.11.3.3.1 6.2.11.3.3.2 6.2.11.3.3.3", font["/Encoding"] == "/Identity-H", f"{name}: Encoding")
        expect("UA 7.21.3.3.1 7.21.3.3.2 7.21.3.3.3", font["/Encoding"] == "/Identity-H", f"{name}: Encoding")
        for clauses in ("A 6.2.11.3.1.1", "UA 7.21.3.1.1"):
            expect(clauses, set(below["/CIDSystemInfo"]) == {"/Registry", "/Ordering", "/Supplement"}, f"{name}: CIDSystemInfo")
        for clauses in ("A 6.2.11.4.2.1 6.2.11.4.2.2", "UA 7.21.4.2.1 7.21.4.2.2"):
            expect(clauses, not {"/CIDSet", "/CharSet"} & set(descriptor), f"{name}: CIDSet")
        for clauses in ("A 6.2.11.6.1 6.2.11.6.2 6.2.11.6.3 6.2.11.6.4 6.2.11.2.4 6.2.11.2.5 6.2.11.2.6",
                        "UA 7.21.6.1 7.21.6.2 7.21.6.3 7.21.6.4"):
            expect(clauses, below["/Subtype"] in ("/CIDFontType0", "/CIDFontType2"), f"{name}: a simple font")
        self.read_program(pdf, below, descriptor)
        self.said, self.default = said_widths(below.get("/W", [])), below.get("/DW", 1000)
        self.map = unicode_map(pdf.data(font["/ToUnicode"])) if "/ToUnicode" in font else {}
        bad = [value for value in self.map.values() if not value or set(value) & {"\0", "\ufeff", "\ufffe"}]
        expect("UA 7.21.7.2", not bad, f"{name}: ToUnicode {bad}")

    def read_program(self, pdf, below, descriptor):
        outlines = descriptor.get("/FontFile3") or descriptor.get("/FontFile2")
        for clauses in ("A 6.2.11.4.1.1", "UA 7.21.4.1.1"):
            if not expect(clauses, outlines, f"{self.name} is not embedded"):
                self.widths = {}
                return
        if below["/Subtype"] == "/CIDFontType0":
            expect("A 6.2.11.2.7", pdf.get(outlines)["/Subtype"] == "/CIDFontType0C", f"{self.name}: Subtype of the program")
            self.widths, _ = cff_widths(pdf.data(outlines))
        else:
            data = pdf.data(outlines)
            expect("PDF 9.9", pdf.get(outlines)["/Length1"] == len(data), f"{self.name}: Length1")
            for clauses in ("A 6.2.11.3.2.1", "UA 7.21.3.2.1"):
                expect(clauses, below.get("/CIDToGIDMap") == "/Identity", f"{self.name}: CIDToGIDMap")
            self.widths = truetype_widths(data)

    def show(self, where, code):
        """The text of a code that is shown."""
        expect("A 6.1.13.10", code <= 65535, f"{where}: CID {code}")
        for clauses in ("A 6.2.11.8.1", "UA 7.21.8.1"):
            expect(clauses, code != 0, f"{where}: .notdef of {self.name}")
        for clauses in ("A 6.2.11.4.1.2", "UA 7.21.4.1.2"):
            expect(clauses, code in self.widths, f"{where}: {self.name} has no glyph of CID {code}")
        for clauses in ("A 6.2.11.7.1 6.2.11.7.2", "UA 7.21.7.1"):
            expect(clauses, code in self.map, f"{where}: CID {code} of {self.name} has no Unicode value")
        width, said = self.widths.get(code, 0), self.said.get(code, self.default)
        for clauses in ("A 6.2.11.5.1", "UA 7.21.5.1"):
            expect(clauses, abs(width - said) <= 1, f"{where}: CID {code} of {self.name} is {width} wide, said {said}")
        return self.map.get(code, "")
