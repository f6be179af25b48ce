"""peers: each program that sets the report, how it is called, and what it needs.

A peer is prepared once (`prepare`, its sources are written then) and set once a turn (`turn`), which gives a Sample for
each of its rows: "cold" is a process that sets one document and ends, "warm" is one document more in a process that has
set some already.
"""
import json
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import make_html
import make_latex
import make_typst
from measure import Failed, run

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import batch
WARM = 5     # documents more in a process of a peer
BATCH = 100  # reports of a batch
CHANGED = "one figure changed, warm"


@dataclass
class Sample:
    """Of one document."""
    cpu: float
    wall: float
    peak: float


@dataclass
class Bench:
    """What all peers are given."""
    content: dict
    report: Path
    build: Path  # of banxin
    root: Path

    @property
    def fonts(self):
        return self.root / "fonts/fonts.json"


class Peer:
    name = ""
    rows = ["cold"]
    needs = []  # programs
    tree = False

    def __init__(self, bench, folder):
        self.bench, self.folder = bench, folder
        self.pdf = folder / "report.pdf"

    def missing(self):
        """What it needs and is not there, or ""."""
        return ", ".join(program for program in self.needs if not shutil.which(program))

    def prepare(self):
        """Writes what is set."""

    def call(self, *command, **options):
        return run(command, self.folder, tree=self.tree, **options)

    def turn(self):
        """A Sample for each row."""
        raise NotImplementedError


def cold_and_warm(cost):
    """Of a process that tells what each of its documents took."""
    warm = json.loads(cost.out)["runs"][1:]
    cpu, wall = (sorted(run[key] for run in warm) for key in ("cpu", "wall"))
    middle = len(warm) // 2
    return [Sample(cost.cpu - sum(cpu), cost.wall - sum(wall), cost.peak), Sample(cpu[middle], wall[middle], cost.peak)]


def changed(text, by):
    """The report with its first amount another."""
    return re.sub(r'"(\d+)(\.\d\d)"', lambda m: f'"{int(m[1]) + by}{m[2]}"', text, count=1)


class Banxin(Peer):
    """Warm: other reports of the same form each time, and the same one with another figure each time."""
    name = "banxin"
    rows = ["cold", "warm", CHANGED]

    def prepare(self):
        text = self.bench.report.read_text()
        for part in ("varied", "changed"):
            (self.folder / part).mkdir()
        (self.folder / "layouts").symlink_to(self.bench.root / "layouts")
        self.varied = batch.write_reports(self.bench.report, self.folder / "varied", 4 * WARM)
        self.changed = [self.folder / "changed" / f"report-{i:03}.json" for i in range(4 * WARM)]
        for i, path in enumerate(self.changed):
            path.write_text(changed(text, i))

    def warm(self, reports):
        cost = self.call(self.bench.build / "bench/warm", self.bench.report, self.folder / "warm.pdf", 1 + len(reports),
                         *reports)
        return cold_and_warm(cost)[1]

    def turn(self):
        cold = self.call(self.bench.build / "banxin", "render", self.bench.report, "-o", self.pdf, "--fonts",
                         self.bench.fonts)
        return [Sample(cold.cpu, cold.wall, cold.peak), self.warm(self.varied), self.warm(self.changed)]


class Batch(Peer):
    """Other reports of the same form, by one worker; the cost of its beginning and end is in every document's share."""
    name = "banxin batch, one worker"
    rows = ["warm"]
    tree = True
    workers = 1

    def missing(self):
        try:
            self.call(self.bench.build / "banxin", "batch", "--help")
        except Failed:
            return "banxin batch (this banxin has none)"
        return ""

    def prepare(self):
        (self.folder / "in").mkdir()
        (self.folder / "layouts").symlink_to(self.bench.root / "layouts")
        self.write_others()
        shutil.copy(self.bench.report, self.folder / "in" / "report.json")  # the one that is judged

    def write_others(self):
        batch.write_reports(self.bench.report, self.folder / "in", BATCH - 1)

    def turn(self):
        out = self.folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        cost = self.call(self.bench.build / "banxin", "batch", self.folder / "in", "-o", out, "-j", self.workers, "--fonts",
                         self.bench.fonts)
        made = len(list(out.glob("*.pdf")))
        if made != BATCH:
            raise Failed(f"banxin batch made {made} of {BATCH} reports")
        shutil.copy(out / "report.pdf", self.pdf)
        return [Sample(cost.cpu / BATCH, cost.wall / BATCH, cost.peak)]


class BatchOfTwo(Batch):
    name = "banxin batch, two workers"
    workers = 2


