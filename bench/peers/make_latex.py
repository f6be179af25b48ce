"""make_latex: content as a LaTeX document for XeLaTeX with ctex."""
from pathlib import Path

HEAD = r"""\documentclass[twoside]{article}
\usepackage[fontset=none,scheme=plain]{ctex}
\usepackage{longtable,multirow,array}
\usepackage[hidelinks,setpagesize=false,bookmarksdepth=6]{hyperref}
\hypersetup{pdftitle={%(title)s},pdfauthor={%(author)s}}
\setlength\tabcolsep{2pt}\setlength\LTpre{6pt}\setlength\LTpost{4pt}\setlength\parskip{0pt}\raggedbottom
\makeatletter
\newcommand\kind[8]{\clearpage\pdfpagewidth=#1\pdfpageheight=#2\global\paperwidth=#1\global\paperheight=#2%%
  \headheight=0pt\headsep=0pt\footskip=34pt\topmargin=\dimexpr#3-1in\oddsidemargin=\dimexpr#4-1in%%
  \evensidemargin=\dimexpr#5-1in\textwidth=#6\hsize=#6\columnwidth=#6\linewidth=#6%%
  \textheight=#7\global\@colht=#7\global\@colroom=#7\global\vsize=#7\pagestyle{#8}}
\def\ps@folio{\def\@oddhead{}\def\@evenhead{}\def\@oddfoot{\folio}\def\@evenfoot{\folio}}
\newcommand\contents{\@starttoc{toc}}
\renewcommand\l@section{\entryone\@dottedtocline{1}{0pt}{0pt}}
\renewcommand\l@subsection{\entrytwo\@dottedtocline{2}{24pt}{0pt}}
\makeatother
\newcommand\heading[2]{\phantomsection\addcontentsline{toc}{#1}{#2}}
"""
LEVELS = ["section", "subsection", "subsubsection", "paragraph", "subparagraph", "subparagraph"]
SPECIAL = {c: "\\" + c for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}",
                                              "^": r"\textasciicircum{}", "\t": r"\hfill{}"}


def escape(text):
    return "".join(SPECIAL.get(c, c) for c in text)


