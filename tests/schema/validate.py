#!/usr/bin/python3
"""Validates the shipped forms and reports by their schemas (JSON Schema, draft 2020-12).

Usage: validate.py SOURCE-FOLDER. Needs python3-jsonschema, which scripts/setup installs.
"""
import copy
import glob
import json
import os
import sys

from jsonschema import Draft202012Validator

# What an editor should mark: where in the fixture, and what is put there.
BAD_FORM = [
    (["titel"], "x"),
    (["unit"], "美元"),
    (["styles", "body", "size"], "16"),
    (["styles", "body", "align"], "centre"),
    (["pages", "body", "grid"], {"chars": 28}),
    (["data", "rate"], "list"),
    (["tables", 0, "colums"], []),
    (["tables", 1, "columns", 0, "key"], "row"),
    (["tables", 1, "columns", 0, "width"], "2"),
    (["tables", 1, "columns", 0, "key"], "again"),
    (["tables", 1, "columns", 2, "sum"], "total"),
    (["tables", 1, "levels"], "类"),
    (["tables", 0, "foot", 0, "values", "income"], 12),
    (["formats", "percent", "kind"], "percent"),
    (["checks", 0, "rule"], None),
    (["checks", 0, "severity"], "fatal"),
    (["checks", 0, "chek"], "a = b"),
    (["story", 0, "page"], None),
    (["story", 0, "section", 0], {"spase": "1pt"}),
    (["story", 1, "section", 3, "if"], {"not": "a", "any": []}),
    (["story", 3, "section", 5, "signatures"], []),
    (["story", 3, "section", 5, "signatures"], ["拟稿", "拟稿"]),
    (["story", 3, "section", 5, "signatures", 0], "a.b"),
]
BAD_REPORT = [
    (["yaer"], 2020),
    (["year"], "2020"),
    (["organ"], {"short": "局"}),
    (["date"], "2020年1月16日"),
    (["accept"], {"rule": "a", "reason": "b"}),
    (["accept", 0, "reason"], ""),
    (["accept", 0, "at"], "tables/balance"),
    (["accept", 0], {"rule": "a"}),
    (["tables", "balance"], "none"),
    (["tables", "balance", 0, "row"], 208),
    (["tables", "balance", 0, "income"], [1]),
]


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def put(document, path, value):
    changed = copy.deepcopy(document)
    at = changed
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return changed


def check(root, schema_name, folders, fixtures, bad):
    schema = load(os.path.join(root, "layouts", schema_name))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    paths = [path for folder in folders for path in sorted(glob.glob(os.path.join(root, folder, "*.json")))]
    paths = [path for path in paths if not path.endswith(".schema.json")]
    faults = 0
    for path in paths + [os.path.join(root, "tests/fixtures", name) for name in fixtures]:
        document = load(path)
        for error in validator.iter_errors(document):
            print(f"{path}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
            faults += 1
        if "$schema" not in document:
            print(f"{path}: no $schema line")
            faults += 1
    good = load(os.path.join(root, "tests/fixtures", fixtures[0]))
    for path, value in bad:
        if validator.is_valid(put(good, path, value)):
            print(f"{schema_name} lets pass: /{'/'.join(map(str, path))} = {json.dumps(value, ensure_ascii=False)}")
            faults += 1
    return faults


def main():
    root = sys.argv[1]
    faults = check(root, "form.schema.json", ["layouts"], ["tiny-form.json", "final-accounts.json"], BAD_FORM)
    faults += check(root, "report.schema.json", ["input"], ["tiny-report.json", "final-accounts-report.json"], BAD_REPORT)
    for name in ("findings.schema.json", "verify.schema.json", "archive-entries.schema.json", "archive-report.schema.json"):
        Draft202012Validator.check_schema(load(os.path.join(root, "layouts", name)))
    sys.exit(1 if faults else 0)


main()
