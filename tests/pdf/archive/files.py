"""Embedded files: that they are what they are said to be, and belong to the document and its tables."""
import csv
import hashlib
import io
import json

from faults import expect
from objects import text


def names(pdf):
    """(key, reference) of the name tree."""
    tree = pdf.get(pdf.get(pdf.root.get("/Names", {})).get("/EmbeddedFiles", {})).get("/Names", [])
    return list(zip(tree[::2], tree[1::2]))


def check_file(pdf, reference):
    """The MIME type and the bytes."""
    entries = pdf.get(reference)
    name, shown = text(entries.get("/F", "")), text(entries.get("/UF", ""))
    for clauses in ("A 6.8.2", "A3 6.8.2", "UA 7.11.1"):
        expect(clauses, name and shown, f"{reference}: F {name!r}, UF {shown!r}")
    expect("PDF 7.11.3", name.isascii() and name.isprintable() and not set(name) & set("/\\:*?\"<>|"), f"F {name!r}")
    expect("PDF 7.11.3", text(entries.get("/Desc", "")), f"{name} has no Desc")
    held = entries.get("/EF", {})
    expect("PDF 7.11.3", held.get("/F") == held.get("/UF"), f"{name}: EF {held}")
    stream = pdf.get(held["/F"])
    data = pdf.data(held["/F"])
    expect("A3 6.8.1", stream.get("/Type") == "/EmbeddedFile" and "/" in stream.get("/Subtype", "")[1:], f"{name}: {stream}")
    parameters = pdf.get(stream["/Params"])
    expect("PDF 7.11.4", parameters["/Size"] == len(data), f"{name}: Size {parameters['/Size']}, {len(data)} bytes")
    sum_said = parameters["/CheckSum"]
    said = bytes.fromhex(sum_said[2:]) if sum_said.startswith("b:") else text(sum_said).encode("latin-1")
    expect("PDF 7.11.4", said == hashlib.md5(data).digest(), f"{name}: CheckSum")
    expect("PDF 7.11.4", parameters.get("/ModDate") == pdf.info.get("/ModDate"), f"{name}: ModDate")
    return name, stream["/Subtype"][1:], entries.get("/AFRelationship"), data


def check_data(name, kind, relation, data):
    if kind == "application/json":
        expect("A3 6.8.3", relation == "/Source", f"{name} is {relation}")
        json.loads(data)
        return
    expect("A3 6.8.3", relation == "/Data" and kind == "text/csv", f"{name} is {relation}, {kind}")
    expect("CSV bytes", data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n"), f"{name}: mark and end")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    widths = {len(row) for row in rows}
    expect("CSV shape", len(widths) == 1 and all(rows[0]), f"{name}: rows of {sorted(widths)}, heads {rows[0]}")


def check(pdf, tree, carries):
    """`carries`: a report's own data and a file for each of its tables are expected."""
    named = names(pdf)
    if not carries:
        expect("A 6.8.5", not named and "/AF" not in pdf.root, f"files {named}")
        return
    expect("PDF 7.9.6", [key for key, _ in named] == sorted(key for key, _ in named), "names are out of order")
    listed = pdf.root.get("/AF", [])
    expect("A3 6.8.4", sorted(listed) == sorted(reference for _, reference in named), f"AF {listed}")
    kinds = []
    for reference in listed:
        name, kind, relation, data = check_file(pdf, reference)
        check_data(name, kind, relation, data)
        kinds.append(kind)
    expect("A3 6.8.3", kinds.count("application/json") <= 1, f"{kinds}")
    tables = [element for element in tree.document.walk() if element.type == "Table"]
    held = [reference for table in tables for reference in table.entries.get("/AF", [])]
    data_files = [reference for reference, kind in zip(listed, kinds) if kind == "text/csv"]
    expect("A3 6.8.4", sorted(held) == sorted(data_files), "files of the tables")
    others = [e.reference for e in tree.document.walk() if "/AF" in e.entries and e.type != "Table"]
    expect("A3 6.8.4", not others, f"files of {others}")
