"""inspect.py FILE.json TEXT: what qpdf sees of a PDF against what ISO 32000-1 and the page list ask for."""
import json
import sys
import unicodedata

faults = []


def expect(condition, message):
    if not condition:
        faults.append(message)


class File:
    """The objects of a qpdf JSON (version 2)."""

    def __init__(self, path):
        self.objects = json.load(open(path, encoding="utf-8"))["qpdf"][1]

    def get(self, value):
        """A value, its reference followed; of a stream its dictionary."""
        while isinstance(value, str) and value.endswith(" R"):
            held = self.objects["obj:" + value]
            value = held["value"] if "value" in held else held["stream"]["dict"]
        return value

    def trailer(self):
        return self.objects["trailer"]["value"]

    def all(self, kind):
        found = []
        for held in self.objects.values():
            entries = held.get("value") if "value" in held else held["stream"]["dict"]
            if isinstance(entries, dict) and entries.get("/Type") == kind:
                found.append(entries)
        return found


def check_trailer(pdf):
    first, second = pdf.trailer()["/ID"]
    expect(first == second and len(first) == len("b:") + 32, f"identifiers {first} {second}")
    expect("/Encrypt" not in pdf.trailer(), "encrypted")
    info = pdf.get(pdf.trailer()["/Info"])
    expect(info["/Title"] == "u:二〇二〇年部门预算公开（样张）", info["/Title"])
    expect(info["/Author"] == "u:新疆维吾尔自治区社会保险管理局", info["/Author"])
    expect(info["/CreationDate"] == "u:D:20200225000000+08'00'", info["/CreationDate"])
    expect(info["/Producer"].startswith("u:banxin "), info["/Producer"])


def check_catalog(pdf):
    catalog = pdf.get(pdf.trailer()["/Root"])
    expect(catalog["/Lang"] == "u:zh-CN", "Lang")
    expect(catalog["/ViewerPreferences"] == {"/DisplayDocTitle": True}, "DisplayDocTitle")
    expect(catalog["/PageMode"] == "/UseOutlines", "PageMode")
    expect(catalog["/PageLabels"]["/Nums"] == [
        0, {}, 1, {"/S": "/r"}, 2, {"/S": "/D"}, 5, {"/S": "/D", "/P": "u:附-"}], str(catalog["/PageLabels"]))
    check_outline(pdf, pdf.get(catalog["/Outlines"]))


def outline(pdf, item):
    """[title, count, children] of the items below."""
    below, reference, previous = [], item.get("/First"), None
    while reference:
        child = pdf.get(reference)
        expect(child.get("/Prev") == previous, "an outline item's Prev")
        expect(pdf.get(child["/Parent"]) is item, "an outline item's Parent")
        expect(pdf.get(child["/Dest"][0])["/Type"] == "/Page", "an outline item's page")
        below.append([child["/Title"], child.get("/Count", 0), outline(pdf, child)])
        previous, reference = reference, child.get("/Next")
    expect(item.get("/Last") == previous, "an outline item's Last")
    return below


def check_outline(pdf, root):
    expect(root["/Count"] == 4, "outline Count")
    expect(outline(pdf, root) == [
        ["u:第一部分　单位概况", 2, [["u:Main duties (a\\b)", 0, []], ["u:表三", 0, []]]],
        ["u:附表", 0, []]], str(outline(pdf, root)))


def pages(pdf, node, parent=None):
    """The pages below a node of the page tree, its Count and Parent checked."""
    entries = pdf.get(node)
    expect(entries.get("/Parent") == parent, "a Parent of the page tree")
    if entries["/Type"] == "/Page":
        return [entries]
    found = [page for kid in entries["/Kids"] for page in pages(pdf, kid, node)]
    expect(entries["/Count"] == len(found), "a Count of the page tree")
    return found


