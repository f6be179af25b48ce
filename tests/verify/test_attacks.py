#!/usr/bin/python3
"""Attacks of the literature (signature forgery, incremental saving, signature wrapping; shadow attacks; attacks on
certified documents: pdf-insecurity.org): what reads well and is not what was signed."""
import re

from ground import AUTHORITY, complain, expect_refused, expect_sound, expect_spoilt, expect_unsound, finish, read, rules, verify
from make_signed import (RANGE, ROOM, Update, add_field, cms_sign, fill, reference, sign, signature_dictionary, stamp_document,
                         stream)

REPORT, PLAIN = read("report.pdf"), read("plain.pdf")
SIGNED, SIGNED_PLAIN = sign(REPORT, AUTHORITY), sign(PLAIN, AUTHORITY)
CONTENT = stream(b"BT /F1 12 Tf 100 700 Td (9999.00) Tj ET")


def signature_number(data):
    """Of the last signature dictionary's object."""
    head = data[:data.rindex(b" 0 obj\n<</Type/Sig")]
    return int(head[head.rindex(b"\n") + 1:])


# ---- universal signature forgery: a signature dictionary that leaves nothing to check -------------------------------

def forgery():
    for name, old, new in (
            ("no ByteRange", b"/ByteRange[", b"/ByteRangf["),
            ("no Contents", b"/Contents<", b"/Contentz<"),
            ("ByteRange is no array", b"/ByteRange[0 ", b"/ByteRange 0 "),
            ("no SubFilter", b"/SubFilter", b"/SubFiltre"),
            ("another SubFilter", b"ETSI.CAdES.detached", b"ETSI.CAdES.attached")):
        expect_spoilt(name, SIGNED.replace(old, new))

    def redefined(body):
        """The signature dictionary anew, in an update behind it."""
        update = Update(SIGNED)
        number = signature_number(SIGNED)
        update.set(number, body)
        return update.finish()

    length = len(SIGNED)
    for name, numbers in (("null", b"null"), ("empty", b"[]"), ("noughts", b"[0 0 0 0]"), ("negative", b"[0 -1 10 5]"),
                          ("of two", b"[0 100]"), ("of names", b"[/A /B /C /D]"), ("huge", b"[0 10 99999999999999999 5]"),
                          ("beyond the end", b"[0 100 200 %d]" % length), ("overflowing", b"[0 100 9223372036854775807 9]"),
                          ("backwards", b"[100 200 50 60]")):
        body = signature_dictionary().replace(RANGE, b"/ByteRange " + numbers)
        expect_unsound(f"ByteRange {name}", redefined(body))
    for name, contents in (("null", b"null"), ("empty", b"<>"), ("a nought", b"<00>"), ("a name", b"/Nothing"),
                           ("indefinite", b"<3080000000>"), ("a huge length", b"<3084ffffffff00>")):
        body = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 100 200 300]/Contents " + contents + b">>"
        expect_unsound(f"Contents {name}", redefined(body))


# ---- incremental saving: another content behind the signature --------------------------------------------------------

def page_of(update, page=0):
    number = update.pages()[page]
    return number, dict(update.value(number))


def change_page(data, **entries):
    update = Update(data)
    number, page = page_of(update)
    page.update({"/" + key: value for key, value in entries.items()})
    update.set(number, page)
    return update


def incremental():
    for name, data in (("stream", SIGNED), ("table", SIGNED_PLAIN)):
        update = Update(data)
        update.set(*page_of(update)[:1], dict(page_of(update)[1], **{"/Contents": reference(update.new(CONTENT))}))
        expect_unsound(f"another content, {name}", update.finish(), "changed")
        contents = update.finish()
        last = contents.rindex(b"startxref")
        expect_unsound(f"without an end, {name}", contents[:last], "trailing")
        section = int(contents[last:].split()[1])
        expect_unsound(f"without a cross-reference, {name}", contents[:section], "trailing")
        expect_unsound(f"without both but with an end, {name}", contents[:section] + b"trailer\n%%EOF\n")
        number, page = page_of(Update(data))
        update = Update(data)
        update.set(update.number(page["/Contents"] if isinstance(page["/Contents"], str) else page["/Contents"][0]), CONTENT)
        expect_unsound(f"the content's object anew, {name}", update.finish(), "changed")
        update = Update(data)
        body = signature_dictionary(entries=b"/Reason(again)")
        update.new(body.replace(RANGE, b"/ByteRange" + re.findall(rb"/ByteRange(\[[^]]*\])", data)[-1]))
        update.set(number, dict(page, **{"/Contents": reference(update.new(CONTENT))}))
        expect_unsound(f"with a copy of the signature, {name}", update.finish(), "changed")


