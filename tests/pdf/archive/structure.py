"""The structure tree against the content, and against what each type may hold."""
from faults import expect
from objects import check_keys, text

STANDARD = set("Document Part Sect H1 H2 H3 H4 H5 H6 P L LI Lbl LBody TOC TOCI Reference Link Table Caption THead TBody TR TH "
               "TD Note Figure Span Form".split())


class Element:
    """A structure element: its kids are elements, (page, number) of marked contents, or references of annotations."""

    def __init__(self, tree, reference, parent):
        entries = tree.pdf.get(reference)
        self.tree, self.reference, self.parent, self.entries = tree, reference, parent, entries
        self.type = entries["/S"][1:]
        self.kids = []
        check_keys("element", reference, entries)
        expect("A 6.1.8.1", self.type.isascii(), f"{reference}: type {self.type}")
        for clauses in ("UA 7.1.5 7.1.6 7.1.7", "A 6.7.3.2"):
            expect(clauses, self.type in STANDARD, f"{reference}: type {self.type}")
        expect("UA 7.1.12", entries.get("/P") == parent, f"{reference}: P is {entries.get('/P')}, not {parent}")
        expect("PDF 14.7.2", tree.elements.setdefault(reference, self) is self, f"{reference} has two parents")
        kids = entries.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            self.add(kid)

    def add(self, kid):
        entries = self.tree.pdf.get(kid)
        if isinstance(kid, int):
            self.add_content(self.entries.get("/Pg"), kid)
        elif entries.get("/Type") == "/MCR":
            self.add_content(entries.get("/Pg", self.entries.get("/Pg")), entries["/MCID"])
        elif entries.get("/Type") == "/OBJR":
            self.kids.append(entries["/Obj"])
            page = entries.get("/Pg", self.entries.get("/Pg"))
            self.tree.objects.setdefault(entries["/Obj"], []).append((self, page))
        else:
            self.kids.append(Element(self.tree, kid, self.reference))

    def add_content(self, page, number):
        place = self.tree.pdf.number_of_page.get(page), number
        expect("PDF 14.7.4.2", place[0] is not None, f"{self.reference}: content {number} on page {page}")
        expect("PDF 14.7.4.2", place not in self.tree.contents, f"content {place} belongs to two elements")
        self.tree.contents[place] = self
        self.kids.append(place)

    def elements(self):
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def places(self):
        return [kid for kid in self.kids if isinstance(kid, tuple)]

    def walk(self):
        yield self
        for kid in self.elements():
            yield from kid.walk()

    def places_below(self):
        """(page, number) of all content, in the order of the tree."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.places_below()
            elif isinstance(kid, tuple):
                yield kid

    def attribute(self, key, other=None):
        return self.entries.get("/A", {}).get(key, other)


class Tree:
    """The structure tree of a file."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.elements, self.contents, self.objects = {}, {}, {}
        self.root = pdf.get(pdf.root["/StructTreeRoot"])
        for clauses in ("UA 7.1.11", "A 6.7.3.1"):
            expect(clauses, self.root["/Type"] == "/StructTreeRoot", "StructTreeRoot")
        expect("UA 7.1.5 7.1.6 7.1.7", "/RoleMap" not in self.root, "RoleMap")
        self.document = Element(self, self.root["/K"], pdf.root["/StructTreeRoot"])
        expect("PDF 14.8.4.2", self.document.type == "Document", f"the root is a {self.document.type}")
        self.parents = dict(self.read_numbers(self.root["/ParentTree"]))
        keys = list(self.parents)
        expect("PDF 7.9.7", keys == sorted(keys), "keys of the parent tree are out of order")
        expect("PDF 14.7.4.4", self.root["/ParentTreeNextKey"] > max(keys, default=-1), "ParentTreeNextKey")

    def read_numbers(self, reference, limits=None):
        node = self.pdf.get(reference)
        numbers = node.get("/Nums", [])
        entries = list(zip(numbers[::2], numbers[1::2]))
        for kid in node.get("/Kids", []):
            entries += self.read_numbers(kid, self.pdf.get(kid)["/Limits"])
        if limits:
            expect("PDF 7.9.7", limits == [entries[0][0], entries[-1][0]], f"Limits {limits}")
        return entries


# ---- content against tree

