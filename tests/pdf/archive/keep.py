"""All that is asked of a file of a kind."""
import dump
import faults
import files
import metadata
import objects
import structure
from content import Page
from fonts import Font


def read_pages(pdf):
    fonts, pages = {}, []
    for number, reference in enumerate(pdf.pages):
        entries = pdf.get(reference)
        named = pdf.get(entries["/Resources"]).get("/Font", {})
        for name, font in named.items():
            if font not in fonts:
                fonts[font] = Font(pdf, font)
        pages.append(Page(number, pdf.data(entries["/Contents"]), {name: fonts[font] for name, font in named.items()}))
    return pages


def check_plain(pdf):
    """A file that promises nothing claims nothing."""
    for key in ("/Metadata", "/OutputIntents", "/StructTreeRoot", "/MarkInfo", "/AF", "/Names"):
        faults.expect("PDF 7.7.2", key not in pdf.root, f"{key} in a plain file")


def check_press(pdf):
    for page in pdf.pages:
        entries = pdf.get(page)
        media, bleed, trim = (entries.get(f"/{box}Box") for box in ("Media", "Bleed", "Trim"))
        if faults.expect("X boxes", media and bleed and trim, f"{page}: boxes"):
            nested = all(media[i] <= bleed[i] < trim[i] and trim[i + 2] < bleed[i + 2] <= media[i + 2] for i in (0, 1))
            faults.expect("X boxes", nested, f"{page}: {media} {bleed} {trim}")
        faults.expect("X annotations", "/Annots" not in entries, f"{page} has annotations")


def check(pdf, kind, dumped):
    press, plain = kind.startswith("x4"), kind.endswith("none")
    objects.check_bytes(pdf, "1.6" if press else "1.7")
    objects.check_objects(pdf)
    objects.check_boxes(pdf)
    if kind == "none":
        check_plain(pdf)
        return
    packet = metadata.Packet(pdf)
    metadata.check_packet(pdf, packet, None if plain else "3" if kind == "3a" else "2", press)
    metadata.check_info(pdf, packet)
    if press:
        check_press(pdf)
    if plain:
        return
    metadata.check_intents(pdf, press)
    pages = read_pages(pdf)
    metadata.check_colours(pdf, set().union(*(page.colours for page in pages)), press)
    tree = structure.check(pdf, pages)
    files.check(pdf, tree, carries=kind == "3a")
    dump.check_poppler(pdf.path, tree, pages)
    if dumped:
        dump.check(pdf, tree, pages, dumped)
