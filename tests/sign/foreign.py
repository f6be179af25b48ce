"""foreign.py KIND FILE: a small PDF of the kind, written by hand."""
import sys

PAGE = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>", "<</Type/Page/Parent 2 0 R>>"]


def build(objects, trailer="", hybrid=()):
    """The objects from 1 on with a table; those numbered in `hybrid` only in a stream that the trailer names."""
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, value in enumerate(objects, 1):
        offsets[number] = len(out)
        out += f"{number} 0 obj\n".encode() + (value if isinstance(value, bytes) else value.encode()) + b"\nendobj\n"
    size = len(objects) + 1
    if hybrid:
        rows = b"".join(bytes([1]) + offsets[number].to_bytes(3, "big") + bytes([0]) for number in hybrid)
        at, index = len(out), f"{hybrid[0]} {len(hybrid)}"
        out += f"{size} 0 obj\n<</Type/XRef/Size {size}/W[1 3 1]/Index[{index}]/Root 1 0 R/Length {len(rows)}>>\nstream\n".encode()
        out += rows + b"\nendstream\nendobj\n"
        trailer += f"/XRefStm {at}"
    start = len(out)
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        out += b"0000000000 00001 f \n" if number in hybrid else f"{offsets[number]:010} 00000 n \n".encode()
    return bytes(out + f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode())


def text(value):
    return "<FEFF" + value.encode("utf-16-be").hex().upper() + ">"


def form(*fields, more=""):
    return [f"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{' '.join(f'{4 + i} 0 R' for i in range(len(fields)))}]>>{more}>>",
            PAGE[1], f"<</Type/Page/Parent 2 0 R/Annots[{' '.join(f'{4 + i} 0 R' for i in range(len(fields)))}]>>", *fields]


def empty_field(name, box):
    return f"<</Type/Annot/Subtype/Widget/FT/Sig/T{text(name)}/Rect[{box}]/F 6/P 3 0 R>>"


def tagged():
    return ["<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/Lang(en)/StructTreeRoot 4 0 R>>", PAGE[1],
            "<</Type/Page/Parent 2 0 R/StructParents 0/Contents 7 0 R>>",
            "<</Type/StructTreeRoot/K 5 0 R/ParentTree<</Nums[0[6 0 R]]>>/ParentTreeNextKey 0>>",
            "<</S/Document/P 4 0 R/K 6 0 R>>", "<</S/P/P 5 0 R/Pg 3 0 R/K 0>>",
            "<</Length 26>>\nstream\n/P<</MCID 0>>BDC EMC q Q  \nendstream"]


def arrays():
    return ["<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R>>", PAGE[1], "<</Type/Page/Parent 2 0 R/Annots 5 0 R>>",
            "<</Fields 6 0 R/DA(/Helv 0 Tf 0 g)>>", "[7 0 R]", "[7 0 R]",
            f"<</Type/Annot/Subtype/Widget/FT/Tx/T{text('姓名')}/Rect[10 10 90 30]/P 3 0 R>>"]


CLOSED = "/Perms<</DocMDP 5 0 R>>"
SIGNED = ("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]/Contents<3000>"
          "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]>>")
CERTIFIED = "<</Type/Annot/Subtype/Widget/FT/Sig/T(a)/Rect[0 0 0 0]/F 132/P 3 0 R/V 5 0 R>>"

KINDS = {
    "plain": lambda: build(PAGE),
    "hybrid": lambda: build(PAGE + ["<</Hidden true>>"], hybrid=(4,)),
    "arrays": lambda: build(arrays()),
    "fields": lambda: build(form(empty_field("拟稿", "50 50 150 100"), empty_field("批准", "200 50 300 100"))),
    "locked": lambda: build(form(CERTIFIED, more=CLOSED) + [SIGNED]),
    "tagged": lambda: build(tagged()),
    "press": lambda: build([PAGE[0], PAGE[1], "<</Type/Page/Parent 2 0 R/BleedBox[50 50 545 792]>>", "<</GTS_PDFXVersion(PDF/X-4)>>"],
                           "/Info 4 0 R"),
    "text": lambda: b"{\"form\": \"xinjiang-2020\"}\n",
    "empty": lambda: b"",
    "endless": lambda: build(PAGE).replace(b"%%EOF\n", b""),
    "late": lambda: b"\n" * 20 + build(PAGE),
    "startxref": lambda: build(PAGE).replace(b"startxref\n", b"startxref\n9"),
    "cut": lambda: build(PAGE)[:-90],
    "circle": lambda: build([PAGE[0], "<</Type/Pages/Kids[2 0 R]/Count 1>>", PAGE[2]]),
    "rootless": lambda: build(["null", *PAGE[1:]]),
    "broken": lambda: build([PAGE[0], PAGE[1], "<</Type/Page/Parent 2 0 R"]),
}

with open(sys.argv[2], "wb") as file:
    file.write(KINDS[sys.argv[1]]())
