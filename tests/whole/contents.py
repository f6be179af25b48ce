"""contents.py FILE.pdf FILE.json FOLDER: do contents, bookmarks, page labels and folios say the same?

Each link of the contents shows the number of the page it leads to; its entry is a bookmark with the same destination;
what it names stands on that page; each folio shows its page's label.
"""
import json
import re
import subprocess
import sys
import unicodedata

faults = []


def expect(condition, message):
    if not condition:
        faults.append(message)


def bare(text):
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Zs"))


class File:
    """The objects of a qpdf JSON (version 2)."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.objects = json.load(file)["qpdf"][1]
        self.root = self.get(self.objects["trailer"]["value"]["/Root"])
        self.pages = list(self.leaves(self.root["/Pages"]))

    def get(self, value):
        while isinstance(value, str) and value.endswith(" R"):
            held = self.objects["obj:" + value]
            value = held["value"] if "value" in held else held["stream"]["dict"]
        return value

    def leaves(self, reference):
        node = self.get(reference)
        if node["/Type"] == "/Page":
            yield reference
        for kid in node.get("/Kids", []):
            yield from self.leaves(kid)

    def page_of(self, destination):
        return self.pages.index(destination[0])

    def links(self):
        """(page, annotation) of every link, in order."""
        for number, reference in enumerate(self.pages):
            for link in self.get(self.get(reference).get("/Annots", [])):
                yield number, self.get(link)

    def bookmarks(self, node=None):
        """(title, destination), depth first."""
        node = node or self.get(self.root["/Outlines"])
        reference = node.get("/First")
        while reference:
            item = self.get(reference)
            yield item["/Title"].removeprefix("u:"), item["/Dest"]
            yield from self.bookmarks(item)
            reference = item.get("/Next")


def roman(number):
    out = ""
    for value, digits in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out += digits
            number -= value
    return out


STYLES = {"/D": str, "/r": roman, "/R": lambda n: roman(n).upper()}


def labels(pdf):
    """The label of each page, "" for none (ISO 32000-1, 12.4.2)."""
    nums = pdf.get(pdf.root["/PageLabels"])["/Nums"]
    starts = dict(zip(nums[::2], (pdf.get(entry) for entry in nums[1::2])))
    found, entry, number = [], {}, 0
    for page in range(len(pdf.pages)):
        if page in starts:
            entry, number = starts[page], starts[page].get("/St", 1)
        style = STYLES.get(entry.get("/S"))
        prefix = entry.get("/P", "").removeprefix("u:")
        found.append(prefix + (style(number) if style else ""))
        number += 1
    return found


def text_in(path, page, rect, height):
    """What stands in a rectangle of a page; at 72 dpi pixels are points."""
    x, y = int(rect[0]), int(height - rect[3])
    size = ["-x", str(x), "-y", str(y), "-W", str(int(rect[2]) - x + 2), "-H", str(int(height - rect[1]) - y + 2)]
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-f", str(page + 1), "-l", str(page + 1), "-r", "72"]
    return subprocess.run(command + size + [path, "-"], capture_output=True, text=True, check=True).stdout


def entries(pdf, path, names):
    """(title, number shown, destination) of the contents: the lines of one destination are one entry."""
    found = []
    for page, link in pdf.links():
        if names[page]:  # contents stand on pages without a number, figures that lead to their cells on others
            continue
        height = pdf.get(pdf.pages[page])["/MediaBox"][3]
        text = bare(text_in(path, page, link["/Rect"], height))
        match = re.fullmatch(r"(.*?)(?:[.…·]{3,}(\w+))?", text)
        title, shown = match.group(1), match.group(2)
        if found and found[-1][2] == link["/Dest"]:
            title, shown = found.pop()[0] + title, shown
        found.append((title, shown, link["/Dest"]))
    return found


def check_entry(pdf, entry, known, names, texts):
    title, shown, destination = entry
    page = pdf.page_of(destination)
    expect(shown == names[page], f"{title}: shows {shown}, stands on {names[page]}")
    expect(title in known.get(tuple(destination), []), f"{title}: no bookmark leads where the contents do")
    for word in re.split(r"[、：（）]", title):
        loosely = ".{0,4}".join(re.escape(c) for c in word)  # 收支总体情况表 for 收支预算总体情况表
        expect(re.search(loosely, texts[page]), f"{title}: {word!r} is not on the page the contents lead to")


def check_figures(pdf, path, names, texts):
    """A figure in prose leads to the page where the table prints it; gives how many there are."""
    count = 0
    for page, link in pdf.links():
        if not names[page]:
            continue
        shown = bare(text_in(path, page, link["/Rect"], pdf.get(pdf.pages[page])["/MediaBox"][3]))
        number = re.search(r"[\d,]+(\.\d+)?", shown)
        there = pdf.page_of(link["/Dest"])
        expect(number and number.group(0).rstrip("0").rstrip(".") in texts[there],
               f"page {page + 1}: {shown!r} leads to page {there + 1}, which does not print it")
        count += 1
    return count


def check_order(pdf, marks):
    places = [(pdf.page_of(destination), -destination[3]) for _, destination in marks]
    expect(places == sorted(places), "bookmarks are out of order")


def check_folios(names, texts):
    for page, name in enumerate(names):
        if name:
            expect(re.search(rf"—?{name}—?$", texts[page]), f"page {page + 1} does not end in its label {name}")


def main():
    path, description, folder = sys.argv[1:]
    pdf = File(description)
    names = labels(pdf)
    texts = [bare(open(f"{folder}/raw-{n + 1}.txt", encoding="utf-8").read()) for n in range(len(pdf.pages))]
    marks = list(pdf.bookmarks())
    known = {}
    for title, destination in marks:
        known.setdefault(tuple(destination), []).append(bare(title))
    found = entries(pdf, path, names)
    for entry in found:
        check_entry(pdf, entry, known, names, texts)
    check_order(pdf, marks)
    check_folios(names, texts)
    expect(len(found) >= 12 and len(marks) >= len(found), f"{len(found)} entries, {len(marks)} bookmarks")
    figures = check_figures(pdf, path, names, texts)
    print(f"{len(found)} entries, {len(marks)} bookmarks, {figures} figures that lead to cells, {len(names)} pages")
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


main()