def letters(number):
    return chr(ord("a") + number // 26) + chr(ord("a") + number % 26)


class Latex:
    def __init__(self, content):
        self.content, self.body, self.fonts, self.styles = content, [], [], {}

    def put(self, line):
        self.body.append(line)

    def family(self, command, face):
        path = Path(self.content["faces"][face]["path"])
        return f"\\{command}[Path={path.parent}/,Extension={path.suffix}]{{{path.stem}}}"

    def style(self, style):
        """The command of a style, defined when first asked for."""
        key = (style["han"], style["western"])
        if key not in self.styles:
            name = "style" + letters(len(self.styles))
            self.styles[key] = name
            self.fonts.append(self.family(f"newfontfamily\\w{name}", style["western"]))
            self.fonts.append(self.family(f"newCJKfontfamily\\c{name}", style["han"]))
            self.fonts.append(f"\\newcommand\\{name}[2]{{\\w{name}\\c{name}\\fontsize{{#1}}{{#2}}\\selectfont}}")
        return "\\" + self.styles[key]

    def add_page(self, block):
        m = self.content["pages"][block["page"]]
        outer = m["width"] - m["inner"] - m["area_width"]
        even = outer if m["mirror"] else m["inner"]
        measures = (m["width"], m["height"], m["top"], m["inner"], even, m["area_width"], m["area_height"])
        self.put("\\kind" + "".join(f"{{{1.00375 * value:.3f}pt}}" for value in measures)
                 + ("{folio}" if m["folio"] else "{empty}"))

    def add_contents(self, block):
        for name, style in zip(("one", "two"), block["styles"]):
            self.put(f"\\def\\entry{name}{{{self.style(style)}{{{style['size']}bp}}{{{block['leading']}bp}}}}")
        self.put(f"\\setcounter{{tocdepth}}{{{block['depth']}}}\\contents")

    def add_paragraph(self, block, before=""):
        align = {"justify": f"\\parindent={block['indent']}bp\\indent ", "center": "\\centering ",
                 "right": "\\raggedleft "}[block["align"]]
        style = block["style"]
        space = f"\\vspace*{{{block['before']}bp}}" if block["before"] else ""
        self.put(f"{space}{{{self.style(style)}{{{style['size']}bp}}{{{block['leading']}bp}}{align}{before}"
                 f"{escape(block['text'])}\\par}}")

    def add_heading(self, block):
        self.add_paragraph(block, f"\\heading{{{LEVELS[block['level'] - 1]}}}{{{escape(block['text'])}}}")

    # ---- tables

    def cell(self, cell, columns, first):
        width = sum(columns) - 4.5
        align = {"left": "\\raggedright", "center": "\\centering", "right": "\\raggedleft"}[cell["align"]]
        text = escape(cell["text"])
        if cell["rows"] > 1:
            text = f"\\multirow{{{cell['rows']}}}{{=}}{{{align}\\arraybackslash {text}}}"
        edge = "|" if first else ""
        return f"\\multicolumn{{{cell['cols']}}}{{{edge}>{{{align}\\arraybackslash}}p{{{width:.2f}bp}}|}}{{{text}}}"

    def row(self, cells, columns, covered, height):
        """A row and the rules below it; `covered` counts the rows that cells from above still cover, by column."""
        parts, at, waiting = [], 0, list(cells)
        while at < len(columns):
            if covered[at]:
                width = 1
                while at + width < len(columns) and covered[at + width] == covered[at]:
                    width += 1
                cell = {"cols": width, "rows": 1, "align": "left", "text": ""}
            elif waiting:
                cell = waiting.pop(0)
                for i in range(at, at + cell["cols"]):
                    covered[i] = cell["rows"]
            else:
                cell = {"cols": 1, "rows": 1, "align": "left", "text": ""}
            parts.append(self.cell(cell, columns[at:at + cell["cols"]], at == 0))
            at += cell["cols"]
        covered[:] = [max(0, rows - 1) for rows in covered]
        rules = "".join(f"\\cline{{{i + 1}-{i + 1}}}" for i in range(len(columns)) if not covered[i])
        strut = f"\\rule[-{height * 0.3:.2f}bp]{{0pt}}{{{height:.2f}bp}}"
        parts[-1] = parts[-1][:-1] + strut + "}"
        return " & ".join(parts) + "\\\\" + (rules if any(covered) else "\\hline")

    def add_table(self, block):
        columns, size = block["columns"], block["style"]["size"]
        covered = [0] * len(columns)
        tracks = "".join(f"p{{{width - 4.5:.2f}bp}}|" for width in columns)
        self.put(f"{{{self.style(block['style'])}{{{size}bp}}{{{1.25 * size}bp}}\\begin{{longtable}}{{|{tracks}}}\\hline")
        for rows, end in ((block["head"], "\\endhead"), (block["rows"], "")):
            for row in rows:
                self.put(self.row(row, columns, covered, block["row"]))
            if rows:
                self.put(end)
        self.put("\\end{longtable}}")

    def make(self):
        for block in self.content["blocks"]:
            getattr(self, f'add_{block["kind"]}')(block)
        names = {key: escape(self.content[key]) for key in ("title", "author")}
        main = self.style({"han": "FandolFang-Regular", "western": "LiberationSerif"})
        return (HEAD % names + "\n".join(self.fonts) + f"\n\\newcommand\\folio{{\\hfil{main}{{14bp}}{{14bp}}— \\thepage{{}} —\\hfil}}\n"
                + self.family("setmainfont", "LiberationSerif") + self.family("setCJKmainfont", "FandolFang-Regular") + "\n\\begin{document}" + main + "{12bp}{15bp}\n"
                + "\n".join(self.body) + "\n\\end{document}\n")


def make(content):
    return Latex(content).make()
