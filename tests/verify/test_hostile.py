#!/usr/bin/python3
"""Files that nobody sane would write: every one ends in an answer, soon, without a crash and without all the memory."""
import os
import subprocess
import tempfile
import time
import zlib

from ground import AUTHORITY, FORM, PROGRAM, ROOT, complain, finish, read
from make_signed import RANGE, Update, reference, sign, stream

SECONDS = 60
SANITIZED = os.environ.get("VERIFY_SANITIZED") == "1"
BOMB = (1 if SANITIZED else 2) << 30  # more than the program allows itself; there is no limit under sanitizers
PLAIN = read("plain.pdf")
REPORT = read("report.pdf")


def bomb(size):
    """Deflate of so many noughts."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


def table(objects, trailer=b"", version=b"1.7"):
    """A file of these objects (number: body), by a cross-reference table."""
    out, offsets = bytearray(b"%PDF-" + version + b"\n"), {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, last = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % last
    for number in range(1, last):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 00000 f \n"
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (last, trailer, start)
    return bytes(out)


def page_file(catalog=b"", page=b"", more=None):
    objects = {1: b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]" + page + b">>"}
    objects.update(more or {})
    return table(objects)


def signature(entries):
    return b"/AcroForm<</Fields[<</FT/Sig/T(S)/V<</Type/Sig/Filter/X/SubFilter/ETSI.CAdES.detached" + entries + b">>>>]>>"


def updates(data, count):
    """Many updates of nothing."""
    last = int(data[data.rindex(b"startxref"):].split()[1])
    out = bytearray(data)
    for _ in range(count):
        start = len(out)
        out += b"xref\n0 0\ntrailer\n<</Size 4/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (last, start)
        last = start
    return bytes(out)


def files():
    deep = b"[" * 100000 + b"]" * 100000
    small = page_file()
    yield "nesting in the catalogue", page_file(b"/Deep " + deep)
    yield "nesting, unclosed", page_file(b"/Deep " + b"[" * 200000)
    yield "nesting of dictionaries", page_file(b"/Deep " + b"<</A" * 50000 + b" 1" + b">>" * 50000)
    yield "a page tree in a circle", table({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"})
    yield "fields in a circle", page_file(b"/AcroForm<</Fields[4 0 R]>>", more={4: b"<</T(a)/Kids[4 0 R]>>"})
    yield "fields in each other", page_file(b"/AcroForm<</Fields[4 0 R]>>", more={4: b"<</T(a)/FT/Sig/Kids[4 0 R 4 0 R 4 0 R]>>"})
    yield "a tree of names in a circle", page_file(b"/Names<</EmbeddedFiles 4 0 R>>", more={4: b"<</Kids[4 0 R 4 0 R]>>"})
    yield "huge Contents", page_file(signature(b"/ByteRange[0 9 20 9]/Contents<" + b"30" * (6 << 20) + b">"))
    yield "Contents that promise much", page_file(signature(b"/ByteRange[0 9 20 9]/Contents<3084fffffff0>"))
    yield "deep Contents", page_file(signature(b"/ByteRange[0 9 20 9]/Contents<" + b"3080" * 50000 + b">"))
    yield "Contents in sequences", page_file(signature(b"/ByteRange[0 9 20 9]/Contents<" + sequences(20000).hex().encode() + b">"))
    yield "many signatures", page_file(b"/AcroForm<</Fields[" + b" ".join(
        b"<</FT/Sig/T(%d)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>>" % n for n in range(2000)) + b"]>>")
    yield "many revisions", updates(small, 200)
    yield "too many revisions", updates(small, 400)
    yield "a section that builds upon itself", small.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % small.rindex(b"xref\n0"))
    yield "sections in a circle", circle(small)
    yield "a bomb in an object stream", object_stream_bomb(BOMB)
    yield "a bomb in the metadata", page_file(b"/Metadata 4 0 R", more={4: packed(BOMB, b"/Type/Metadata/Subtype/XML")})
    yield "bombs in the validation data", page_file(b"/DSS<</Certs[4 0 R 4 0 R 4 0 R 4 0 R]/CRLs[4 0 R]>>", more={4: packed(BOMB)})
    yield "a bomb as the report", page_file(b"/Names<</EmbeddedFiles<</Names[(report.json)5 0 R]>>>>", more={
        4: packed(BOMB, b"/Type/EmbeddedFile/Subtype/application#2Fjson"),
        5: b"<</Type/Filespec/F(report.json)/UF(report.json)/AFRelationship/Source/EF<</F 4 0 R>>>>"})
    for size in (300, 500, 700, 900):
        yield f"a bomb of {size} MiB", page_file(b"/Metadata 4 0 R", more={4: packed(size << 20, b"/Type/Metadata/Subtype/XML")})
    yield "a nest of bombs", page_file(b"/Metadata 4 0 R", more={4: nested()})
    yield "a report that is none", report_of(b"{" * 1000)
    yield "a report of other things", report_of(b'{"form": "../../../etc/passwd"}')
    yield "a page that is bad, and the report", spoilt_page()
    yield "numbers without end", page_file(signature(b"/ByteRange[0 %s 1 2]/Contents<00>" % (b"9" * 5000)))
    yield "a name without end", page_file(b"/" + b"A" * 1000000 + b" 1")
    yield "a string without end", page_file(b"/A (" + b"(" * 100000)
    yield "words for a terminal", sign(PLAIN, AUTHORITY, entries=b"/Reason(\x1b]0;x\x07\xff\xfe)/Location<FEFF202E0041>")
    yield "a range over everything", sign(PLAIN, AUTHORITY).replace(b"/ByteRange[0 ", b"/ByteRange[9 ")
    yield "only a beginning", b"%PDF-1.7\nstartxref\n5\n%%EOF"
    yield "a section in itself", b"%PDF-1.7\nxref\ntrailer<<" + b"startxref\n9\n%%EOF\n" * 5000
    assert RANGE


def sequences(depth):
    body = b""
    for _ in range(depth):
        length = len(body)
        body = b"\x30\x84" + length.to_bytes(4, "big") + body if length > 127 else b"\x30" + bytes([length]) + body
    return body


def circle(data):
    first = data.rindex(b"xref\n0")
    second = len(data)
    data = data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %010d" % 0)
    grown = len(data) - second
    second += grown
    data = data.replace(b"/Prev %010d" % 0, b"/Prev %010d" % second)
    return data + b"xref\n0 0\ntrailer\n<</Size 4/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (first, second)


def packed(size, entries=b""):
    return stream(BOMBS.setdefault(size, bomb(size)), entries + b"/Filter/FlateDecode")


def nested():
    return stream(zlib.compress(BOMBS[BOMB], 9), b"/Filter[/FlateDecode/FlateDecode]")


def object_stream_bomb(size):
    body = stream(BOMBS.setdefault(size, bomb(size)), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    out = bytearray(b"%PDF-1.7\n")
    at = {5: len(out)}
    out += b"5 0 obj\n" + body + b"\nendobj\n"
    start = len(out)
    rows = b"\0\0\0\0\0\0" + b"\2\0\0\0\5\0" + b"".join(b"\0\0\0\0\0\0" for _ in range(3)) + b"\1" + at[5].to_bytes(4, "big") + b"\0"
    rows += b"\1" + start.to_bytes(4, "big") + b"\0"
    out += b"6 0 obj\n" + stream(rows, b"/Type/XRef/W[1 4 1]/Size 7/Root 1 0 R") + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def report_of(text):
    return page_file(b"/Names<</EmbeddedFiles<</Names[(report.json)5 0 R]>>>>", more={
        4: stream(text, b"/Type/EmbeddedFile/Subtype/application#2Fjson"),
        5: b"<</Type/Filespec/F(report.json)/UF(report.json)/AFRelationship/Source/EF<</F 4 0 R>>>>"})


def spoilt_page():
    update = Update(REPORT)
    number = update.pages()[0]
    page = dict(update.value(number))
    page["/Contents"] = reference(update.new(stream(b"(\\" * 100000 + b"<" * 1000 + b"BI ID " + b"[" * 100000)))
    update.set(number, page)
    return update.finish()


BOMBS = {}


def short_of_memory():
    """A sound file is sound, or cannot be judged; that memory is short makes nothing unsound."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.pdf")
        with open(path, "wb") as file:
            file.write(sign(PLAIN, AUTHORITY, "p256", stamp=True))
        told = set()
        for size in [*range(600, 2400, 50), *range(2400, 8000, 400)]:
            ran = subprocess.run(["prlimit", f"--data={size << 10}", PROGRAM, "verify", "--form", FORM, "--trust", ROOT, path],
                                 capture_output=True, check=False, timeout=SECONDS, env=dict(os.environ, LC_ALL="C.UTF-8"))
            told.add(ran.returncode)
            if ran.returncode == 1:
                complain("memory", f"status {ran.returncode} at {size} KiB: {(ran.stdout + ran.stderr).decode(errors='replace')[:600]}")
        if 0 not in told or 70 not in told:
            complain("memory", f"is never short, or always: {told}")