class BatchChanged(BatchOfTwo):
    """The same report with another figure each time, as Typst with its memory kept."""
    rows = [CHANGED]

    def write_others(self):
        text = self.bench.report.read_text()
        for i in range(BATCH - 1):
            (self.folder / "in" / f"r{i:06}.json").write_text(changed(text, i + 1))


class Typst(Peer):
    memory = "dropped"
    name = "Typst, memory dropped"
    rows = ["cold", "warm"]
    needs = ["node"]

    def modules(self):
        return self.bench.build / "peers"

    def missing(self):
        there = (self.modules() / "node_modules/@myriaddreamin/typst-ts-node-compiler").is_dir()
        return super().missing() or ("" if there else "npm's @myriaddreamin/typst-ts-node-compiler")

    def prepare(self):
        (self.folder / "report.typ").write_text(make_typst.make(self.bench.content))
        shutil.copy(HERE / "typst.mjs", self.modules())

    def turn(self):
        fonts = [face["path"] for face in self.bench.content["faces"].values()]
        cost = self.call("node", self.modules() / "typst.mjs", self.folder / "report.typ", self.pdf, 1 + WARM,
                         self.memory, *fonts)
        return cold_and_warm(cost)


class TypstKept(Typst):
    memory = "kept"
    name = "Typst, memory kept"
    rows = [CHANGED]

    def turn(self):
        return super().turn()[1:]


class Pango(Peer):
    name = "Pango with Cairo"
    rows = ["cold", "warm"]

    def missing(self):
        return "" if self.program().is_file() else "libpango1.0-dev, libcairo2-dev (then build anew)"

    def program(self):
        return self.bench.build / "bench/peer_pango"

    def prepare(self):
        (self.folder / "content.json").write_text(json.dumps(self.bench.content))

    def turn(self):
        return cold_and_warm(self.call(self.program(), self.folder / "content.json", self.pdf, 1 + WARM))


class Xelatex(Peer):
    """As often as LaTeX asks for another run, from nothing."""
    name = "XeLaTeX with ctex"
    needs = ["xelatex"]
    tree = True

    def missing(self):
        if super().missing():
            return super().missing()
        try:
            self.call("kpsewhich", "ctex.sty", "longtable.sty", "multirow.sty")
        except Failed:
            return "LaTeX's ctex, longtable or multirow"
        return ""

    def prepare(self):
        (self.folder / "report.tex").write_text(make_latex.make(self.bench.content))

    def turn(self):
        total = Sample(0, 0, 0)
        for end in (".aux", ".toc", ".out"):
            (self.folder / f"report{end}").unlink(missing_ok=True)
        for _ in range(4):
            cost = self.call("xelatex", "-interaction=nonstopmode", "-halt-on-error", "report.tex")
            total = Sample(total.cpu + cost.cpu, total.wall + cost.wall, max(total.peak, cost.peak))
            if not re.search("Rerun (to|LaTeX)", (self.folder / "report.log").read_text(errors="replace")):
                break
        return [total]


class Weasyprint(Peer):
    name = "WeasyPrint"
    needs = ["weasyprint"]

    def prepare(self):
        (self.folder / "report.html").write_text(make_html.make(self.bench.content, counters=True))

    def turn(self):
        cost = self.call("weasyprint", "report.html", self.pdf)
        return [Sample(cost.cpu, cost.wall, cost.peak)]


class Chromium(Peer):
    """Two passes: the second with the numbers of the pages that the first has put the headings on."""
    name = "Chromium, two passes"
    needs = ["chromium", "pdfinfo"]
    tree = True

    def print(self, numbers):
        html = self.folder / "report.html"
        html.write_text(make_html.make(self.bench.content, counters=False, numbers=numbers))
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        return self.call("chromium", "--headless", "--disable-gpu", *root, "--no-pdf-header-footer",
                         f"--user-data-dir={self.folder}/profile", f"--print-to-pdf={self.pdf}", html.as_uri())

    def turn(self):
        first = self.print({})
        shown = self.call("pdfinfo", "-dests", self.pdf).out
        numbers = {name: page for page, name in re.findall(r"^\s*(\d+) .*\"(h\d+)\"", shown, re.M)}
        if not numbers:
            raise Failed("Chromium's PDF names no places")
        second = self.print(numbers)
        return [Sample(first.cpu + second.cpu, first.wall + second.wall, max(first.peak, second.peak))]


PEERS = [Banxin, Batch, BatchOfTwo, BatchChanged, Typst, TypstKept, Pango, Xelatex, Weasyprint, Chromium]
