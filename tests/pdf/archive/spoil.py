"""spoil FILE.pdf: a good file of kind 3a, spoilt in one thing at a time; each must be found, by the clause it breaks.

The specimen of tests/pdf has all that is spoilt here. A walker that finds nothing proves nothing.
"""
import base64
import copy
import re
import sys

import faults
from keep import check
from objects import File


class Spoilt:
    """A file that can be changed, and what is needed to find one's way in it."""

    def __init__(self, pdf):
        self.pdf = pdf

    def elements(self, kind):
        for held in self.pdf.objects.values():
            entries = held.get("value")
            if isinstance(entries, dict) and entries.get("/S") == f"/{kind}" and "/P" in entries:
                yield entries

    def element(self, kind):
        return next(self.elements(kind))

    def first(self, key, value):
        """The first dictionary with such an entry."""
        for held in self.pdf.objects.values():
            entries = held.get("value") if "value" in held else held["stream"]["dict"]
            if isinstance(entries, dict) and entries.get(key) == value:
                return entries
        raise LookupError(f"{key} {value}")

    def edit(self, reference, change):
        stream = self.pdf.objects["obj:" + reference]["stream"]
        before = base64.b64decode(stream["data"])
        after = change(before)
        if after == before:
            raise LookupError(f"nothing to change in {reference}")
        stream["data"] = base64.b64encode(after).decode()

    def content(self, page, pattern, by):
        contents = self.pdf.get(self.pdf.pages[page])["/Contents"]
        self.edit(contents, lambda data: re.sub(pattern, by, data, count=1, flags=re.S))

    def packet(self, pattern, by):
        self.edit(self.pdf.root["/Metadata"], lambda data: re.sub(pattern, by, data, count=1, flags=re.S))

    def bytes(self, before, after):
        if before not in self.pdf.bytes:
            raise LookupError(before)
        self.pdf.bytes = self.pdf.bytes.replace(before, after, 1)

    def font(self):
        return self.first("/Subtype", "/CIDFontType0")

    def link(self):
        return self.first("/Subtype", "/Link")

    def widget(self):
        return self.first("/Subtype", "/Widget")

    def spec(self):
        return self.first("/Type", "/Filespec")


def put(entries, key, value):
    entries[key] = value


def swap_kids(entries):
    entries["/K"][0], entries["/K"][1] = entries["/K"][1], entries["/K"][0]