def told(*words):
    ran = subprocess.run([PROGRAM, *words], capture_output=True, check=False, timeout=SECONDS, env=dict(os.environ, LC_ALL="C.UTF-8"))
    return ran.returncode, (ran.stdout + ran.stderr).decode(errors="replace")


KEY = ["--key", os.path.join(AUTHORITY, "rsa.key"), "--cert", os.path.join(AUTHORITY, "rsa.pem"), "--chain", os.path.join(AUTHORITY, "chain.pem")]


def bombs_are_refused():
    """A file that unpacks to more than it may is the file's fault, whoever reads it, and a file beside it is none."""
    with tempfile.TemporaryDirectory() as folder:
        good, bad, archive, out = (os.path.join(folder, name) for name in ("good.pdf", "bad.pdf", "archive", "out.pdf"))
        with open(good, "wb") as file:
            file.write(sign(REPORT, AUTHORITY))
        with open(bad, "wb") as file:
            file.write(object_stream_bomb(BOMB))
        told("archive", "init", archive)
        commands = {"verify": ["verify", "--form", FORM, "--trust", ROOT, bad], "sign": ["sign", bad, *KEY, "-o", out],
                    "archive": ["archive", "add", archive, good, bad, "--trust", ROOT, "--organ", "o", "--year", "2020"]}
        for name, words in commands.items():
            status, text = told(*words)
            if status != 65 or "error[PDF_MEMORY]" not in text or "out of memory" in text:
                complain(f"a bomb, {name}", f"status {status}: {text[:500]}")
        if os.path.exists(out):
            complain("a bomb, sign", "something was written")
        status, text = told("archive", "verify", archive, "--trust", ROOT)
        if status != 0 or "1 entries" not in text:
            complain("a bomb, archive", f"status {status}: {text[:500]}")


