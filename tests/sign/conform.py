"""conform.py FILE.pdf COUNT [KIND]: does a report keep its promise with COUNT signatures in it?

Everything tests/pdf/archive asks of objects, metadata, pages, structure and files, but for what is about a file in one
piece; and what ISO 19005 and ISO 14289-1 ask of form fields and their widgets, and the update's own bytes.
"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "pdf", "archive"))
import content  # noqa: E402
import faults  # noqa: E402
import keep  # noqa: E402
import metadata  # noqa: E402
import objects  # noqa: E402
import structure  # noqa: E402
from faults import expect  # noqa: E402


def check_widget(pdf, tree, reference):
    """ISO 19005-2, 6.3 and 6.4; ISO 14289-1, 7.18."""
    widget = pdf.get(reference)
    expect("A 6.3.2.1", widget.get("/F", 0) & 4 and not widget["/F"] & (1 | 2 | 32 | 256), f"{reference}: F {widget.get('/F')}")
    expect("A 6.3.3.1", list(widget.get("/AP", {})) == ["/N"], f"{reference}: AP {widget.get('/AP')}")
    expect("A 6.4.1", "/A" not in widget and "/AA" not in widget, f"{reference}: actions")
    form = pdf.get(widget["/AP"]["/N"])
    expect("PDF 8.10.2", form["/Subtype"] == "/Form" and "/Font" not in form.get("/Resources", {}), f"{reference}: {form}")
    expect("UA 7.18.1.3", objects.text(widget.get("/TU", "")), f"{reference} has no TU")
    element = tree.elements.get(pdf.get(tree.parents.get(widget.get("/StructParent"))) and tree.parents[widget["/StructParent"]])
    expect("UA 7.18.4.1", element is not None and element.type == "Form", f"{reference} is in {element and element.type}")
    expect("UA 7.18.4.2", element is not None and len(element.kids) == 1, f"{reference}: kids of its Form")


def check_fields(pdf, tree, count):
    form = pdf.get(pdf.root["/AcroForm"])
    expect("PDF 12.7.2", form.get("/SigFlags") == 3 and not form.get("/NeedAppearances"), f"AcroForm {form}")
    fields = pdf.get(form["/Fields"])
    signed = [field for field in fields if "/V" in pdf.get(field)]
    expect("PDF 12.7.4.5", len(signed) == count, f"{len(signed)} signed fields, not {count}")
    placed = {}
    for page in pdf.pages:
        for annotation in pdf.get(pdf.get(page).get("/Annots", [])):
            placed.setdefault(annotation, []).append(page)
    for field in fields:
        expect("PDF 12.5.2", placed.get(field) == [pdf.get(field)["/P"]], f"{field} is on {placed.get(field)}")
        check_widget(pdf, tree, field)
        page = pdf.get(pdf.get(field)["/P"])
        expect("UA 7.18.3.1", page.get("/Tabs") == "/S", f"Tabs {page.get('/Tabs')}")


def own(pdf):
    """What signing adds. The walker holds it for foreign, for it lists what rendering writes; here it is asked itself."""
    fields = pdf.get(pdf.get(pdf.root["/AcroForm"])["/Fields"])
    for field in fields:
        yield field
        yield pdf.get(field)["/AP"]["/N"]
    for name, held in pdf.objects.items():
        value = held.get("value", held.get("stream", {}).get("dict"))
        if isinstance(value, dict) and (value.get("/Type") == "/XRef" or value.get("/S") == "/Form" or value.get("/Subtype") == "/Image"):
            yield name.removeprefix("obj:")


def without_own(found, pdf):
    names = [reference + " " for reference in own(pdf)] + [reference + ":" for reference in own(pdf)]
    keys = {"/AcroForm", "/DSS", "/Extensions", "/SigFlags"}
    listed = [re.search(r"the (?:catalog|form) has \[(.*)\]", fault) for fault in found]
    found = [fault for fault, match in zip(found, listed) if not match or set(re.findall(r"/\w+", match.group(1))) - keys]
    found = [fault for fault in found if not fault.endswith("has ['/XObject']")]
    return [fault for fault in found if not any(fault.partition(": ")[2].startswith(name) for name in names)]


def check_images(pdf):
    """A seal is an image with a soft mask in a calibrated space (ISO 19005-2, 6.2.4 and 6.2.8)."""
    for reference, image in pdf.streams():
        if image.get("/Subtype") != "/Image":
            continue
        space = pdf.get(image["/ColorSpace"])
        expect("A 6.2.4.3", space[0] == "/CalRGB" if "/SMask" in image else space == "/DeviceGray", f"{reference}: {space}")
        expect("A 6.2.8.1", not {"/Interpolate", "/Alternates", "/OPI"} & set(image), f"{reference}: {sorted(image)}")
        depth = 3 if "/SMask" in image else 1
        expect("PDF 8.9.5", len(pdf.data(reference)) == image["/Width"] * image["/Height"] * depth, f"{reference}: its bytes")


class Signed(objects.File):
    """A page's content may be several streams."""

    def data(self, reference):
        return b"\n".join(map(super().data, reference)) if isinstance(reference, list) else super().data(reference)


def check_updates(pdf, count):
    """Each update ends the file anew, and its table leads back to the one before."""
    starts = [int(match.group(1)) for match in re.finditer(rb"startxref\n(\d+)\n%%EOF\n", pdf.bytes)]
    expect("PDF 7.5.6", len(starts) >= count + 1, f"{len(starts)} sections")
    expect("A 6.1.3.3", pdf.bytes.endswith(b"%%EOF\n"), "bytes behind %%EOF")
    for before, start in zip(starts, starts[1:]):
        section = pdf.bytes[start:start + 2000]
        previous = re.search(rb"/Prev (\d+)", section)
        expect("PDF 7.5.5", previous and int(previous.group(1)) == before, f"Prev of the section at {start}")
        expect("PDF 7.5.8.4", section.startswith(b"xref") == pdf.bytes[before:].startswith(b"xref"), "sections of two kinds")
    identifiers = pdf.trailer["/ID"]
    expect("PDF 14.4", identifiers[0] != identifiers[1], "the second identifier stayed")


def check(path, count, kind):
    pdf = Signed(path)
    objects.check_objects(pdf)
    objects.check_boxes(pdf)
    packet = metadata.Packet(pdf)
    metadata.check_packet(pdf, packet, kind[0], False)
    metadata.check_info(pdf, packet)
    metadata.check_intents(pdf, False)
    content.OPERATORS.update({b"W": 0, b"n": 0, b"Do": 1})  # of the slices of a seal
    pages = keep.read_pages(pdf)
    tree = structure.check(pdf, pages)
    keep.files.check(pdf, tree, carries=kind == "3a")
    faults.found[:] = without_own(faults.found, pdf)
    check_fields(pdf, tree, count)
    check_images(pdf)
    check_updates(pdf, count)
    for fault in faults.found[:50]:
        print(fault)
    print(f"{len(faults.asked)} clauses, {len(faults.found)} faults")
    return not faults.found


sys.exit(0 if check(sys.argv[1], int(sys.argv[2]), (sys.argv[3:] or ["3a"])[0]) else 1)
