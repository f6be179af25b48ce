"""cells.py REPORT LAYOUTS FOLDER: every text and amount of a report, looked for in the text extracted from its PDF.

FOLDER holds raw-N.txt and layout-N.txt of each page N. What a table prints of an amount is worked out anew from the
form: unit, decimals, separators, zero. A row's cells must follow each other; every number must be found as often as
the tables print it.
"""
import collections
import decimal
import glob
import json
import os
import re
import sys
import unicodedata

UNITS = {"元": 1, "千元": 1000, "万元": 10000, "百万元": 1000000, "亿元": 100000000}
FIGURES = ("amount", "number", "integer")
faults = []


def expect(condition, message):
    if not condition:
        faults.append(message)


def bare(text):
    """Text without blanks and what draws nothing: extraction may add or drop them."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Zs"))


def is_stand_in(c):
    """Radicals and compatibility forms, which a reversed cmap would give."""
    return "\u2e80" <= c <= "\u2fdf" or "\uf900" <= c <= "\ufaff" or c == "\ufffd"


# ---- what the form prints of a value

def leaves(columns):
    for column in columns:
        if "columns" in column:
            yield from leaves(column["columns"])
        else:
            yield column


def quantised(value, decimals):
    return value.quantize(decimal.Decimal(1).scaleb(-decimals), decimal.ROUND_HALF_UP)


def printed_zero(layout, decimals):
    kind = layout.get("zero")
    if kind == "blank":
        return ""
    if kind == "0.00":
        return "0." + "0" * (2 if decimals == "given" else decimals)
    return kind


def printed_amount(literal, layout, unit):
    """`literal` counts `unit`s; the layout is one of the form's formats."""
    digits = str(literal).replace(",", "")
    value = decimal.Decimal(digits)
    decimals = layout.get("decimals", "given")
    if value == 0 and "zero" in layout:
        return printed_zero(layout, decimals)
    other = layout.get("unit", unit)
    if other != unit:
        value = value * UNITS[unit] / UNITS[other]
    if decimals != "given":
        value = quantised(value, decimals)
    return f"{value:,f}" if layout.get("separators") else f"{value:f}"


class TablePrinter:
    """What a table of the form prints of a row of the data."""

    def __init__(self, form, table):
        self.form, self.table = form, table
        self.columns = list(leaves(table["columns"]))
        defaults = form.get("table-defaults", {})
        self.unit = table.get("unit", defaults.get("unit", form.get("unit", "万元")))
        self.format = table.get("format", defaults.get("format", "plain"))

    def cell(self, column, value):
        if value in (None, ""):
            return ""
        if column.get("type") != "amount":
            return str(value)
        name = column.get("format", self.format)
        return printed_amount(value, self.form["formats"].get(name, {}), self.unit)

    def row(self, row):
        """(column, text) of the cells that print something."""
        texts = [(column, bare(self.cell(column, row.get(column["key"])))) for column in self.columns]
        return [(column, text) for column, text in texts if text]


# ---- what was extracted

class Extract:
    def __init__(self, folder, way):
        self.pages = []
        for number in range(1, len(glob.glob(os.path.join(folder, way + "-*.txt"))) + 1):
            with open(os.path.join(folder, f"{way}-{number}.txt"), encoding="utf-8") as file:
                self.pages.append(file.read())

    def flowing(self):
        """All pages in one, folios out: what goes on over a page's end is whole."""
        return "".join(bare(re.sub(r"\n[— ]*\d+[— ]*\s*$", "\n", page)) for page in self.pages)

    def numbers(self):
        found = collections.Counter()
        for page in self.pages:
            found.update(word for word in page.split() if re.fullmatch(r"-?[\d,]+(\.\d+)?", word))
        return found

    def characters(self):
        return collections.Counter(bare("".join(self.pages)))


def numbers_of(rows):
    figures = collections.Counter()
    for row in rows:
        figures.update(text for column, text in row if column.get("type") in FIGURES)
    return figures


# ---- the checks

def data_rows(report, table):
    rows = report.get("tables", {}).get(table["key"], [])
    return rows["rows"] if isinstance(rows, dict) else rows


def check_row(key, row, text, whole):
    for _, cell in row:
        expect(cell in text, f"table {key}: no cell {cell!r}")
    if whole:
        joined = "".join(cell for _, cell in row)
        expect(joined in text, f"table {key}: the cells do not follow each other: {joined!r}")


def check_tables(report, form, text):
    printed = []
    for table in form["tables"]:
        printer = TablePrinter(form, table)
        whole = "panels" not in table and not any("merge" in c for c in printer.columns)
        for data in data_rows(report, table):
            row = printer.row(data)
            check_row(table["key"], row, text, whole)
            printed.append(row)
    return printed


def texts_of(value):
    """Every text of the report's data that stands for itself: no template, no date."""
    if isinstance(value, str):
        if "{{" not in value and not re.fullmatch(r"\d{4}-\d\d-\d\d|-?[\d,]+(\.\d+)?", value):
            yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "label":
                yield from texts_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)


def check_data(report, text):
    count = 0
    for given in texts_of(report["data"]):
        count += 1
        expect(bare(given) in text, f"data: not found: {given!r}")
    return count


def main():
    report_path, layouts, folder = sys.argv[1:]
    with open(report_path, encoding="utf-8") as file:
        report = json.load(file, parse_float=str, parse_int=str)
    with open(os.path.join(layouts, report["form"] + ".json"), encoding="utf-8") as file:
        form = json.load(file)
    raw, layout = Extract(folder, "raw"), Extract(folder, "layout")
    text = raw.flowing()
    rows = check_tables(report, form, text)
    texts = check_data(report, text)
    wanted = numbers_of(rows)
    for way, found in (("raw", raw.numbers()), ("layout", layout.numbers())):
        expect(not wanted - found, f"{way}: too few of {dict(wanted - found)}")
    expect(raw.characters() == layout.characters(), "raw and layout differ in characters")
    expect(not any(is_stand_in(c) for c in raw.characters()), "radicals or compatibility forms")
    expect(len(rows) > 40 and texts > 20 and sum(wanted.values()) > 100, "too little was looked for")
    print(f"{len(rows)} rows, {sum(wanted.values())} amounts, {texts} texts")
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


main()
