"""content: what a report says, without banxin, as blocks any typesetter can set.

Reads the page list as `banxin render --dump-pages` tells it, and the form for the pages' measures. What is a heading,
a paragraph, a row, a cell comes from the tag tree; faces, sizes, indents, leading and columns are taken from where
things stand. The text of a block is what was printed: templates are filled in, figures written out.

    {"title", "author", "date", "pages": {NAME: {width, height, top, inner, area_width, area_height, mirror, folio}},
     "faces": {POSTSCRIPT: {path, index, family, legacy, bold}}, "blocks": [...]}

Lengths are points. Blocks, in the order of print:

    {"kind": "page", "page": NAME}                                   a new page of that kind
    {"kind": "contents", "depth": 2, "styles": [STYLE, STYLE], "leading"}
    {"kind": "heading", "level": 1, ...} and {"kind": "paragraph", ...}
        with "text" ("\\t" is a gap that fills the line), "style": {han, western, size}, "align": justify, center, right,
        "indent", "leading", "before"
    {"kind": "table", "columns": [widths], "style", "row": height, "head": rows, "rows": rows}
        a row is a list of {"text", "cols", "rows", "align"}
"""
import json
import re
import subprocess
import tempfile
from pathlib import Path
from statistics import median

MM = 72 / 25.4
SHEETS = {"A4": (210 * MM, 297 * MM)}
FULL_STOP = 2.0  # points within which places are the same

ITEM = re.compile(r"^  (turned )?text (\S+) (\S+) at ([-\d.]+),([-\d.]+) wide ([-\d.]+).* tag (\d+) \"(.*)\" \[")
RULE = re.compile(r"^  (turned )?rule ([-\d.]+),([-\d.]+) ([-\d.]+)x([-\d.]+)")
PAGE = re.compile(r"^page (\d+) \"(.*?)\" (\S+) ")
NODE = re.compile(r"^((?:  )+)(\d+) (\S+)(?: \"(?:[^\"\\]|\\.)*\")?(.*)$")
TEXT_BLOCKS = {"P", "LI", "Note", "H1", "H2", "H3", "H4", "H5", "H6"}


class Item:
    """A run of glyphs on a page."""

    def __init__(self, page, match):
        self.page = page
        self.face = match[2]
        self.size, self.x, self.y, self.width = (float(match[i]) for i in range(3, 7))
        self.tag = int(match[7])
        self.text = re.sub(r"\\(x..|.)", lambda m: "" if m[1][0] == "x" else m[1], match[8])

    @property
    def right(self):
        return self.x + self.width


class Node:
    """A node of the tag tree."""

    def __init__(self, depth, match):
        self.depth = depth
        self.id = int(match[2])
        self.type = match[3]
        self.kids, self.items = [], []
        spans = dict(re.findall(r"(rows|cols) (\d+)", match[4]))
        self.rows, self.cols = int(spans.get("rows", 1)), int(spans.get("cols", 1))


