#!/usr/bin/python3
"""Whether the report within sets to the pages that are printed: the same bytes, the same pages, another text, another
place, and when it cannot be told."""
import base64
import json
import os
import re
import subprocess
import tempfile

from ground import AUTHORITY, SOURCE, complain, expect_sound, expect_unsound, finish, read, rules, run
from make_signed import Update, sign, stream

REPORT, OTHER = read("report.pdf"), read("other.pdf")


def qpdf(data, *options, extra=None):
    """The file written anew by qpdf; `extra` is JSON to update it from."""
    with tempfile.TemporaryDirectory() as folder:
        source, target, patch = (os.path.join(folder, name) for name in ("in.pdf", "out.pdf", "patch.json"))
        with open(source, "wb") as file:
            file.write(data)
        if extra:
            with open(patch, "w", encoding="utf-8") as file:
                json.dump(extra, file)
            options += (f"--update-from-json={patch}",)
        subprocess.run(["qpdf", source, target, "--deterministic-id", *options], check=True)
        with open(target, "rb") as file:
            return file.read()


def streams(data):
    """Number, dictionary and decoded bytes of every stream."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        ran = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=generalized",
                              file.name], check=True, capture_output=True)
    objects = json.loads(ran.stdout)["qpdf"]
    for key, item in objects[1].items():
        if "stream" in item:
            yield key, item["stream"]["dict"], base64.b64decode(item["stream"]["data"])


def patched(data, changes):
    """The file with some streams' bytes replaced, in its only revision."""
    header = {"jsonversion": 2, "pdfversion": "1.7", "pushedinheritedpageresources": False, "calledgetallpages": False,
              "maxobjectid": Update(data).next}
    objects = {key: {"stream": {"dict": {k: v for k, v in entries.items() if k not in ("/Filter", "/DecodeParms", "/Length")},
                                "data": base64.b64encode(body).decode()}} for key, entries, body in changes}
    return qpdf(data, extra={"qpdf": [header, objects]})


def embedded(data):
    return next(item for item in streams(data) if item[1].get("/Subtype") == "/application/json")


def contents(data):
    wanted = set()
    update = Update(data)
    for page in update.pages():
        content = update.value(page)["/Contents"]
        wanted.add("obj:" + (content if isinstance(content, str) else content[0]))
    return [item for item in streams(data) if item[0] in wanted]


def expect_pages(case, verdict, wanted):
    if verdict["report-pages"] != wanted:
        complain(case, f"pages are {verdict['report-pages']}, not {wanted}: {verdict['findings']}")


def same():
    expect_pages("as rendered", expect_sound("as rendered", sign(REPORT, AUTHORITY)), "same-bytes")
    expect_pages("written anew", expect_sound("written anew", sign(qpdf(REPORT), AUTHORITY)), "same")
    expect_pages("unpacked", expect_sound("unpacked", sign(qpdf(REPORT, "--stream-data=uncompress", "--object-streams=disable"), AUTHORITY)), "same")
    expect_pages("no report", expect_sound("no report", sign(read("plain.pdf"), AUTHORITY)), "no-report")


def other_text():
    key, entries, body = embedded(OTHER)
    mixed = patched(OTHER, [(key, entries, embedded(REPORT)[2])])
    verdict = expect_unsound("another report's pages", sign(mixed, AUTHORITY), "page-differs")
    expect_pages("another report's pages", verdict, "differ")
    quoted = [item["message"] for item in verdict["findings"] if item["rule"] == "page-differs"]
    if not any("2021" in message and "2020" in message for message in quoted):
        complain("another report's pages", f"the texts are not told: {quoted}")
    assert body
    fewer = json.loads(embedded(REPORT)[2])
    fewer["data"] = {name: value for name, value in fewer.get("data", {}).items()}
    shown = contents(REPORT)
    digits = next(item for item in shown if re.search(rb"<([0-9A-Fa-f]{4})", item[2]) or b"Tj" in item[2])
    page = patched(REPORT, [(digits[0], digits[1], b"")])
    verdict = expect_unsound("an empty page", sign(page, AUTHORITY), "page-differs")
    if len([item for item in verdict["findings"] if item["rule"] == "page-differs"]) != 1:
        complain("an empty page", f"is not told alone: {verdict['findings']}")