def parts():
    """Whatever a reader may show or do, changed behind the signature."""
    def root_with(**entries):
        update = Update(SIGNED)
        root = dict(update.value(update.root))
        for key, value in entries.items():
            root["/" + key] = reference(update.new(value)) if isinstance(value, bytes) else value
        update.set(update.root, root)
        return update.finish()

    script = {"/S": "/JavaScript", "/JS": "u:app.alert(1)"}
    for name, data in (("a script at opening", root_with(OpenAction=script)), ("layers", root_with(OCProperties={"/OCGs": []})),
                       ("metadata", root_with(Metadata=stream(b"<x/>", b"/Type/Metadata/Subtype/XML"))),
                       ("bookmarks", root_with(Outlines={"/Type": "/Outlines"})), ("no files", root_with(Names={}, AF=[])),
                       ("no tags", root_with(StructTreeRoot=None)), ("language", root_with(Lang="u:en")),
                       ("an unknown entry", root_with(Whatever=1)), ("labels", root_with(PageLabels={"/Nums": [0, {"/S": "/r"}]}))):
        expect_unsound(name, data, "changed")
    for entries in ({"CropBox": [0, 0, 300, 300]}, {"Rotate": 180}, {"MediaBox": [0, 0, 2000, 2000]}, {"Resources": {}},
                    {"AA": {"/O": script}}, {"UserUnit": 2}, {"StructParents": 999}):
        expect_unsound(f"page {next(iter(entries))}", change_page(SIGNED, **entries).finish(), "changed")
    note = {"/Type": "/Annot", "/Subtype": "/FreeText", "/Rect": [0, 0, 600, 800], "/Contents": "u:9999", "/DA": "u:/F 12 Tf"}
    update = Update(SIGNED)
    number, page = page_of(update)
    page["/Annots"] = page["/Annots"] + [reference(update.new(note))]
    update.set(number, page)
    expect_unsound("a note on a page", update.finish(), "changed")
    expect_unsound("no annotations", change_page(SIGNED, Annots=[]).finish(), "changed")
    update = Update(SIGNED)
    pages = dict(update.value(update.number(update.value(update.root)["/Pages"])))
    pages["/Kids"] = pages["/Kids"][::-1]
    update.set(update.number(update.value(update.root)["/Pages"]), pages)
    expect_unsound("pages in another order", update.finish(), "changed")
    update.set(update.number(update.value(update.root)["/Pages"]), dict(pages, **{"/Kids": pages["/Kids"][1:], "/Count": len(pages["/Kids"]) - 1}))
    expect_unsound("a page less", update.finish(), "changed")


def deep():
    """Streams that no page names itself: fonts, files, profiles; each of them, one after the other."""
    update = Update(SIGNED)
    streams = [int(key[4:].split()[0]) for key, item in update.objects.items()
               if "stream" in item and item["stream"]["dict"].get("/Type") not in ("/ObjStm", "/XRef")]
    spoilt = []
    for number in streams:
        update = Update(SIGNED)
        update.set(number, stream(b"0 0 0 RG", b"/Type/Changed"))
        spoilt.append(update.finish())
    verdicts, _ = verify(*spoilt)
    for number, verdict in zip(streams, verdicts):
        if verdict["sound"] or not (rules(verdict, "grave") or verdict["faults"]):
            complain("deep", f"stream {number} is not missed")


# ---- signature wrapping: the signed bytes moved aside ----------------------------------------------------------------