def check_contents(tree, pages):
    """Every marked content has its element, and every element's content is there; both ways through the parent tree."""
    for page in pages:
        entries = tree.pdf.get(tree.pdf.pages[page.number])
        listed = tree.parents.get(entries["/StructParents"]) if "/StructParents" in entries else []
        listed = tree.pdf.get(listed)
        expect("PDF 14.7.4.4", len(listed) == len(page.marks), f"page {page.number + 1}: {len(listed)} parents")
        for mark, parent in zip(page.marks, listed):
            element = tree.contents.get((page.number, mark.number))
            if expect("UA 7.1.3", element is not None, f"content {mark.number} of page {page.number + 1} is not in the tree"):
                expect("PDF 14.7.4.4", element.reference == parent, f"content {mark.number} of page {page.number + 1}")
                alike = mark.tag[1:] == element.type or (mark.tag, element.type) == ("/Link", "Span")
                alike = alike or "/ActualText" in mark.entries
                expect("PDF 14.6.1", alike, f"{mark.tag} is content of a {element.type}")
    shown = {(page.number, mark.number) for page in pages for mark in page.marks}
    expect("PDF 14.7.4.2", set(tree.contents) == shown, f"of the tree alone: {set(tree.contents) - shown}")


def check_order(tree, pages):
    """On every page, what is read first is drawn first: kids stand in reading order."""
    last = {}
    for page, number in tree.document.places_below():
        expect("PDF 14.8.2.3", last.get(page, -1) < number, f"page {page + 1}: content {number} is read too late")
        last[page] = number


def check_artifacts(pages):
    kinds = {(), ("/Pagination",), ("/Pagination", "/Footer"), ("/Pagination", "/Header")}
    for page in pages:
        for mark in page.artifacts:
            kind = tuple(mark.entries[key] for key in ("/Type", "/Subtype") if key in mark.entries)
            expect("UA 7.8", kind in kinds, f"page {page.number + 1}: an artifact {kind}")


# ---- types

def name_of(element):
    return f"{element.type} {element.reference}"


def kids_are(clauses, element, types):
    wrong = [kid.type for kid in element.elements() if kid.type not in types.split()]
    expect(clauses, not wrong and not element.places(), f"{name_of(element)} holds {wrong or 'content'}")


def parent_is(clauses, element, types):
    parent = element.tree.elements.get(element.parent)
    expect(clauses, parent and parent.type in types.split(), f"{name_of(element)} in {parent and parent.type}")


def check_table(table):
    kids_are("UA 7.2.3", table, "TR THead TBody TFoot Caption")
    types = [kid.type for kid in table.elements()]
    expect("UA 7.2.11", types.count("THead") <= 1, f"{name_of(table)}: {types}")
    expect("UA 7.2.12 7.2.13", types.count("TFoot") == 0, f"{name_of(table)}: {types}")
    expect("UA 7.2.14", "THead" not in types or "TBody" in types, f"{name_of(table)}: {types}")
    expect("UA 7.2.16", "Caption" not in types[1:-1], f"{name_of(table)}: {types}")
    expect("UA 7.2.39", types.count("Caption") <= 1, f"{name_of(table)}: {types}")
    check_grid(table)


def check_grid(table):
    """Cells laid out by their spans cover a rectangle, each slot once (ISO 14289-1, 7.2)."""
    rows = [row for part in table.elements() if part.type in ("THead", "TBody") for row in part.elements()]
    taken, width = {}, 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row.elements():
            while (number, column) in taken:
                column += 1
            across, down = cell.attribute("/ColSpan", 1), cell.attribute("/RowSpan", 1)
            expect("UA 7.2.41", number + down <= len(rows), f"{name_of(cell)} spans beyond its table")
            for place in ((number + i, column + j) for i in range(down) for j in range(across)):
                expect("UA 7.2.15", place not in taken, f"{name_of(cell)} covers another cell at {place}")
                taken[place] = cell
            width = max(width, column + across)
    for number in range(len(rows)):
        got = sum((number, column) in taken for column in range(width))
        expect("UA 7.2.42 7.2.43", got == width, f"{name_of(table)}: row {number + 1} has {got} of {width} columns")


def check_cell(cell):
    if cell.type == "TH":
        expect("UA 7.5.1 7.5.2", cell.attribute("/Scope") in ("/Column", "/Row", "/Both"), f"{name_of(cell)} has no Scope")
    attributes = cell.entries.get("/A")
    if attributes:
        expect("PDF 14.8.5", attributes["/O"] == "/Table" and len(attributes) > 1, f"{name_of(cell)}: {attributes}")
        expect("PDF 14.8.5", 1 not in (attributes.get("/ColSpan"), attributes.get("/RowSpan")), f"{name_of(cell)}: a span of 1")


def check_list(element):
    kids_are("UA 7.2.19", element, "L LI Caption")
    types = [kid.type for kid in element.elements()]
    expect("UA 7.2.40", "Caption" not in types[1:], f"{name_of(element)}: {types}")
    labels = any(kid.type == "Lbl" for item in element.elements() for kid in item.elements())
    numbering = element.attribute("/ListNumbering", "/None")
    expect("UA 7.6", not labels or numbering != "/None", f"{name_of(element)} has labels and no ListNumbering")