def check_pages(pdf):
    found = pages(pdf, pdf.get(pdf.trailer()["/Root"])["/Pages"])
    expect(len(found) == 6, f"{len(found)} pages")
    for page in found[:5]:
        expect(page["/MediaBox"] == page["/TrimBox"] == [0, 0, 595.276, 841.89], f"boxes {page}")
        expect("/BleedBox" not in page, "BleedBox")
    expect(found[5]["/BleedBox"] == found[5]["/MediaBox"] == [0, 0, 859, 612], "bleed")
    expect(found[5]["/TrimBox"] == [8.504, 8.22, 850.394, 603.496], str(found[5]["/TrimBox"]))
    links = [pdf.get(link) for link in found[1]["/Annots"]]
    expect(len(links) == 3, "links of the contents")
    for link in links:
        expect(link["/F"] == 4 and link["/Border"] == [0, 0, 0], f"link {link}")
    expect(links[0]["/Rect"] == [79.37, 720.14, 520.37, 735.89], f"Rect {links[0]}")
    expect(links[0]["/Dest"][1:2] == ["/XYZ"] and pdf.get(links[0]["/Dest"][0]) is found[2], "Dest of a link")
    expect(links[1]["/Dest"][4] is None and pdf.get(links[1]["/Dest"][0]) is found[4], "Dest of a link")
    expect(links[2]["/A"]["/URI"] == "u:https://example.org/%E9%A2%84%E7%AE%97?a=(1)", str(links[2]["/A"]))
    turned = pdf.get(found[4]["/Annots"][0])
    expect(turned["/Rect"] == [103, 85, 125, 185], str(turned))


def check_fonts(pdf):
    fonts = [font for font in pdf.all("/Font") if font["/Subtype"] == "/Type0"]
    expect(len(fonts) >= 5, f"{len(fonts)} fonts")
    for font in fonts:
        below = pdf.get(font["/DescendantFonts"][0])
        descriptor = pdf.get(below["/FontDescriptor"])
        name = below["/BaseFont"]
        expect(font["/Encoding"] == "/Identity-H" and "/ToUnicode" in font, name)
        expect(descriptor["/FontName"] == name and name[7] == "+", name)
        for key in ("/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV"):
            expect(key in descriptor, f"{name} has no {key}")
        expect("/CIDSet" not in descriptor, f"{name} has a CIDSet")
        if below["/Subtype"] == "/CIDFontType0":
            expect(font["/BaseFont"] == name + "-Identity-H", name)
            expect(pdf.get(descriptor["/FontFile3"])["/Subtype"] == "/CIDFontType0C", name)
        else:
            expect(font["/BaseFont"] == name and below["/CIDToGIDMap"] == "/Identity", name)
            expect("/Length1" in pdf.get(descriptor["/FontFile2"]), name)


def bare(text):
    """Text without blanks and what draws nothing: extraction may add or drop them."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Zs"))


def is_stand_in(c):
    """Radicals and compatibility forms, which a reversed cmap would give."""
    return "\u2e80" <= c <= "\u2fdf" or "\uf900" <= c <= "\ufaff" or c == "\ufffd"


def check_text(path):
    given = {}
    for line in open(path, encoding="utf-8"):
        page, text = line.rstrip("\n").split("\t")
        given.setdefault(int(page), []).append(text)
    for page, texts in given.items():
        got = bare(open(f"text-{page}.txt", encoding="utf-8").read())
        for text in texts:
            expect(bare(text) in got, f"page {page} lacks {text!r}: {got!r}")
        expect({c for c in got if is_stand_in(c)} <= set("".join(texts)), f"page {page} has forms not given")
        expect(sorted(got) == sorted(bare("".join(texts))), f"page {page} has more or other characters")


pdf = File(sys.argv[1])
check_trailer(pdf)
check_catalog(pdf)
check_pages(pdf)
check_fonts(pdf)
check_text(sys.argv[2])
for fault in faults:
    print(fault, file=sys.stderr)
sys.exit(1 if faults else 0)