def read_dump(text):
    """The kinds of the pages, the items, the upright rules by page, the nodes in the order of the document."""
    kinds, items, rules, nodes, parents = [], [], {}, {}, []
    lines = iter(text.splitlines())
    for line in lines:
        if line == "tags":
            break
        if match := PAGE.match(line):
            kinds.append(match[3])
        elif match := ITEM.match(line):
            items.append(Item(len(kinds) - 1, match))
        elif match := RULE.match(line):
            x, y, width, height = (float(match[i]) for i in range(2, 6))
            if height > 2 * width:
                rules.setdefault(len(kinds) - 1, []).append((x + width / 2, y, y + height))
    for line in lines:
        if not (match := NODE.match(line)):
            continue
        node = Node(len(match[1]) // 2, match)
        del parents[node.depth - 1:]
        if parents:
            parents[-1].kids.append(node)
        parents.append(node)
        nodes[node.id] = node
    return kinds, items, rules, nodes


class Content:
    def __init__(self, dump, form, roles):
        self.kinds, items, self.rules, self.nodes = read_dump(dump)
        self.pages = {name: page_measures(form["pages"], name) for name in form["pages"]}
        self.roles = roles
        self.blocks = []
        self.page, self.foot = -1, 0  # where the last block ended
        for item in items:
            if item.tag in self.nodes:
                self.nodes[item.tag].items.append(item)

    def all_items(self, node):
        found = list(node.items)
        for kid in node.kids:
            found += self.all_items(kid)
        return found

    def in_order(self, node):
        """The runs of a node and all below, in lines: page, then baseline, then from left to right."""
        return sorted(self.all_items(node), key=lambda i: (i.page, round(i.y, 1), i.x))

    # ---- text

    def text(self, items, fills):
        text, before = "", None
        for item in items:
            same_line = before and (before.page, before.y) == (item.page, item.y)
            if same_line and fills and item.x - before.right > 3 * item.size:
                text += "\t"
            elif before and not same_line and re.search(r"[A-Za-z0-9]$", text) and re.match(r"[A-Za-z]", item.text):
                text += " "
            text += item.text
            before = item
        return re.sub("[\u2000-\u200a]", " ", re.sub("[\u200b\u2060]", "", text)).strip(" ")

    def style(self, items):
        """The Han face decides; text without one takes the role of its Western face."""
        for item in items:
            for han, western in self.roles:
                if item.face == han:
                    return {"han": han, "western": western, "size": item.size}
        for han, western in self.roles:
            if items and items[0].face == western:
                return {"han": han, "western": western, "size": items[0].size}
        return {"han": self.roles[0][0], "western": self.roles[0][1], "size": items[0].size}

    # ---- places

    def area(self, page):
        """Left and top edge of the type area of a page, its width and height."""
        m = self.pages[self.kinds[page]]
        flip = m["mirror"] and page % 2 == 1
        left = m["width"] - m["inner"] - m["area_width"] if flip else m["inner"]
        return left, m["top"], m["area_width"], m["area_height"]

    def go_to(self, page, room):
        """A new page where one was begun without need, or of another kind."""
        while self.page < page:
            _, top, _, height = self.area(max(self.page, 0))
            forced = self.page < 0 or self.kinds[page] != self.kinds[self.page] or top + height - self.foot > room
            if forced:
                self.blocks.append({"kind": "page", "page": self.kinds[page]})
            self.page, self.foot = page, self.area(page)[1]

    def lines(self, items):
        """Of each line: page, baseline, left and right edge."""
        lines = []
        for item in items:
            if lines and lines[-1][:2] == [item.page, item.y]:
                lines[-1][3] = item.right
            else:
                lines.append([item.page, item.y, item.x, item.right])
        return lines

    def place(self, items):
        lines = self.lines(items)
        first, size = lines[0], items[0].size
        pitch = self.pages[self.kinds[first[0]]]["pitch"]
        steps = [b[1] - a[1] for a, b in zip(lines, lines[1:]) if a[0] == b[0]]
        leading = median(steps) if steps else max(pitch if size > 12.5 else 0, size * 1.3)
        self.go_to(first[0], 3 * leading)
        left, _, width, _ = self.area(first[0])
        gap_left, gap_right = first[2] - left, left + width - first[3]
        if gap_left > 1.5 and abs(gap_left - gap_right) < FULL_STOP + size / 10 and gap_left > 0.6 * size:
            align, indent = "center", 0
        elif len(lines) == 1 and gap_left > 6 * size and gap_right < 5 * size:
            align, indent = "right", 0
        else:
            align, indent = "justify", max(0, gap_left)
        before = first[1] - self.foot - leading
        self.page, self.foot = lines[-1][:2]
        return {"align": align, "indent": round(indent, 2), "leading": round(leading, 2),
                "before": round(before, 2) if before > 3 else 0}

    # ---- blocks

    def add_text(self, node):
        items = self.in_order(node)
        if not items:
            return
        block = {"kind": "paragraph"}
        if re.fullmatch(r"H\d", node.type):
            block = {"kind": "heading", "level": int(node.type[1])}
        block |= self.place(items)
        block |= {"text": self.text(items, fills=True), "style": self.style(items)}
        self.blocks.append(block)

    def add_contents(self, node):
        entries = [self.in_order(kid) for kid in node.kids]
        counts = [sum(n.type == f"H{level}" for n in self.nodes.values()) for level in range(1, 7)]
        depth = next((d for d in range(1, 7) if sum(counts[:d]) >= len(entries)), 2)
        by_indent = sorted({round(e[0].x): e for e in reversed(entries)}.items())
        styles = [self.style(entry) for _, entry in by_indent[:depth]]
        place = self.place([item for entry in entries for item in entry])
        self.blocks.append({"kind": "contents", "depth": depth, "leading": place["leading"],
                            "styles": styles + styles[-1:] * (depth - len(styles))})

    def add_table(self, node):
        rows = [(part.type == "THead", row) for part in node.kids for row in part.kids if row.type == "TR"]
        for part in node.kids:
            if part.type == "Caption":
                self.add_caption(part)
        items = [item for _, row in rows for item in self.all_items(row)]
        if not items:
            return
        first = min(item.page for item in items)
        self.go_to(first, room=60)
        count = sum(cell.cols for cell in rows[0][1].kids)
        edges = self.edges(first, [item.y for item in items if item.page == first], count)
        block = {"kind": "table", "columns": [round(b - a, 2) for a, b in zip(edges, edges[1:])],
                 "style": self.style(items), "row": self.row_height(rows), "head": [], "rows": []}
        open_rows = [0] * count  # rows that a cell from above still covers, by column
        for is_head, row in rows:
            block["head" if is_head else "rows"].append(self.cells(row, edges, open_rows))
        self.blocks.append(block)
        last = max(items, key=lambda item: (item.page, item.y))
        self.page, self.foot = last.page, last.y + 6

    def add_caption(self, caption):
        if caption.items:
            self.add_text(caption)
        else:
            self.walk(caption)

    def edges(self, page, baselines, count):
        top, foot = min(baselines) - 30, max(baselines)
        found = []
        for x in sorted(x for x, y, end in self.rules.get(page, []) if end > top and y < foot):
            if not found or x - found[-1] > FULL_STOP:
                found.append(x)
        if len(found) == count + 1:
            return found
        left, _, width, _ = self.area(page)
        return [left + width * i / count for i in range(count + 1)]

    def row_height(self, rows):
        tops = [min(items, key=lambda i: i.y) for _, row in rows if (items := self.all_items(row))]
        steps = [b.y - a.y for a, b in zip(tops, tops[1:]) if a.page == b.page and b.y > a.y]
        return round(median(steps), 2) if steps else 18

    def cells(self, row, edges, open_rows):
        cells, column = [], 0
        for cell in row.kids:
            while column < len(open_rows) and open_rows[column]:
                column += 1
            items = self.in_order(cell)
            end = min(column + cell.cols, len(edges) - 1)
            cells.append({"text": self.text(items, fills=False), "cols": cell.cols, "rows": cell.rows,
                          "align": self.cell_align(items, edges[column], edges[end])})
            for i in range(column, end):
                open_rows[i] = cell.rows
            column = end
        open_rows[:] = [max(0, rows - 1) for rows in open_rows]
        return cells

    def cell_align(self, items, left, right):
        if not items:
            return "left"
        lines = self.lines(items)
        before, after = min(line[2] for line in lines) - left, right - max(line[3] for line in lines)
        if abs(before - after) < FULL_STOP and before > 4:
            return "center"
        return "left" if before <= after else "right"

    def walk(self, node):
        for kid in node.kids:
            if kid.type in TEXT_BLOCKS:
                self.add_text(kid)
            elif kid.type == "TOC":
                self.add_contents(kid)
            elif kid.type == "Table":
                self.add_table(kid)
            else:
                self.walk(kid)


def length(text):
    return float(text.removesuffix("mm")) * MM if text.endswith("mm") else float(text.removesuffix("pt"))


def page_measures(pages, name):
    """A page of the form with what it takes over from the one it is based on."""
    page = pages[name]
    base = page_measures(pages, page["based-on"]) if "based-on" in page else {"mirror": False, "folio": False, "lines": 0}
    m = dict(base)
    if "size" in page:
        m["width"], m["height"] = SHEETS[page["size"]]
    if page.get("orientation") == "landscape":
        m["width"], m["height"] = max(m["width"], m["height"]), min(m["width"], m["height"])
    for key, value in page.get("margins", {}).items():
        m[key] = length(value)
    for key, value in page.get("area", {}).items():
        m[f"area_{key}"] = length(value)
    m["mirror"] = page.get("mirror", m["mirror"])
    m["folio"] = bool(page["folio"]) if "folio" in page else m["folio"]
    m["lines"] = page.get("grid", {}).get("lines", m["lines"])
    m["pitch"] = m["area_height"] / m["lines"] if m["lines"] else 0
    return m


def scan_face(path, index):
    """PostScript name of a face, and its family as most programs call it and as those that ask for names of old."""
    shown = subprocess.run(["fc-scan", "-f", "%{index}\\t%{postscriptname}\\t%{family[0]}\\t%{family}\\n", path],
                           capture_output=True, text=True, check=True).stdout
    _, name, family, families = next(line.split("\t") for line in shown.splitlines() if line.startswith(f"{index}\t"))
    return name, family, [other for other in families.split(",") if other.isascii()][-1]


def find_faces(fonts_json):
    """By PostScript name the file, and the pairs of Han and Western names that roles use first."""
    fonts = json.loads(fonts_json.read_text())
    folders = [fonts_json.parent / folder for folder in fonts["folders"]]
    faces, roles = {}, []

    def first(entries):
        names = entries[0] if isinstance(entries[0], list) else entries[:1]
        for name in names:
            for folder in folders:
                path = folder / name.split("#")[0]
                if path.is_file():
                    index = int(name.partition("#")[2] or 0)
                    face, family, legacy = scan_face(path, index)
                    faces[face] = {"path": str(path.resolve()), "index": index, "family": family, "legacy": legacy,
                                   "bold": "Bold" in face}
                    return face
        raise SystemExit(f"peers: none of {names} is in the folders of {fonts_json}")

    for role in fonts["roles"].values():
        roles.append((first(role["han"]), first(role["western"])))
    return faces, roles


def read(root, banxin, report):
    """The content of a report."""
    data = json.loads(report.read_text())
    form = json.loads((root / "layouts" / f"{data['form']}.json").read_text())
    faces, roles = find_faces(root / "fonts" / "fonts.json")
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "pages"
        subprocess.run([banxin, "render", report, "-o", Path(folder) / "out.pdf", "--dump-pages", dump,
                        "--fonts", root / "fonts" / "fonts.json"], check=True, stdout=subprocess.DEVNULL)
        content = Content(dump.read_text(), form, roles)
    content.walk(content.nodes[1])
    used = {block["style"][key] for block in content.blocks if "style" in block for key in ("han", "western")}
    used |= {style[key] for block in content.blocks for style in block.get("styles", []) for key in ("han", "western")}
    return {"title": content.blocks[1]["text"], "author": data["organ"]["name"], "date": data.get("date"),
            "pages": content.pages, "page_count": len(content.kinds),
            "faces": {name: faces[name] for name in sorted(used)}, "blocks": content.blocks}


if __name__ == "__main__":
    import sys
    here = Path(__file__).resolve().parents[2]
    print(json.dumps(read(here, here / "build/banxin", Path(sys.argv[1])), ensure_ascii=False, indent=1))