def wrapping():
    """What is signed comes again further behind; the gap between has room for another cross-reference section, which
    stands where the old startxref, signed as it is, points to."""
    data = SIGNED_PLAIN
    numbers = [int(n) for n in re.findall(rb"/ByteRange\[([\d ]+)\]", data)[-1].split()]
    first, rest = data[:numbers[1]], data[numbers[2]:]
    digits = data[numbers[1]:numbers[2]]
    section = int(data[data.rindex(b"startxref"):].split()[1])
    update = Update(data)
    page_number, page = page_of(update)
    signature = signature_number(data)
    entries = []
    inserted = bytearray(b"\n")
    start = len(first) + len(digits)

    def place(number, body):
        entries.append((number, start + len(inserted)))
        inserted.extend(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    place(update.next, CONTENT)
    at = len(inserted)
    place(page_number, b"<</Type/Page/Parent %s/Contents %d 0 R/MediaBox[0 0 595 842]>>" % (page["/Parent"].encode(), update.next))
    room = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 %010d %010d %010d]/Contents" + digits + b">>"
    place(signature, room)
    assert at
    gap = section - start - len(inserted)
    if gap < 0:  # the section lies too near: it is moved by a comment before everything else
        inserted.extend(b"%" + b" " * 10 + b"\n")
        section = start + len(inserted)
    else:
        inserted.extend(b"%" + b" " * (gap - 2) + b"\n")
    inserted.extend(b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % entry for entry in sorted(entries)))
    prev = int(re.findall(rb"/Prev (\d+)", data)[-1])
    inserted.extend(b"trailer\n<</Size %d/Root %s/Prev %d>>\n" % (update.next + 1, update.trailer["/Root"].encode(), prev))
    moved = start + len(inserted)
    whole = first + digits + bytes(inserted) + rest
    ranges = b"[0 %010d %010d %010d]" % (len(first), moved, len(rest))
    whole = whole.replace(b"[0 %010d %010d %010d]", ranges)
    (verdict,), _ = verify(whole)
    if verdict["sound"]:
        complain("wrapping", "is not found")
    tail = b"startxref\n%d\n%%%%EOF\n" % section
    (verdict,), _ = verify(whole + tail)
    if verdict["sound"]:
        complain("wrapping with an end of its own", "is not found")


def loose_ranges():
    """Signatures made by somebody who covers less than he should: right in themselves, and not enough."""
    def signed_loosely(make_ranges, entries=b""):
        update = Update(REPORT)
        add_field(update, "S1", update.new(signature_dictionary(entries=entries)))
        data = update.finish()
        at = data.rindex(RANGE)
        start = data.index(b"/Contents<", at) + len(b"/Contents")
        end = start + 2 * ROOM + 2
        numbers = make_ranges(start, end, len(data))
        data = data[:at] + b"/ByteRange[%d %010d %010d %010d]" % numbers + data[at + len(RANGE):]
        covered = data[numbers[0]:numbers[0] + numbers[1]] + data[numbers[2]:numbers[2] + numbers[3]]
        digits = cms_sign(covered, AUTHORITY, "rsa").hex().encode()
        return data[:start] + b"<" + digits.ljust(2 * ROOM, b"0") + b">" + data[end:]

    filler = b"/Room(" + b" " * 40 + b")"
    for name, make in (("not from the beginning", lambda start, end, length: (9, start - 9, end, length - end)),
                       ("gap begins early", lambda start, end, length: (0, start - 9, end, length - end)),
                       ("gap ends late", lambda start, end, length: (0, start, end + 20, length - end - 20)),
                       ("without the end", lambda start, end, length: (0, start, end, length - end - 30)),
                       ("nothing behind", lambda start, end, length: (0, start, length, 0)),
                       ("nothing before", lambda start, end, length: (0, 0, end, length - end)),
                       ("brackets covered", lambda start, end, length: (0, start + 1, end - 1, length - end + 1))):
        expect_unsound(f"range {name}", signed_loosely(make, filler))
    expect_sound("the same, with nothing left out",
                 signed_loosely(lambda start, end, length: (0, start, end, length - end), filler))


# ---- shadow attacks: what will be changed was put there before the signature -----------------------------------------