def signing_short_of_memory():
    """What is signed is whole or not there, and it is said that memory was short."""
    statuses = set()
    with tempfile.TemporaryDirectory() as folder:
        path, out = os.path.join(folder, "a.pdf"), os.path.join(folder, "out.pdf")
        with open(path, "wb") as file:
            file.write(REPORT)
        for size in range(600, 3000, 60):
            ran = subprocess.run(["prlimit", f"--data={size << 10}", PROGRAM, "sign", path, *KEY, "-o", out], capture_output=True, check=False,
                                 timeout=SECONDS, env=dict(os.environ, LC_ALL="C.UTF-8"))
            statuses.add(ran.returncode)
            if ran.returncode not in (0, 65, 70, 74) or b"terminate" in ran.stderr or (ran.returncode == 0) != os.path.exists(out):
                complain("sign, memory", f"status {ran.returncode} at {size} KiB: {ran.stderr.decode(errors='replace')[:600]}")
            if os.path.exists(out):
                os.unlink(out)
            if os.listdir(folder) != ["a.pdf"]:
                complain("sign, memory", f"left behind: {os.listdir(folder)}")
    if 0 not in statuses or 70 not in statuses:
        complain("sign, memory", f"is never short, or always: {statuses}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.pdf")
        for case, data in files():
            with open(path, "wb") as file:
                file.write(data)
            begun = time.monotonic()
            try:
                ran = subprocess.run([PROGRAM, "verify", "--form", FORM, "--trust", ROOT, "--signatures", "0", path],
                                     capture_output=True, check=False, timeout=SECONDS, env=dict(os.environ, LC_ALL="C.UTF-8"))
            except subprocess.TimeoutExpired:
                complain(case, f"takes more than {SECONDS} s")
                continue
            taken = time.monotonic() - begun
            if ran.returncode not in (0, 1, 65, 70):
                complain(case, f"status {ran.returncode}: {ran.stderr.decode(errors='replace')[:500]}")
            if b"\x1b" in ran.stdout + ran.stderr or "\u202e" in ran.stdout.decode(errors="replace"):
                complain(case, "reaches the terminal")
            if os.environ.get("SHOW"):
                print(f"{taken:6.1f} s {ran.returncode:3} {case}: {(ran.stdout + ran.stderr)[-200:]!r}")


main()
if not SANITIZED:
    bombs_are_refused()
    short_of_memory()
    signing_short_of_memory()
finish()
