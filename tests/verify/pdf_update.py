"""Incremental updates of PDFs, written without the program under test: objects are read with qpdf's JSON and written anew
behind the file's bytes (ISO 32000-1, 7.5.6), with a cross-reference section of the kind the file ends in."""
import copy
import functools
import json
import re
import subprocess
import tempfile


def reference(number):
    return f"{number} 0 R"


def to_pdf(value):
    """A value of qpdf's JSON (version 2) as it stands in a file."""
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, (int, float)):
        return str(value).encode()
    if isinstance(value, list):
        return b"[" + b" ".join(to_pdf(item) for item in value) + b"]"
    if isinstance(value, dict):
        return b"<<" + b" ".join(key.encode() + b" " + to_pdf(item) for key, item in value.items()) + b">>"
    if isinstance(value, bytes):
        return value
    if value.startswith("u:") and value.isascii():
        return b"(" + re.sub(rb"([\\()])", rb"\\\1", value[2:].encode()) + b")"
    if value.startswith("u:"):
        return b"<" + ("\ufeff" + value[2:]).encode("utf-16-be").hex().encode() + b">"
    if value.startswith("b:"):
        return b"<" + value[2:].encode() + b">"
    return value.encode()  # a name, or a reference


def stream(data, entries=b""):
    return b"<<" + entries + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream"


@functools.lru_cache(maxsize=16)
def read_objects(data):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        run = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=none", file.name], check=False,
                             capture_output=True)
    if run.returncode not in (0, 3):
        raise ValueError(run.stderr.decode())
    return json.loads(run.stdout)["qpdf"][1]


class Update:
    """An update of `data`; objects are set by number, new ones are numbered on."""

    def __init__(self, data):
        self.data = data
        self.objects = copy.deepcopy(read_objects(data))
        self.trailer = self.objects.pop("trailer")["value"]
        self.next = max(int(key[4:].split()[0]) for key in self.objects) + 1
        self.first_new = self.next
        self.bodies = {}

    def value(self, number):
        """The object's value; of a stream its dictionary."""
        item = self.objects[f"obj:{reference(number)}"]
        return item["value"] if "value" in item else item["stream"]["dict"]

    def number(self, ref):
        return int(ref.split()[0])

    @property
    def root(self):
        return self.number(self.trailer["/Root"])

    def pages(self, node=None):
        """Object numbers of all pages."""
        node = node or self.number(self.value(self.root)["/Pages"])
        value = self.value(node)
        if "/Kids" not in value:
            return [node]
        return [page for kid in value["/Kids"] for page in self.pages(self.number(kid))]

    def new(self, body):
        number = self.next
        self.next += 1
        self.set(number, body)
        return number

    def set(self, number, body):
        self.bodies[number] = body if isinstance(body, bytes) else to_pdf(body)
        if not isinstance(body, bytes):
            self.objects[f"obj:{reference(number)}"] = {"value": body}

    def finish(self, prev=None, extra=b""):
        """The file with the update; `prev` other than its last section makes it build upon another one."""
        last = int(re.findall(rb"startxref\s+(\d+)\s+%%EOF", self.data)[-1])
        prev = last if prev is None else prev
        out = bytearray(self.data)
        if out[-1:] not in (b"\n", b"\r"):
            out += b"\n"
        offsets = {}
        for number, body in self.bodies.items():
            offsets[number] = len(out)
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        keys = b"/Root %s/Prev %d" % (self.trailer["/Root"].encode(), prev)
        for key in ("/Info", "/ID"):
            if key in self.trailer:
                keys += key.encode() + b" " + to_pdf(self.trailer[key])
        if self.data[last:last + 4] == b"xref":
            out = self._table(out, offsets, keys + extra)
        else:
            out = self._stream(out, offsets, keys + extra)
        return bytes(out)

    def _table(self, out, offsets, keys):
        start = len(out)
        out += b"xref\n"
        for number in sorted(offsets):
            out += b"%d 1\n%010d 00000 n \n" % (number, offsets[number])
        out += b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (self.next, keys, start)
        return out

    def _stream(self, out, offsets, keys):
        start, number = len(out), self.next
        self.next += 1
        offsets[number] = start
        rows = b"".join(b"\1" + offsets[n].to_bytes(4, "big") + b"\0\0" for n in sorted(offsets))
        index = b" ".join(b"%d 1" % n for n in sorted(offsets))
        entries = b"/Type/XRef/W[1 4 2]/Index[%s]/Size %d%s" % (index, self.next, keys)
        out += b"%d 0 obj\n" % number + stream(rows, entries) + b"\nendobj\n"
        out += b"startxref\n%d\n%%%%EOF\n" % start
        return out