def check_contents_list(element):
    kids_are("UA 7.2.27", element, "TOC TOCI Caption")
    types = [kid.type for kid in element.elements()]
    expect("UA 7.2.28", "Caption" not in types[1:], f"{name_of(element)}: {types}")
    for entry in element.elements():
        below = [kid.type for kid in entry.elements()]
        expect("PDF 14.8.4.3", below == ["Reference"] and not entry.places(), f"{name_of(entry)} holds {below}")


CHECKS = {
    "Table": check_table,
    "THead": lambda e: (parent_is("UA 7.2.5", e, "Table"), kids_are("UA 7.2.36", e, "TR")),
    "TBody": lambda e: (parent_is("UA 7.2.6", e, "Table"), kids_are("UA 7.2.37", e, "TR")),
    "TR": lambda e: (parent_is("UA 7.2.4", e, "Table THead TBody TFoot"), kids_are("UA 7.2.10", e, "TH TD")),
    "TH": lambda e: (parent_is("UA 7.2.8", e, "TR"), check_cell(e)),
    "TD": lambda e: (parent_is("UA 7.2.9", e, "TR"), check_cell(e)),
    "L": check_list,
    "LI": lambda e: (parent_is("UA 7.2.17", e, "L"), kids_are("UA 7.2.20", e, "Lbl LBody")),
    "LBody": lambda e: parent_is("UA 7.2.18", e, "LI"),
    "TOC": check_contents_list,
    "TOCI": lambda e: parent_is("UA 7.2.26", e, "TOC"),
    "Figure": lambda e: expect("UA 7.3.1", text(e.entries.get("/Alt", "")), f"{name_of(e)} has no Alt"),
    "Note": lambda e: expect("UA 7.9.1", e.entries.get("/ID"), f"{name_of(e)} has no ID"),
}


def check_types(tree):
    expect("UA 7.2.7 7.2.38", True, "no TFoot is written")
    expect("UA 7.4.4.1 7.4.4.2 7.4.4.3", "H" not in STANDARD, "headings have their level")
    expect("UA 7.7.1", "Formula" not in STANDARD, "no formulas are written")
    for element in tree.document.walk():
        if element.type in CHECKS:
            CHECKS[element.type](element)
        empty = not element.kids and element.type not in ("Document", "TR", "TD", "TH")
        expect("PDF 14.7.2", not empty, f"{name_of(element)} holds nothing")


def check_headings(tree):
    last = 0
    for element in tree.document.walk():
        if element.type[0] == "H" and element.type[1:].isdigit():
            level = int(element.type[1:])
            expect("UA 7.4.2.1", level <= last + 1, f"{name_of(element)} after level {last}")
            last = level


def check_notes(tree):
    ids = {}
    for element in tree.document.walk():
        if "/ID" in element.entries:
            expect("UA 7.9.2", element.entries["/ID"] not in ids, f"{name_of(element)}: ID")
            ids[element.entries["/ID"]] = element.reference
    named = tree.root.get("/IDTree", {}).get("/Names", [])
    expect("PDF 14.7.2", dict(zip(named[::2], named[1::2])) == ids and named[::2] == sorted(named[::2]), "IDTree")


# ---- annotations

def check_annotations(tree):
    keys, fields = set(), []
    for page in tree.pdf.pages:
        entries = tree.pdf.get(page)
        for reference in entries.get("/Annots", []):
            kind = tree.pdf.get(reference)["/Subtype"]
            expect("A 6.3.1.1", kind in HOLDERS, f"{reference}: {kind}")
            expect("UA 7.18.1.1", kind in HOLDERS, f"{reference}: {kind}")
            check_place(tree, page, reference, keys, HOLDERS.get(kind))
            if kind == "/Widget":
                check_widget(tree, page, reference)
                fields.append(reference)
            else:
                check_link(tree, reference)
        if "/Annots" in entries:
            expect("UA 7.18.3.1", entries.get("/Tabs") == "/S", f"{page} has annotations and no Tabs")
    pages = {tree.pdf.get(page).get("/StructParents") for page in tree.pdf.pages} - {None}
    expect("PDF 14.7.4.4", set(tree.parents) == keys | pages, "keys of the parent tree that nothing uses")
    check_fields(tree.pdf, fields)


# What annotations there are, and the element that holds each, with the clause that says so.
HOLDERS = {"/Link": ("Link", "UA 7.18.5.1"), "/Widget": ("Form", "UA 7.18.4.1")}


def check_fields(pdf, widgets):
    """Fields and their widgets are one, so the form lists what the pages do, in their order."""
    form = pdf.get(pdf.root.get("/AcroForm", {}))
    expect("PDF 12.7.2", form.get("/Fields", []) == widgets and ("/AcroForm" in pdf.root) == bool(widgets),
           f"fields {form.get('/Fields')}, widgets {widgets}")
    names = [text(pdf.get(field).get("/T", "")) for field in widgets]
    good = len(set(names)) == len(names) and all(name and "." not in name for name in names)
    expect("PDF 12.7.3.2", good, f"names of fields {names}")


