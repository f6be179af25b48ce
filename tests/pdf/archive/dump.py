"""The pages as banxin itself dumps them (--dump-pages), to compare the text of each element in its order."""
import re
import subprocess
import unicodedata

from faults import expect


def bare(text):
    """Text without blanks and what draws nothing."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Zs"))


def unquote(text):
    return re.sub(r"\\(x[0-9A-F]{2}|.)", lambda m: chr(int(m[1][1:], 16)) if m[1][0] == "x" else m[1], text)


def read(path):
    """[(type, text)] of all nodes that show text, in the order of the tree; content of a node before its children's."""
    shown, nodes, in_tags = {}, [], False
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line == "tags\n":
                in_tags = True
            elif in_tags:
                number, kind = line.split()[:2]
                nodes.append((int(number), kind))
            else:
                match = re.match(r'  (?:turned )?text .* tag (\d+) "((?:[^"\\]|\\.)*)" \[', line)
                if match:
                    shown.setdefault(int(match[1]), []).append(unquote(match[2]))
    return [(kind, bare("".join(shown[number]))) for number, kind in nodes if number in shown]


def check(pdf, tree, pages, path):
    wanted = read(path)
    texts = {(page.number, mark.number): mark.text for page in pages for mark in page.marks}
    got = [(element.type, bare("".join(texts[place] for place in element.places())))
           for element in tree.document.walk() if element.places()]
    for mine, theirs in zip(got, wanted):
        alike = mine[1] == theirs[1] and (mine[0] == theirs[0] or (mine[0], theirs[0]) == ("Span", "Link"))
        if not expect("PDF 14.8.2.4", alike, f"{mine} in the file, {theirs} in the dump"):
            break
    expect("PDF 14.8.2.4", len(got) == len(wanted), f"{len(got)} elements show text in the file, {len(wanted)} in the dump")


def check_poppler(path, tree, pages):
    """poppler, which takes no notice of ActualText, reads the same text in the same order out of the tree."""
    said = subprocess.run(["pdfinfo", "-struct-text", "-enc", "UTF-8", path], capture_output=True, check=True).stdout
    lines = re.findall(r'^\s*"(.*?)"$', said.decode("utf-8"), re.M | re.S)
    texts = {(page.number, mark.number): mark.shown for page in pages for mark in page.marks}
    wanted = bare("".join(texts[place] for place in tree.document.places_below()))
    got = bare("".join(lines))
    at = next((i for i, (a, b) in enumerate(zip(got, wanted)) if a != b), min(len(got), len(wanted)))
    expect("PDF 14.8.2.4", got == wanted, f"poppler reads {got[at - 10:at + 20]!r}, not {wanted[at - 10:at + 20]!r}")