# What is done, and a clause that must be named.
CASES = [
    ("A 6.1.2.1", lambda s: s.bytes(b"%PDF-1.7", b"%PDF-1.8")),
    ("A 6.1.2.2", lambda s: s.bytes(b"\xe2\xe3\xcf\xd3", b"abcd")),
    ("A 6.1.3.3", lambda s: put(s.pdf.__dict__, "bytes", s.pdf.bytes + b"more")),
    ("A 6.1.3.1", lambda s: s.pdf.trailer["/ID"].pop()),
    ("A 6.1.7.1.1", lambda s: s.bytes(b"/Length 2", b"/Length 3")),
    ("A 6.1.9.1", lambda s: s.bytes(b"\n7 0 obj\n", b"\n70 0 obj\n") if b"\n7 0 obj\n" in s.pdf.bytes
     else s.bytes(b" 0 obj\n", b" 1 obj\n")),
    ("A 6.1.13.1", lambda s: put(s.pdf.root, "/PageLabels", {"/Nums": [2147483648]})),
    ("A 6.1.13.3", lambda s: put(s.pdf.info, "/Title", "u:" + "x" * 40000)),
    ("A 6.1.13.4", lambda s: put(s.pdf.root, "/PageMode", "/" + "x" * 200)),
    ("A 6.1.13.8", lambda s: s.content(0, rb"^", b"q " * 29)),
    ("A 6.1.13.11", lambda s: put(s.pdf.get(s.pdf.pages[0]), "/TrimBox", [0, 0, 2, 2])),
    ("A 6.2.2.1", lambda s: s.content(0, rb"^", b"0 0 1 rg ")),
    ("A 6.2.3.1", lambda s: s.edit(s.pdf.root["/OutputIntents"][0]["/DestOutputProfile"],
                                   lambda data: data[:12] + b"scnr" + data[16:])),
    ("A 6.2.3.3", lambda s: put(s.pdf.root["/OutputIntents"][0], "/DestOutputProfileRef", {})),
    ("A 6.2.4.3.3", lambda s: s.content(0, rb"^", b"0 0 0 1 k ")),
    ("A 6.2.4.3.4", lambda s: s.pdf.root.pop("/OutputIntents")),
    ("A 6.2.5.1", lambda s: put(s.pdf.get(s.pdf.get(s.pdf.pages[0])["/Resources"]), "/ExtGState", {})),
    ("A 6.2.11.2.7", lambda s: put(s.first("/Subtype", "/CIDFontType0C"), "/Subtype", "/Type1C")),
    ("A 6.2.11.3.2.1", lambda s: s.first("/Subtype", "/CIDFontType2").pop("/CIDToGIDMap")),
    ("A 6.2.11.4.2.2", lambda s: put(s.pdf.get(s.font()["/FontDescriptor"]), "/CIDSet", "1 0 R")),
    ("A 6.2.11.5.1", lambda s: put(s.font(), "/W", []) or put(s.font(), "/DW", 400)),
    ("A 6.2.11.8.1", lambda s: s.content(2, rb"\((?:[^()\\]|\\.)*\)", lambda m: b"(\0\0)")),
    ("A 6.2.11.4.1.2", lambda s: s.content(2, rb"\((?:[^()\\]|\\.)*\)", lambda m: b"(\xff\xf0)")),
    ("UA 7.21.7.1", lambda s: s.first("/Subtype", "/Type0").pop("/ToUnicode")),
    ("UA 7.21.7.2", lambda s: s.edit(s.first("/Subtype", "/Type0")["/ToUnicode"],
                                     lambda data: re.sub(rb"(bfchar\n<[0-9A-F]{4}><)[0-9A-F]{4}", rb"\1FEFF", data))),
    ("A 6.3.2.2", lambda s: put(s.link(), "/F", 2)),
    ("A 6.3.3.1", lambda s: s.widget().pop("/AP")),
    ("A 6.3.3.2", lambda s: put(s.widget()["/AP"], "/D", s.widget()["/AP"]["/N"])),
    ("A 6.4.1.1", lambda s: put(s.widget(), "/AA", {})),
    ("A 6.4.1.3", lambda s: put(s.pdf.root["/AcroForm"], "/NeedAppearances", True)),
    ("A 6.4.2.1", lambda s: put(s.pdf.root["/AcroForm"], "/XFA", "1 0 R")),
    ("A 6.2.9.3", lambda s: put(s.pdf.get(s.widget()["/AP"]["/N"]), "/Ref", {})),
    ("A 6.5.1.1", lambda s: put(s.first("/Subtype", "/Link"), "/A", {"/S": "/JavaScript"})),
    ("A 6.5.2.1", lambda s: put(s.pdf.root, "/AA", {})),
    ("A 6.6.2.1.1", lambda s: put(s.pdf.get(s.pdf.root["/Metadata"]), "/Subtype", "/XMP")),
    ("A 6.6.2.1.3", lambda s: s.packet(rb"id=\"W5M0", b"encoding=\"UTF-8\" id=\"W5M0")),
    ("A 6.6.2.3.1.1", lambda s: s.packet(rb"<pdf:Producer>", b"<xmp:Label>x</xmp:Label><pdf:Producer>")),
    ("A 6.6.2.3.3.10", lambda s: s.packet(rb"<pdfaProperty:description>.*?</pdfaProperty:description>", b"")),
    ("A 6.6.3", lambda s: put(s.pdf.info, "/Title", "u:another")),
    ("A 6.6.3", lambda s: put(s.pdf.info, "/ModDate", "u:D:20200226000000+08'00'")),
    ("A 6.6.4.2", lambda s: s.packet(rb"<pdfaid:part>3", b"<pdfaid:part>1")),
    ("A 6.6.4.3", lambda s: s.packet(rb"conformance>A<", b"conformance>B<")),
    ("UA 5.2", lambda s: s.packet(rb"<pdfuaid:part>1", b"<pdfuaid:part>2")),
    ("UA 6.2.1", lambda s: s.pdf.root.pop("/MarkInfo")),
    ("UA 7.1.1", lambda s: s.content(2, rb"(/H1<</MCID 0>>BDC)", rb"\1 /Artifact BMC EMC")),
    ("UA 7.1.2", lambda s: s.content(5, rb"^", b"/Artifact BMC ") or s.content(5, rb"$", b" EMC")),
    ("UA 7.1.3", lambda s: s.content(0, rb"$", b" 0 0 1 1 re f")),
    ("UA 7.1.3", lambda s: s.element("Note").pop("/K")),
    ("UA 7.1.5", lambda s: put(s.element("Note"), "/S", "/Remark")),
    ("UA 7.1.12", lambda s: put(s.element("Note"), "/P", s.pdf.root["/StructTreeRoot"])),
    ("UA 7.1.10", lambda s: put(s.pdf.root, "/ViewerPreferences", {})),
    ("UA 7.2.2", lambda s: s.pdf.root.pop("/Lang")),
    ("UA 7.2.3", lambda s: put(s.element("TBody"), "/S", "/P")),
    ("UA 7.2.10", lambda s: put(s.element("TD"), "/S", "/P")),
    ("UA 7.2.14", lambda s: put(s.element("TBody"), "/S", "/THead")),
    ("UA 7.2.16", lambda s: swap_kids(s.element("Table"))),
    ("UA 7.2.15", lambda s: put(s.pdf.get(list(s.elements("TR"))[-1]["/K"][-1]), "/A", {"/O": "/Table", "/ColSpan": 2})),
    ("UA 7.2.42", lambda s: next(e for e in s.elements("TD") if "/A" in e).pop("/A")),
    ("UA 7.2.41", lambda s: put(next(e for e in s.elements("TD") if "/RowSpan" in e.get("/A", {}))["/A"], "/RowSpan", 9)),
    ("UA 7.2.20", lambda s: put(s.element("Lbl"), "/S", "/P")),
    ("UA 7.2.27", lambda s: put(s.element("TOCI"), "/S", "/P")),
    ("UA 7.3.1", lambda s: s.element("Figure").pop("/Alt")),
    ("UA 7.4.2.1", lambda s: put(s.element("H2"), "/S", "/H3")),
    ("UA 7.5.1", lambda s: s.element("TH").pop("/A")),
    ("UA 7.6", lambda s: s.element("L").pop("/A")),
    ("UA 7.8", lambda s: s.content(4, rb"/Subtype/Footer", b"/Subtype/Watermark")),
    ("UA 7.9.1", lambda s: s.element("Note").pop("/ID")),
    ("UA 7.18.3.1", lambda s: s.pdf.get(s.pdf.pages[1]).pop("/Tabs")),
    ("UA 7.18.1.3", lambda s: s.widget().pop("/TU")),
    ("UA 7.18.4.1", lambda s: put(s.element("Form"), "/S", "/Span")),
    ("UA 7.18.5.1", lambda s: put(s.element("Link"), "/S", "/Span")),
    ("UA 7.18.5.2", lambda s: s.link().pop("/Contents")),
    ("PDF 12.7.2", lambda s: s.pdf.root["/AcroForm"]["/Fields"].pop()),
    ("PDF 12.7.3.2", lambda s: put(s.widget(), "/T", "u:a.b")),
    ("PDF 14.6.1", lambda s: s.content(0, rb"EMC", b"")),
    ("PDF 14.6.2", lambda s: s.content(0, rb"EMC\nET", b"ET EMC")),
    ("PDF 14.7.2", lambda s: put(s.element("TBody"), "/K", s.element("TBody")["/K"] + [s.element("THead")["/K"]])),
    ("PDF 14.7.4.2", lambda s: s.content(2, rb"/MCID 0", b"/MCID 1")),
    ("PDF 14.7.4.4", lambda s: s.link().update({"/StructParent": 0})),
    ("PDF 14.8.2.3", lambda s: swap_kids(next(e for e in s.elements("TR") if len(e["/K"]) > 2))),
    ("A 6.8.2", lambda s: s.spec().pop("/UF")),
    ("A3 6.8.4", lambda s: s.pdf.root["/AF"].pop()),
    ("A3 6.8.3", lambda s: put(s.spec(), "/AFRelationship", "/Alternative")),
    ("PDF 7.11.4", lambda s: s.edit(s.spec()["/EF"]["/F"], lambda data: data + b"x\r\n")),
    ("CSV shape", lambda s: s.edit(s.spec()["/EF"]["/F"], lambda data: data + b"x,y,z,a,b,c,d,e,f\r\n")),
]


def main():
    good = File(sys.argv[1])
    check(copy.deepcopy(good), "3a", None)
    missed = [f"the file is not good: {fault}" for fault in faults.found]
    for clause, spoil in CASES:
        faults.found.clear()
        pdf = copy.deepcopy(good)
        # what the file points at is its own again
        pdf.trailer = pdf.objects["trailer"]["value"]
        pdf.root, pdf.info = pdf.get(pdf.trailer["/Root"]), pdf.get(pdf.trailer["/Info"])
        spoil(Spoilt(pdf))
        try:
            check(pdf, "3a", None)
        except Exception as error:  # the walker may stumble over what it has already named
            faults.found.append(f"stumbled: {error!r}")
        named = set()
        for fault in faults.found:
            standard, *numbers = fault.split(":")[0].split()
            named.update(f"{standard} {number}" for number in numbers)
        if clause not in named:
            missed.append(f"{clause}: not found; found {faults.found[:3]}")
    for line in missed:
        print(line)
    print(f"{len(CASES)} ways to spoil the file, {len(missed)} missed")
    sys.exit(1 if missed else 0)


main()
