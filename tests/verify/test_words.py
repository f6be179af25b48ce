#!/usr/bin/python3
"""What verify says: the documentation's table of rules, JSON by its schema, both languages, exit statuses."""
import json
import os
import re
import subprocess
import tempfile

from jsonschema import Draft202012Validator

from ground import AUTHORITY, FORM, PROGRAM, ROOT, SOURCE, complain, finish, read, run
from make_signed import Update, add_field, add_validation, long_term, sign, stream

WORDS = {"GRAVE": "unsound", "DOUBT": "doubt", "REMARK": "remark"}


def read_source(name):
    with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
        return file.read()


def documented():
    source = re.sub(r'"\s*\n\s*"', "", read_source("src/sign/verify_rules.h"))
    rows = re.findall(r'RULE\(\w+, "([\w-]+)", (\w+),\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\)', source)
    if len(rows) != len(re.findall(r"^RULE\(", source, re.M)) or len({row[0] for row in rows}) != len(rows):
        complain("rules", "cannot be read, or are not each of a name of its own")
    table = dict(re.findall(r"^\| `([a-z-]+)` \| (unsound|doubt|remark) \|", read_source("docs/archive.md"), re.M))
    if table != {name: WORDS[gravity] for name, gravity, _, _ in rows}:
        complain("docs/archive.md", f"names other rules: {set(table.items()) ^ {(n, WORDS[g]) for n, g, _, _ in rows}}")
    for name, _, english, chinese in rows:
        if sorted(re.findall(r"\{\d\}", english)) != sorted(re.findall(r"\{\d\}", chinese)):
            complain(name, "fills in other things in Chinese than in English")


def cases():
    report = read("report.pdf")
    broken = Update(sign(report, AUTHORITY))
    page = broken.pages()[0]
    broken.set(page, dict(broken.value(page), **{"/Contents": f"{broken.new(stream(b''))} 0 R"}))
    empty = Update(report)
    add_field(empty, "Empty", None)
    return {"sealed": long_term(report, AUTHORITY), "broken": broken.finish(), "unsigned": report, "empty": empty.finish(),
            "plain": sign(read("plain.pdf"), AUTHORITY, "expired"), "none": b"none", "cut": report[:5000],
            "validated": add_validation(sign(report, AUTHORITY, stamp=True), AUTHORITY), "other": read("other.pdf")}


def written(folder):
    paths = {}
    for name, data in cases().items():
        paths[name] = os.path.join(folder, f"{name}.pdf")
        with open(paths[name], "wb") as file:
            file.write(data)
    return paths


def as_json(paths):
    validator = Draft202012Validator(json.loads(read_source("layouts/verify.schema.json")))
    texts = {}
    for language in ("C.UTF-8", "zh_CN.UTF-8"):
        ran = run(list(paths.values()) + ["/nowhere/x.pdf"], "--json", language=language)
        answer = json.loads(ran.stdout)
        for error in validator.iter_errors(answer):
            complain("schema", f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
        if ran.returncode != 74 or answer["counts"] != {"files": 10, "sound": 2, "unsound": 5, "unreadable": 3}:
            complain("counts", f"{ran.returncode} {answer['counts']}")
        texts[language] = [finding["message"] for file in answer["files"] for finding in file["findings"]]
    for english, chinese in zip(*texts.values()):
        if not english.isascii() and not re.search("[一-鿿]", english) or not re.search("[一-鿿]", chinese):
            complain("languages", f"{english} / {chinese}")
    bad = json.loads(run([paths["sealed"]], "--json").stdout)
    for change in (lambda v: v["files"][0].pop("sound"), lambda v: v["files"][0].update(more=1), lambda v: v.update(version=2),
                   lambda v: v["files"][0]["signatures"][0].update(level="X"), lambda v: v["files"][0].update(pages=-1)):
        spoilt = json.loads(json.dumps(bad))
        change(spoilt)
        if validator.is_valid(spoilt):
            complain("schema", "lets pass what it must not")


def as_text(paths):
    english = run(list(paths.values())).stdout.decode()
    for words in ("sealed.pdf: sound\n", "broken.pdf: UNSOUND\n", "none.pdf: cannot be judged\n", "level LTA", "document time stamp 2",
                  "UNSOUND[changed]", "PDF/A-3A, PDF/UA-1", "(page 1)", "byte for byte", "files verified: 2 sound, 5 unsound"):
        if words not in english:
            complain("text", f"{words!r} is not in {english}")
    chinese = run(list(paths.values()), language="zh_CN.UTF-8").stdout.decode()
    for words in ("sealed.pdf：有效\n", "broken.pdf：无效\n", "none.pdf：无法判断\n", "LTA 级", "无效[changed]", "（第 1 页）", "共验证 9 个文件"):
        if words not in chinese:
            complain("Chinese text", f"{words!r} is not in {chinese}")
    if re.search(r"\b(sound|unsound|signature|revision|page|byte)\b", re.sub(r"\[[\w-]+\]", "", chinese).replace("byte-range", "")):
        complain("Chinese text", f"has English words: {chinese}")
    single = run([paths["sealed"]])
    if single.returncode or b"files verified" in single.stdout or single.stderr:
        complain("one file", f"{single.returncode} {single.stdout} {single.stderr}")


def misuse(paths):
    for options, code in (((), "USAGE_NO_PDF"), (("--level", "x", "a.pdf"), "USAGE_CHOICE"), (("--signatures", "-1", "a.pdf"), "USAGE_NUMBER"),
                          (("--signatures", "257", "a.pdf"), "USAGE_NUMBER"), (("--signatures", "one", "a.pdf"), "USAGE_NUMBER"),
                          (("--trusty", "a.pdf"), "USAGE_OPTION"), (("--trust",), "USAGE_VALUE"), (("--key", "k", "a.pdf"), "USAGE_OPTION")):
        ran = subprocess.run([PROGRAM, "verify", *options], capture_output=True, check=False, env=dict(os.environ, LC_ALL="C.UTF-8"))
        if ran.returncode != 2 or code not in ran.stderr.decode() or ran.stdout:
            complain("misuse", f"{options}: {ran.returncode} {ran.stderr.decode()}")
    full = subprocess.run(f"{PROGRAM} verify --form {FORM} --trust {ROOT} {paths['sealed']} >/dev/full", shell=True, check=False,
                          capture_output=True)
    if full.returncode != 74:
        complain("a full disk", f"status {full.returncode}")


def main():
    documented()
    with tempfile.TemporaryDirectory() as folder:
        paths = written(folder)
        as_json(paths)
        as_text(paths)
        misuse(paths)


main()
finish()