def check_widget(tree, page, reference):
    """An empty field for a signature: to be seen is what is printed around it."""
    widget = tree.pdf.get(reference)
    check_keys("widget", reference, widget)
    expect("PDF 12.7.4.5", widget.get("/FT") == "/Sig", f"{reference}: FT {widget.get('/FT')}")
    expect("PDF 12.5.2", widget.get("/P") == page, f"{reference}: P {widget.get('/P')}")
    expect("A 6.3.3.1", "/AP" in widget, f"{reference} has no appearance")
    appearance = widget.get("/AP", {})
    expect("A 6.3.3.2", list(appearance) == ["/N"], f"{reference}: appearances {list(appearance)}")
    form = tree.pdf.get(appearance.get("/N"))
    expect("A 6.3.3.3 6.3.3.4", isinstance(form, dict) and form.get("/Subtype") == "/Form", f"{reference}: appearance {form}")
    left, bottom, right, top = widget["/Rect"]
    box = (form or {}).get("/BBox", [0, 0, 0, 0])
    alike = abs(box[2] - (right - left)) < 0.002 and abs(box[3] - (top - bottom)) < 0.002
    expect("PDF 12.5.5", alike and box[2] > 0 and box[3] > 0, f"{reference}: {widget['/Rect']}, appearance {box}")
    expect("UA 7.18.1.3", text(widget.get("/TU", "")), f"{reference} has no TU")
    held = tree.objects.get(reference, [])
    expect("UA 7.18.4.2", held and len(held[0][0].kids) == 1, f"{reference}: kids of its element")


def check_link(tree, reference):
    link = tree.pdf.get(reference)
    check_keys("link", reference, link)
    expect("A 6.3.3.1", "/AP" not in link, f"{reference}: a link needs no appearance")
    expect("UA 7.18.1.2 7.18.5.2", text(link.get("/Contents", "")), f"{reference} has no Contents")
    action = link.get("/A", {})
    expect("A 6.5.1.1 6.5.1.2", not action or action["/S"] == "/URI", f"{reference}: action {action}")
    if "/Dest" in link:
        expect("PDF 12.3.2", link["/Dest"][0] in tree.pdf.number_of_page, f"{reference} leads to no page")
    expect("PDF 12.5.6.5", ("/Dest" in link) != bool(action), f"{reference} leads nowhere")


def check_place(tree, page, reference, keys, holder):
    """What holds for every annotation: it is printed, and has its one place in the structure."""
    annotation = tree.pdf.get(reference)
    kind, clause = holder or (None, "UA 7.18.1.1")
    expect("A 6.3.2.1 6.3.2.2", annotation.get("/F") == 4, f"{reference}: F {annotation.get('/F')}")
    held = tree.objects.get(reference, [])
    if expect(clause, len(held) == 1, f"{reference} is in {len(held)} elements"):
        element, on = held[0]
        expect(clause, element.type == kind, f"{reference} is in a {element.type}")
        expect("PDF 14.7.4.3", on == page, f"{reference} stands on {page}, said {on}")
        expect("PDF 14.7.4.4", tree.parents.get(annotation["/StructParent"]) == element.reference, f"{reference}: parent tree")
    expect("PDF 14.7.4.4", annotation["/StructParent"] not in keys, f"{reference}: StructParent is not its own")
    keys.add(annotation["/StructParent"])


# ---- the document

def check_document(pdf):
    mark = pdf.root.get("/MarkInfo", {})
    expect("UA 6.2.1", mark.get("/Marked") is True, f"MarkInfo {mark}")
    expect("UA 7.1.4", not mark.get("/Suspects", False), f"MarkInfo {mark}")
    expect("A 6.7.2.1", mark.get("/Marked") is True, f"MarkInfo {mark}")
    expect("UA 7.1.10", pdf.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is True, "DisplayDocTitle")
    language = text(pdf.root.get("/Lang", ""))
    expect("UA 7.2.29", language.replace("-", "").isalnum(), f"Lang {language!r}")
    expect("UA 7.2.2 7.2.21 7.2.22 7.2.23 7.2.24 7.2.25 7.2.30 7.2.31 7.2.32 7.2.34", language, "no Lang of the document")
    expect("A 6.7.4.1", language, "no Lang of the document")
    expect("PDF 12.4.2", "/PageLabels" in pdf.root, "page labels")


def check(pdf, pages):
    tree = Tree(pdf)
    check_document(pdf)
    check_contents(tree, pages)
    check_order(tree, pages)
    check_artifacts(pages)
    check_types(tree)
    check_headings(tree)
    check_notes(tree)
    check_annotations(tree)
    return tree
