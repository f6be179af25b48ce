"""make_typst: content as a Typst document."""
import json


def quote(text):
    return json.dumps(text, ensure_ascii=False).replace("\\u0009", "\\t")


def text_of(text):
    """As content: gaps that fill the line become fractions of it."""
    parts = [f"#{quote(part)}" for part in text.split("\t")]
    return "[" + "#h(1fr)".join(parts) + "]"


class Typst:
    def __init__(self, content):
        self.content = content
        self.out = []
        self.page = None

    def put(self, line):
        self.out.append(line)

    def font(self, style):
        faces = self.content["faces"]
        han, western = faces[style["han"]], faces[style["western"]]
        return (f'font: ((name: {quote(western["legacy"])}, covers: "latin-in-cjk"), {quote(han["legacy"])}), '
                f'size: {style["size"]}pt, weight: {700 if han["bold"] else 400}')

    def head(self):
        self.put(f'#set document(title: {quote(self.content["title"])}, author: {quote(self.content["author"])})')
        self.put('#set text(lang: "zh", region: "cn", top-edge: 0.8em, bottom-edge: -0.2em)')
        self.put('#set par(spacing: 0pt)\n#set block(spacing: 0pt)')

    def add_page(self, block):
        if block["page"] == self.page:
            self.put("#pagebreak()")
            return
        self.page = block["page"]
        m = self.content["pages"][self.page]
        sides = ("inside", "outside") if m["mirror"] else ("left", "right")
        outer = m["width"] - m["inner"] - m["area_width"]
        foot = m["height"] - m["top"] - m["area_height"]
        self.put(f'#set page(width: {m["width"]:.3f}pt, height: {m["height"]:.3f}pt, margin: (top: {m["top"]:.3f}pt, '
                 f'bottom: {foot:.3f}pt, {sides[0]}: {m["inner"]:.3f}pt, {sides[1]}: {outer:.3f}pt), footer: '
                 + ('context align(center, text(font: "Liberation Serif", size: 14pt)[— #counter(page).display() —])'
                    if m["folio"] else "none") + ")")

    def add_contents(self, block):
        for level, style in enumerate(block["styles"], 1):
            gap = block["leading"] - style["size"]
            self.put(f'#show outline.entry.where(level: {level}): set text({self.font(style)})')
            self.put(f'#show outline.entry.where(level: {level}): set block(above: {gap:.2f}pt)')
        self.put(f'#outline(title: none, depth: {block["depth"]}, indent: 24pt)')

    def paragraph(self, block, body):
        """A block; what stands above the first of a page is no block's spacing, which would be dropped there."""
        align = {"justify": "left", "center": "center", "right": "right"}[block["align"]]
        gap = block["leading"] - block["style"]["size"]
        return (f'block(width: 100%, above: {block["before"] + gap:.2f}pt, below: 0pt, {{ '
                f'set text({self.font(block["style"])}); '
                f'set par(leading: {gap:.2f}pt, justify: {"true" if block["align"] == "justify" else "false"}, '
                f'first-line-indent: (amount: {block["indent"]}pt, all: true)); set align({align}); par({body}) }})')

    def add_paragraph(self, block):
        self.put("#" + self.paragraph(block, text_of(block["text"])))

    def add_heading(self, block):
        self.put(f'#{{ show heading: it => {self.paragraph(block, "it.body")}; '
                 f'heading(level: {block["level"]}, {quote(block["text"])}) }}')

    def row(self, cells):
        return ", ".join(f'table.cell(colspan: {c["cols"]}, rowspan: {c["rows"]}, align: {c["align"]} + horizon, '
                         f'{quote(c["text"])})' for c in cells)

    def add_table(self, block):
        size = block["style"]["size"]
        pad = max(1, (block["row"] - size) / 2 - 0.5)
        columns = ", ".join(f"{width}pt" for width in block["columns"])
        rows = [f'table.header({", ".join(self.row(row) for row in block["head"] if row)})'] if block["head"] else []
        rows += [self.row(row) for row in block["rows"] if row]
        self.put(f'#block(above: 6pt, below: 4pt, {{ set text({self.font(block["style"])}); '
                 f'set par(leading: {size * 0.25:.2f}pt, justify: false); '
                 f'table(columns: ({columns},), inset: (x: 2pt, y: {pad:.2f}pt), stroke: 0.5pt,\n'
                 + ",\n".join(rows) + ") })")

    def make(self):
        self.head()
        for before, block in zip([{}] + self.content["blocks"], self.content["blocks"]):
            if before.get("kind") == "page" and block.get("before"):
                self.put(f'#v({block["before"]}pt)')
            getattr(self, f'add_{block["kind"]}')(block)
        return "\n".join(self.out) + "\n"


def make(content):
    return Typst(content).make()
