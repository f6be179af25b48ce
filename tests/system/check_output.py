#!/usr/bin/python3
"""Holds what `banxin check` writes to the format it claims.

Usage: check_output.py json FILE SCHEMA | sarif FILE | html FILE | pages FILE PDF
Prints what does not hold; exit status 1 if anything.
"""
import html.parser
import json
import re
import subprocess
import sys

from jsonschema import Draft202012Validator

faults = []
HOSTILE = "</script><script>alert('1')</script>"
# Whatever moves the cursor or turns the direction of a line must not come out as it is.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def hold(condition, what):
    if not condition:
        faults.append(what)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    hold(not UNSAFE.search(text), "a character that moves or reorders stands in the output")
    return text


def check_json(path, schema_path):
    document = json.loads(read(path))
    with open(schema_path, encoding="utf-8") as file:
        validator = Draft202012Validator(json.load(file))
    for error in validator.iter_errors(document):
        faults.append(f"/{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    reports, counts = document["reports"], document["counts"]
    for severity in ("error", "warning", "note"):
        found = sum(finding["severity"] == severity for report in reports for finding in report["findings"])
        hold(counts[severity + "s"] == found, f"{counts[severity + 's']} counted, {found} found: {severity}")
    # A list of organs, which is checked and has no form, stands among them and is not counted.
    hold(counts["reports"] == sum(report["form"] is not None or not report["checked"] for report in reports),
         "reports counted wrong")
    hold(counts["unchecked"] == sum(not report["checked"] for report in reports), "unchecked counted wrong")
    hold(counts["accepted"] == sum(len(report["accepted"]) for report in reports), "accepted counted wrong")
    for report in reports:
        places = [(finding["at"]["line"] or 0, finding["at"]["column"] or 0) for finding in report["findings"]]
        hold(places == sorted(places), f"{report['file']}: findings are not in the order of the file")


def check_sarif(path):
    document = json.loads(read(path))
    hold(document["version"] == "2.1.0" and len(document["runs"]) == 1, "not one run of 2.1.0")
    run = document["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    hold(rules == sorted(set(rules)), "rules are not in order, each once")
    hold(run["columnKind"] == "unicodeCodePoints", "columns of another kind")
    for result in run["results"]:
        hold(result["ruleId"] in rules, f"no rule {result['ruleId']}")
        hold(result["level"] in ("note", "warning", "error"), f"level {result['level']}")
        hold(not re.search(r"(?<!\{)\{\d", result["message"]["text"]), "a slot in a message")
        hold(not re.search(r"(?<!\\)\]\(", result["message"]["text"]), "a link in a message")
        for suppression in result["suppressions"]:
            hold(suppression["kind"] == "inSource" and suppression["justification"], "a suppression without a reason")
        numbers = [location["id"] for location in result["relatedLocations"]]
        hold(numbers == list(range(1, len(numbers) + 1)), "related locations are not numbered")
    uris = re.findall(r'"uri": "([^"]*)"', json.dumps(document))
    hold(uris and all(re.fullmatch(r"(file://)?[A-Za-z0-9._~/-]*(%[0-9A-F]{2}[A-Za-z0-9._~/-]*)*", uri) for uri in uris),
         f"no good URIs: {uris[:3]}")


class Page(html.parser.HTMLParser):
    VOID = {"meta", "input"}
    TAGS = set("html head meta title style body header h1 h2 h3 h4 p b dl dt dd div table thead tbody tr th td a main "
               "form label input span output section article ul li footer script".split())

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.texts = [], [], [], []

    def handle_starttag(self, tag, attributes):
        hold(tag in self.TAGS, f"<{tag}>")
        for name, value in attributes:
            hold(not name.startswith("on") and name not in ("src", "style", "srcset", "action"), f"{tag} {name}")
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        hold(self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}")
        if self.open:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("script", "style"):
            self.texts.append(data)


def check_html(path):
    text, page = read(path), Page()
    page.feed(text)
    page.close()
    hold(not page.open, f"not closed: {page.open}")
    hold(len(page.ids) == len(set(page.ids)), "an id stands twice")
    hold(all(link.startswith("#") and link[1:] in page.ids for link in page.links), f"links: {page.links[:5]}")
    hold("url(" not in text and "@import" not in text, "something is fetched")
    hold(text.lower().count("<script") == 1, "not one script")
    hold(HOSTILE in "".join(page.texts), "the hostile text is not told as it is")


def value_at(report, pointer):
    for name in pointer.split("/")[1:]:
        name = name.replace("~1", "/").replace("~0", "~")
        report = report[int(name)] if isinstance(report, list) else report[name]
    return report


def check_pages(path, pdf):
    """Every page that is told prints what the place holds."""
    told = 0
    for report in json.loads(read(path))["reports"]:
        with open(report["file"], encoding="utf-8") as file:
            lines = file.read()
        data, lines = json.loads(lines), lines.split("\n")
        for finding in report["findings"]:
            for place in [finding] + [place for side in finding["sides"] for place in side["places"]]:
                if not place["page"] or not place["at"]["pointer"]:
                    continue
                value, sheet = value_at(data, place["at"]["pointer"]), str(place["page"]["sheet"])
                if isinstance(value, str) and len(value) > 20:
                    value = lines[place["at"]["line"] - 1][place["at"]["column"] - 1:][:6]
                if value in ("", None) or isinstance(value, (dict, list)):
                    continue
                printed = subprocess.run(["pdftotext", "-layout", "-f", sheet, "-l", sheet, pdf, "-"], check=True,
                                         capture_output=True).stdout.decode()
                hold(str(value) in re.sub(r"\s", "", printed), f"{value} is not on sheet {sheet}")
                told += 1
    hold(told >= 3, f"only {told} pages told")


def main():
    {"json": check_json, "sarif": check_sarif, "html": check_html, "pages": check_pages}[sys.argv[1]](*sys.argv[2:])
    for fault in faults[:20]:
        print(fault)
    sys.exit(1 if faults else 0)


main()