def other_place():
    key, entries, body = contents(REPORT)[1]
    moved = re.sub(rb"(\d+(?:\.\d+)?) (\d+(?:\.\d+)?) (Td|Tm)", lambda m: b"%s %d %s" % (m[1], int(float(m[2])) + 7, m[3]), body, count=1)
    if moved == body:
        moved = b"1 0 0 1 0 7 cm " + body
    file = patched(REPORT, [(key, entries, moved)])
    verdict = expect_unsound("another place", sign(file, AUTHORITY), "page-differs")
    if "stands otherwise" not in str(verdict["findings"]):
        complain("another place", f"is not told as such: {verdict['findings']}")
    info = Update(file).trailer["/Info"]
    older = qpdf(file, extra={"qpdf": [{"jsonversion": 2, "pdfversion": "1.7", "pushedinheritedpageresources": False,
                                        "calledgetallpages": False, "maxobjectid": Update(file).next},
                                       {f"obj:{info}": {"value": dict(Update(file).value(int(info.split()[0])),
                                                                      **{"/Producer": "u:banxin 0.0.9"})}}]})
    verdict = expect_sound("another place by another version", sign(older, AUTHORITY))
    expect_pages("another version", verdict, "untold")
    fonts = [item for item in streams(REPORT) if item[1].get("/Subtype") in ("/CIDFontType0C", "/OpenType")]
    key, entries, body = fonts[0]
    file = patched(REPORT, [(key, entries, body[:-1] + bytes([body[-1] ^ 1]))])
    expect_pages("other fonts", expect_sound("other fonts", sign(file, AUTHORITY)), "untold")


def untold():
    with tempfile.TemporaryDirectory() as folder:
        path, fonts = os.path.join(folder, "a.pdf"), os.path.join(folder, "fonts.json")
        with open(path, "wb") as file:
            file.write(sign(REPORT, AUTHORITY))
        with open(fonts, "w", encoding="utf-8") as file:
            file.write("{}")
        ran = run([path], "--json", "--fonts", fonts)
        verdict = json.loads(ran.stdout)["files"][0]
        if ran.returncode or verdict["report-pages"] != "untold" or "pages-untold" not in rules(verdict, "remark"):
            complain("without fonts", f"{ran.returncode}: {verdict['findings']} {ran.stderr}")
        ran = run([path], "--json", "--form", os.path.join(SOURCE, "layouts/hubei-2020.json"))
        if ran.returncode != 2:
            complain("two forms", "are not refused")


def before_signing():
    """A later revision that comes before the first signature is not what the first revision was."""
    update = Update(REPORT)
    number = update.pages()[0]
    content = update.value(number)["/Contents"]
    update.set(update.number(content if isinstance(content, str) else content[0]), stream(b""))
    verdict = expect_unsound("changed before it was signed", sign(update.finish(), AUTHORITY), "page-differs")
    expect_pages("changed before it was signed", verdict, "differ")
    update = Update(REPORT)
    page = dict(update.value(number))
    note = {"/Type": "/Annot", "/Subtype": "/FreeText", "/Rect": [0, 0, 600, 800], "/Contents": "u:9999", "/DA": "u:/F 12 Tf"}
    page["/Annots"] = page.get("/Annots", []) + [f"{update.new(note)} 0 R"]
    update.set(number, page)
    verdict = expect_sound("a note before it was signed", sign(update.finish(), AUTHORITY))
    expect_pages("a note before it was signed", verdict, "untold")


same()
other_text()
other_place()
untold()
before_signing()
finish()