def shadow():
    def prepared(change):
        update = Update(PLAIN)
        found = change(update)
        return update.finish(), found

    content = page_of(Update(PLAIN))[1]["/Contents"]
    content = Update(PLAIN).number(content if isinstance(content, str) else content[0])
    shown = re.search(rb"\n%d 0 obj\n(.*?endstream)" % content, PLAIN, re.S).group(1)
    data, _ = prepared(lambda update: update.set(content, CONTENT))
    hidden = data.rindex(b"\n%d 0 obj" % content) + 1
    update = Update(data)
    update.set(content, shown)
    forged = update_with_offsets(sign(update.finish(), AUTHORITY), {content: hidden})
    expect_unsound("a hidden object let out", forged, "changed")

    def add_catalog(update):
        number, page = page_of(update)
        pages = update.number(update.value(update.root)["/Pages"])
        other = update.new(dict(page, **{"/Contents": reference(update.new(CONTENT))}))
        kids = update.new({"/Type": "/Pages", "/Kids": [reference(other)], "/Count": 1})
        assert pages and number
        return update.new(dict(update.value(update.root), **{"/Pages": reference(kids)}))

    data, catalog = prepared(add_catalog)
    update = Update(sign(data, AUTHORITY))
    update.trailer["/Root"] = reference(catalog)
    expect_unsound("another catalogue", update.finish(), "signature-removed", options=("--signatures", "0"))

    def dangle(update):
        number, page = page_of(update)
        update.set(number, dict(page, **{"/Contents": [reference(update.number(page["/Contents"]) if isinstance(page["/Contents"], str)
                                                                 else update.number(page["/Contents"][0])), reference(5000)]}))
        return 5000

    data, dangling = prepared(dangle)
    update = Update(sign(data, AUTHORITY))
    update.set(dangling, CONTENT)
    expect_unsound("what led nowhere leads somewhere", update.finish(), "changed")

    def dangle_action(update):
        number, page = page_of(update, 1)  # a page that signing does not write anew
        update.set(number, dict(page, **{"/AA": {"/O": reference(5000)}}))
        return 5000

    data, dangling = prepared(dangle_action)
    signed_data = sign(data, AUTHORITY)
    update = Update(signed_data)
    add_field(update, "S2", update.new(signature_dictionary()), entries=b"/S/JavaScript/JS(app.alert)", number=dangling)
    forged = fill(update.finish(), lambda covered: cms_sign(covered, AUTHORITY, "p256"))
    expect_unsound("a field that is an action as well", forged, "changed")


def update_with_offsets(data, offsets):
    """An update of the cross-reference alone."""
    last = int(re.findall(rb"startxref\s+(\d+)\s+%%EOF", data)[-1])
    update = Update(data)
    keys = b"/Root %s/Prev %d" % (update.trailer["/Root"].encode(), last)
    return bytes(update._table(bytearray(data), offsets, keys) if data[last:last + 4] == b"xref"
                 else update._stream(bytearray(data), offsets, keys))


# ---- certified documents ---------------------------------------------------------------------------------------------

def certified(permission):
    reference_entry = (b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P %d>>>>]"
                       % permission)
    return sign(REPORT, AUTHORITY, entries=reference_entry)


