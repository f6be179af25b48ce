"""A PDF's objects as qpdf gives them, and its bytes."""
import base64
import json
import re
import subprocess
import zlib

from faults import expect


class File:
    """A file of which every reference can be followed."""

    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            self.bytes = file.read()
        command = ["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path]
        text = subprocess.run(command, capture_output=True, check=True).stdout
        self.objects = json.loads(text)["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.root = self.get(self.trailer["/Root"])
        self.info = self.get(self.trailer.get("/Info", {}))
        self.pages = list(self.leaves(self.root["/Pages"]))
        self.number_of_page = {reference: number for number, reference in enumerate(self.pages)}

    def get(self, value):
        """The value, its references followed; of a stream its dictionary."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            held = self.objects["obj:" + value]
            value = held["value"] if "value" in held else held["stream"]["dict"]
        return value

    def data(self, reference):
        """The unpacked bytes of a stream."""
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    def streams(self):
        for name, held in self.objects.items():
            if "stream" in held:
                yield name.removeprefix("obj:"), held["stream"]["dict"]

    def leaves(self, reference):
        node = self.get(reference)
        if node["/Type"] == "/Page":
            yield reference
        for kid in node.get("/Kids", []):
            yield from self.leaves(kid)


def text(value):
    """A text string without qpdf's prefix."""
    return value[2:] if value.startswith("u:") else value


# ---- the file's bytes

def read_table(pdf):
    """Rows (type, where, index) of the cross-reference stream, read here once more and not by qpdf."""
    data = pdf.bytes
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", data).group(1))
    match = re.match(rb"\d+ 0 obj\n<<(.*?)>>\nstream\n", data[start:], re.S)
    if not expect("PDF 7.5.8", match is not None, "no cross-reference stream where startxref points"):
        return []
    entries = match.group(1)
    widths = list(map(int, re.search(rb"/W\[(\d+) (\d+) (\d+)\]", entries).groups()))
    columns = sum(widths)
    expect("PDF 7.5.8", f"/Columns {columns}>>".encode() in entries, "Columns are not the sum of W")
    packed = zlib.decompressobj().decompress(data[start + match.end():])
    above, rows = bytes(columns), []
    for at in range(0, len(packed), columns + 1):
        line = packed[at:at + columns + 1]
        above = bytes((a + b) % 256 for a, b in zip(above, line[1:]))
        ends = [sum(widths[:i]) for i in range(4)]
        rows.append(tuple(int.from_bytes(above[ends[i]:ends[i + 1]], "big") for i in range(3)))
    size = int(re.search(rb"/Size (\d+)", entries).group(1))
    expect("PDF 7.5.8", len(rows) == size, f"{len(rows)} rows, Size {size}")
    return rows


def check_table(pdf):
    rows = read_table(pdf)
    expect("A 6.1.13.7", len(rows) <= 8388607, f"{len(rows)} objects")
    expect("PDF 7.5.8", rows and rows[0] == (0, 0, 65535), "the first row is not the free list's head")
    for number, (kind, where, index) in enumerate(rows[1:], 1):
        if kind == 1:
            head = f"{number} 0 obj\n".encode()
            expect("A 6.1.9.1", pdf.bytes[where:where + len(head)] == head, f"object {number} is not at {where}")
            expect("A 6.1.9.1", pdf.bytes[where - 1:where] == b"\n", f"object {number} does not begin a line")
            check_stream(pdf, number, where)
        else:
            expect("PDF 7.5.8", kind == 2 and rows[where][0] == 1, f"object {number} is packed in no stream")


def check_stream(pdf, number, start):
    """What stands by itself is a stream: its keyword, its Length, its end."""
    match = re.compile(rb"\d+ 0 obj\n<<(.*?)>>\nstream\n", re.S).match(pdf.bytes, start)
    if not expect("A 6.1.7.1.2", match is not None, f"object {number} is no stream"):
        return
    length = re.search(rb"/Length (\d+)(?![\d ]*R)", match.group(1))
    if expect("A 6.1.7.1.1", length is not None, f"object {number} has no Length of its own"):
        end = match.end() + int(length.group(1))
        expect("A 6.1.7.1.1 6.1.7.1.2", pdf.bytes[end:].startswith(b"\nendstream\nendobj\n"),
               f"object {number} does not end after its Length")


def check_bytes(pdf, version):
    head = pdf.bytes[:20]
    expect("A 6.1.2.1", head.startswith(f"%PDF-{version}\n".encode()), f"header {head[:9]}")
    expect("UA 6.1.1", re.match(rb"%PDF-1\.[0-7]\n", head), f"header {head[:9]}")
    expect("A 6.1.2.2", head[9:10] == b"%" and min(head[10:14]) > 127, "no comment of four high bytes")
    expect("A 6.1.3.3", pdf.bytes.endswith(b"%%EOF\n") and pdf.bytes.count(b"%%EOF") == 1, "bytes behind %%EOF")
    identifiers = pdf.trailer.get("/ID", [])
    expect("A 6.1.3.1", len(identifiers) == 2 and identifiers[0] == identifiers[1], f"identifiers {identifiers}")
    expect("A 6.1.3.2", "/Encrypt" not in pdf.trailer, "encrypted")
    expect("UA 7.16.1", "/Encrypt" not in pdf.trailer, "encrypted")
    expect("A 6.1.4.2", b"\nxref\n" not in pdf.bytes, "a table beside the cross-reference stream")
    check_table(pdf)


# ---- what holds for every object

def check_value(name, value):
    if isinstance(value, dict):
        for key, held in value.items():
            expect("A 6.1.13.4", len(key.encode()) <= 128, f"{name}: a name of {len(key)} bytes")
            check_value(name, held)
    elif isinstance(value, list):
        for held in value:
            check_value(name, held)
    elif isinstance(value, str):
        check_string(name, value)
    elif isinstance(value, int) and not isinstance(value, bool):
        expect("A 6.1.13.1", -2147483648 <= value <= 2147483647, f"{name}: integer {value}")
    elif isinstance(value, float):
        expect("A 6.1.13.2", abs(value) < 3.403e38, f"{name}: real {value}")
        expect("A 6.1.13.5", value == 0 or abs(value) > 1.175e-38, f"{name}: real {value}")


def check_string(name, value):
    if value.startswith("/"):
        expect("A 6.1.13.4", len(value.encode()) <= 128, f"{name}: a name of {len(value)} bytes")
    elif value.startswith("b:"):
        expect("A 6.1.13.3", len(value) <= 2 + 2 * 32767, f"{name}: a string of {len(value) // 2} bytes")
    elif value.startswith("u:"):
        expect("A 6.1.13.3", 2 + 2 * len(value) <= 32767, f"{name}: a string of {len(value)} characters")


# Keys of the objects we write, beside which there is nothing that a standard could forbid.
KEYS = {
    "catalog": "Type Pages Outlines PageMode Lang ViewerPreferences PageLabels Metadata OutputIntents Names AF MarkInfo Dests "
               "StructTreeRoot AcroForm",
    "page": "Type Parent MediaBox TrimBox BleedBox Resources Contents StructParents Annots Tabs",
    "link": "Type Subtype Border F Rect Dest A StructParent Contents",
    "widget": "Type Subtype F Rect FT T TU P AP StructParent",
    "form": "Fields",
    "appearance": "Type Subtype BBox Resources Filter Length",
    "resources": "Font ColorSpace",
    "element": "S P A Alt ID Pg K AF",
    "stream": "Filter Length Subtype Length1 Type N Params First DecodeParms Index Size W Root Info ID",
}
ABSENT = {
    "catalog": "A 6.4.2.2 6.5.2.1 6.9.1 6.9.2 6.9.3 6.9.4 6.11.1 6.1.12.1 6.1.12.2",
    "page": "A 6.5.2.2 6.10.2 6.2.10.2",
    "link": "A 6.4.1.1",
    "widget": "A 6.4.1.1 6.4.1.2 6.4.3.1 6.4.3.2 6.4.3.3",
    "form": "A 6.4.1.3 6.4.2.1",
    "appearance": "A 6.2.9.1 6.2.9.2 6.2.9.3 6.2.10.1",
    "resources": "A 6.2.4.4.1 6.2.4.4.2 6.2.5.1 6.2.5.2 6.2.5.3 6.2.5.4 6.2.5.5 6.2.5.6 6.2.8.1 6.2.8.2 6.2.8.3 6.2.8.4 "
                 "6.2.8.5 6.2.8.3.1 6.2.8.3.2 6.2.8.3.3 6.2.8.3.4 6.2.8.3.5 6.1.13.9",
    "element": "PDF 14.7.2",
    "stream": "A 6.1.7.1.3",
}
ABSENT_UA = {"catalog": "UA 7.10.1 7.10.2", "link": "UA 7.18.2.1 7.18.6.2.1 7.18.6.2.2 7.18.8.1", "form": "UA 7.15.1",
             "appearance": "UA 7.20.1 7.20.2"}


def check_keys(kind, name, entries):
    other = set(entries) - {"/" + key for key in KEYS[kind].split()}
    for clauses in (ABSENT.get(kind), ABSENT_UA.get(kind)):
        if clauses:
            expect(clauses, not other, f"{name} has {sorted(other)}")


def check_objects(pdf):
    for name, held in pdf.objects.items():
        check_value(name, held.get("value") if "value" in held else held["stream"]["dict"])
    for name, entries in pdf.streams():
        check_keys("appearance" if entries.get("/Type") == "/XObject" else "stream", name, entries)
        expect("A 6.1.7.2.1", entries.get("/Filter", "/FlateDecode") == "/FlateDecode", f"{name}: filter")
    check_keys("catalog", "the catalog", pdf.root)
    check_keys("form", "the form", pdf.get(pdf.root.get("/AcroForm", {})))
    for name, place in pdf.get(pdf.root.get("/Dests", {})).items():
        good = len(place) == 6 and place[0] in pdf.pages and place[1] == "/FitR"
        expect("PDF 12.3.2", good and place[2] < place[4] and place[3] < place[5], f"destination {name}: {place}")
    names = pdf.get(pdf.root.get("/Names", {}))
    expect("A 6.10.1", set(names) <= {"/EmbeddedFiles"}, f"names {sorted(names)}")


def check_boxes(pdf):
    for page in pdf.pages:
        entries = pdf.get(page)
        check_keys("page", page, entries)
        for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
            if box in entries:
                x0, y0, x1, y1 = entries[box]
                expect("A 6.1.13.11", 3 <= x1 - x0 <= 14400 and 3 <= y1 - y0 <= 14400, f"{page}: {box} {entries[box]}")
        expect("A 6.2.2.2", "/Resources" in entries, f"{page} has no Resources")
        check_keys("resources", page, pdf.get(entries["/Resources"]))
