"""make_html: content as HTML with paged media's CSS, for WeasyPrint and for Chromium.

The page numbers of the contents are asked of the program where it knows target-counter(); else they are filled in from
an earlier pass: `numbers`, by anchor.
"""
from html import escape
from pathlib import Path


class Html:
    def __init__(self, content, counters, numbers):
        self.content, self.counters, self.numbers = content, counters, numbers
        self.out, self.styles, self.sections = [], {}, 0
        self.headings = [block for block in content["blocks"] if block["kind"] == "heading"]
        self.heading = 0

    def style(self, style):
        """The class of a style."""
        key = (style["han"], style["western"], style["size"])
        return self.styles.setdefault(key, f"s{len(self.styles)}")

    def face_rules(self):
        for name, face in self.content["faces"].items():
            yield f'@font-face{{font-family:"{name}";src:url("{Path(face["path"]).as_uri()}")}}'

    def page_rules(self):
        for name, m in self.content["pages"].items():
            outer, foot = m["width"] - m["inner"] - m["area_width"], m["height"] - m["top"] - m["area_height"]
            folio = ('@bottom-center{content:"— " counter(page) " —";font:14pt "LiberationSerif"}'
                     if m["folio"] else "")
            yield (f'@page {name}{{size:{m["width"]:.2f}pt {m["height"]:.2f}pt;margin:{m["top"]:.2f}pt {outer:.2f}pt '
                   f'{foot:.2f}pt {m["inner"]:.2f}pt;{folio}}}')
            if m["mirror"]:
                yield f'@page {name}:left{{margin-left:{outer:.2f}pt;margin-right:{m["inner"]:.2f}pt}}'

    def style_rules(self):
        for (han, western, size), name in self.styles.items():
            yield f'.{name}{{font-family:"{western}","{han}";font-size:{size}pt}}'

    def rules(self):
        yield from self.face_rules()
        yield from self.page_rules()
        yield from self.style_rules()
        yield ("h1,h2,h3,h4,h5,h6,p{margin:0;font-weight:normal;break-inside:auto}h1,h2,h3,h4,h5,h6{break-after:avoid}"
               "body{margin:0}table{border-collapse:collapse;table-layout:fixed;margin:6pt 0 4pt}"
               "td,th{border:.5pt solid black;font-weight:normal;padding:1pt 2pt;line-height:1.25}"
               "section{break-before:page}section:first-child{break-before:auto}"
               ".fill{display:flex;justify-content:space-between}a{color:black;text-decoration:none}"
               ".entry{display:flex}.dots{flex:1;overflow:hidden;white-space:nowrap}")
        if self.counters:
            yield ".entry{display:block}.entry a::after{content:leader('.') target-counter(attr(href),page)}"

    def add_page(self, block):
        if self.sections:
            self.out.append("</section>")
        self.sections += 1
        self.out.append(f'<section style="page:{block["page"]}">')

    def text(self, block):
        align = {"justify": "justify", "center": "center", "right": "right"}[block["align"]]
        css = (f'text-align:{align};text-indent:{block["indent"]}pt;line-height:{block["leading"]}pt;'
               f'padding-top:{block["before"]}pt')
        parts = [escape(part) for part in block["text"].split("\t")]
        fills = len(parts) > 1
        words = "".join(f"<span>{part}</span>" for part in parts) if fills else parts[0]
        return f'class="{self.style(block["style"])}{" fill" if fills else ""}" style="{css}">{words}'

    def add_paragraph(self, block):
        self.out.append(f'<p {self.text(block)}</p>')

    def add_heading(self, block):
        self.heading += 1
        level = block["level"]
        self.out.append(f'<h{level} id="h{self.heading}" {self.text(block)}</h{level}>')

    def add_contents(self, block):
        for n, heading in enumerate(self.headings, 1):
            level = heading["level"]
            if level > block["depth"]:
                continue
            rest = "" if self.counters else (f'<span class="dots">{"." * 200}</span><a href="#h{n}">'
                                             f'{self.numbers.get(f"h{n}", 0)}</a>')
            self.out.append(f'<div class="entry {self.style(block["styles"][level - 1])}" style="line-height:'
                            f'{block["leading"]}pt;padding-left:{24 * (level - 1)}pt"><a href="#h{n}">'
                            f'{escape(heading["text"])}</a>{rest}</div>')

    def row(self, cells, tag, height):
        self.out.append(f'<tr style="height:{height}pt">')
        for c in cells:
            spans = "".join(f' {key}span="{c[key + "s"]}"' for key in ("col", "row") if c[key + "s"] > 1)
            self.out.append(f'<{tag}{spans} style="text-align:{c["align"]}">{escape(c["text"])}</{tag}>')
        self.out.append("</tr>")

    def add_table(self, block):
        columns = "".join(f'<col style="width:{width}pt">' for width in block["columns"])
        self.out.append(f'<table class="{self.style(block["style"])}" style="width:{sum(block["columns"]):.2f}pt">{columns}')
        for part, tag, rows in (("thead", "th", block["head"]), ("tbody", "td", block["rows"])):
            self.out.append(f"<{part}>")
            for row in rows:
                self.row(row, tag, block["row"])
            self.out.append(f"</{part}>")
        self.out.append("</table>")

    def make(self):
        for block in self.content["blocks"]:
            getattr(self, f'add_{block["kind"]}')(block)
        head = (f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{escape(self.content["title"])}</title>'
                f'<style>{chr(10).join(self.rules())}</style><body>')
        return head + "\n".join(self.out) + "</section></body></html>\n"


def make(content, counters, numbers=None):
    return Html(content, counters, numbers or {}).make()