def certification():
    for permission in (1, 2, 3):
        verdict = expect_sound(f"certified {permission}", certified(permission))
        if verdict["signatures"][0]["kind"] != "certification" or verdict["signatures"][0]["permissions"] != permission:
            complain("certified", "is not told")
    expect_unsound("signed though nothing may change", sign(certified(1), AUTHORITY, "p256", "S2"), "not-permitted")
    expect_sound("stamped though nothing may change", stamp_document(certified(1), AUTHORITY))
    expect_sound("signed as permitted", sign(certified(2), AUTHORITY, "p256", "S2"), "B", 2)
    # Evil Annotation Attack: annotations are permitted by P 3, and are not allowed here
    update = Update(certified(3))
    number, page = page_of(update)
    stamp = {"/Type": "/Annot", "/Subtype": "/Stamp", "/Rect": [0, 0, 600, 800], "/AP": {"/N": reference(update.new(CONTENT))}}
    page["/Annots"] = page["/Annots"] + [reference(update.new(stamp))]
    update.set(number, page)
    expect_unsound("an evil annotation", update.finish(), "changed")
    # Sneaky Signature Attack: a field that shows something and is signed by nobody
    for name, value in (("no value", None), ("a value that is none", "null")):
        update = Update(certified(3))
        look = update.new(stream(b"0 0 m", b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"))
        add_field(update, "S2", update.new(b"null") if value else None, rect=b"0 0 600 800", entries=b"/AP<</N %d 0 R>>" % look)
        expect_unsound(f"a sneaky field, {name}", update.finish(), "changed")


def fields():
    lock = (b"/Reference[<</Type/SigRef/TransformMethod/FieldMDP/Data 1 0 R/TransformParams"
            b"<</Type/TransformParams/V/1.2/Action/Include/Fields[(S2)]>>>>]")
    for name, entries, good in (("free", b"", True), ("locked", lock, False)):
        update = Update(PLAIN)
        add_field(update, "S2", None)
        empty = update.finish()
        first = sign(empty, AUTHORITY, name="S1", entries=entries)
        update = Update(first)
        field = next(int(key[4:].split()[0]) for key, item in update.objects.items()
                     if isinstance(item.get("value"), dict) and item["value"].get("/T") == "u:S2")
        value = update.new(signature_dictionary())
        update.set(field, dict(update.value(field), **{"/V": reference(value)}))
        both = fill(update.finish(), lambda covered: cms_sign(covered, AUTHORITY, "p256"))
        if good:
            expect_sound(f"an empty field signed, {name}", both, "B", 2)
        else:
            expect_unsound(f"an empty field signed, {name}", both, "not-permitted")
    update = Update(SIGNED)
    root = dict(update.value(update.root))
    root["/AcroForm"] = dict(root["/AcroForm"], **{"/Fields": []})
    update.set(update.root, root)
    expect_unsound("the field taken away", update.finish(), "signature-removed", options=("--signatures", "0"))
    update = Update(SIGNED)
    root["/AcroForm"] = dict(root["/AcroForm"], **{"/Fields": Update(SIGNED).value(update.root)["/AcroForm"]["/Fields"], "/XFA": "u:x"})
    update.set(update.root, root)
    expect_unsound("a form of another kind", update.finish(), "changed")
    update = Update(SIGNED)
    value = int(re.findall(rb"/V (\d+) 0 R", SIGNED)[-1])
    add_field(update, "S2", value)
    expect_unsound("two fields of one value", update.finish(), "shared-range")
    update = Update(SIGNED)
    add_field(update, "Text", None)
    number = update.next - 1
    update.set(number, {"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Tx", "/T": "u:Text", "/V": "u:9999", "/Rect": [0, 0, 9, 9]})
    expect_unsound("a text field", update.finish(), "changed")


# ---- revisions ---------------------------------------------------------------------------------------------------------

def revisions():
    sections = [int(n) for n in re.findall(rb"startxref\s+(\d+)\s+%%EOF", SIGNED)]
    update = Update(SIGNED)
    number, page = page_of(Update(REPORT))
    update.set(number, page)
    expect_unsound("built upon the unsigned", update.finish(prev=sections[0]))
    for name, prev in (("itself", len(SIGNED) + 9), ("the middle of nothing", 20), ("nothing", 10 ** 9)):
        update = Update(SIGNED)
        update.set(number, page)
        (verdict,), status = verify(update.finish(prev=prev))
        if verdict["sound"] or status not in (1, 65):
            complain("revisions", f"built upon {name} passes")
    chain = REPORT
    for turn in range(5):
        chain = sign(chain, AUTHORITY, name=f"S{turn}")
    expect_sound("five revisions", chain, "B", 5)
    starts = [int(n) for n in re.findall(rb"startxref\s+(\d+)\s+%%EOF", chain)]
    update = Update(chain)
    update.set(number, Update(chain).value(number))
    expect_unsound("built upon the third of five", update.finish(prev=starts[2]))
    expect_refused("no end", REPORT[:REPORT.rindex(b"startxref")], "PDF_DAMAGED")


forgery()
incremental()
parts()
deep()
wrapping()
loose_ranges()
shadow()
certification()
fields()
revisions()
finish()
