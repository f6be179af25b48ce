"""overlay.py REPORT PROSE OUT: the report with its own words in all sections, the fields they come from left out.

PROSE holds fields of `data`; what the form would say from figures of `data` is said in them by hand.
"""
import json
import sys

SAID_BY_HAND = ["staff", "last-year", "uses", "operating", "purchases", "property"]


def main():
    report, prose, out = sys.argv[1:]
    with open(report, encoding="utf-8") as file:
        content = json.load(file)
    with open(prose, encoding="utf-8") as file:
        content["data"].update(json.load(file))
    for key in SAID_BY_HAND:
        content["data"].pop(key, None)
    with open(out, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)


main()
