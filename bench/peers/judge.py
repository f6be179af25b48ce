"""judge: whether a PDF holds what it should, so that no peer is quick by leaving things out."""
import re
import subprocess
from dataclasses import dataclass, field

PAGES_MORE_OR_LESS = 0.25


@dataclass
class Verdict:
    pages: int
    size: float  # KiB
    faults: list = field(default_factory=list)


def tell(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def bare(text):
    return re.sub(r"\s", "", text)


def samples(content):
    """Cells and sentences from all over the report: every tenth cell that says something, ends of long paragraphs."""
    cells = [bare(cell["text"]) for block in content["blocks"] if block["kind"] == "table"
             for row in block["rows"] for cell in row if 4 < len(cell["text"]) < 9]
    ends = [bare(block["text"])[-6:] for block in content["blocks"] if len(block.get("text", "")) > 60]
    return cells[::10] + ends[::5]


def judge(pdf, content):
    pages = int(re.search(r"^Pages:\s+(\d+)", tell("pdfinfo", pdf), re.M)[1])
    verdict = Verdict(pages, pdf.stat().st_size / 1024)
    if abs(pages - content["page_count"]) > PAGES_MORE_OR_LESS * content["page_count"]:
        verdict.faults.append(f"{pages} pages, not about {content['page_count']}")
    text = bare(tell("pdftotext", "-raw", pdf, "-"))
    missing = [sample for sample in samples(content) if sample not in text]
    # A line may end within a sample, and a page's number come between.
    if len(missing) > len(samples(content)) // 20:
        verdict.faults.append(f"text not found: {', '.join(missing[:5])}")
    fonts = tell("pdffonts", pdf).splitlines()[2:]
    loose = [line.split()[0] for line in fonts if line[53:].split()[-6:-5] != ["yes"] and not re.search(r" yes (yes|no) ", line)]
    if not fonts or loose:
        verdict.faults.append(f"fonts not embedded: {', '.join(loose) or 'there are none'}")
    return verdict
