"""One fault in a consistent report, such as people make, and what it is.

Every kind breaks a relation that must hold; what it changed is told as JSON pointers with the text before and after.
"""
import re

LEVELLED = ["income", "expenditure", "general", "basic", "fund", "project"]
NAMES = {"name", "subject", "class", "group", "item", "code", "kind", "row", "total"}
SECTIONS = ["overview", "balance", "income", "expenditure", "fiscal", "general", "statement", "basic", "three-public", "three-public-note"]


class Change:
    """A number or word somewhere in the report that is to be another."""

    def __init__(self, holder, key, pointer, was, now):
        self.holder, self.key, self.pointer, self.was, self.now = holder, key, pointer, was, now

    def make(self):
        self.holder[self.key] = self.now


def rows_of(report, key):
    """The rows of a table and where they are."""
    table = report["tables"].get(key, [])
    return (table["rows"], f"/tables/{key}/rows") if isinstance(table, dict) else (table, f"/tables/{key}")


def moved(text, by):
    """The amount with `by` of its last place added, written the same way."""
    plain = text.replace(",", "")
    decimals = len(plain.partition(".")[2])
    digits = str(int(plain.replace(".", "")) + by).rjust(decimals + 1, "0")
    whole, part = (digits[:-decimals], "." + digits[-decimals:]) if decimals else (digits, "")
    return (f"{int(whole):,}" if "," in text else whole) + part


def swapped(rng, text):
    """The amount with two digits in the wrong order; None when all are alike."""
    places = [i for i in range(len(text) - 1) if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]
              and not (i == 0 and text[1] == "0" and len(text) > 2)]
    if not places:
        return None
    at = rng.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2:]


def cells(report, tables, wanted):
    """[(row, column, pointer)] of the amounts in rows for which `wanted` holds."""
    found = []
    for key in tables:
        rows, pointer = rows_of(report, key)
        for number, row in enumerate(rows):
            if wanted(row):
                found += [(row, column, f"{pointer}/{number}/{column}") for column in row
                          if column not in NAMES - {"total"} and re.fullmatch(r"[0-9][0-9,.]*", row[column])]
    return [f for f in found if float(f[0][f[1]].replace(",", "")) > 0]


def is_item(row):
    return "item" in row or row.get("kind") == "项" or (row.get("class", "").startswith("30") and "group" in row)


def change_cell(rng, found, now):
    row, column, pointer = rng.choice(found)
    text = now(row[column])
    return [Change(row, column, pointer, row[column], text)] if text and text != row[column] else None


def slip(rng):
    return lambda text: moved(text, rng.choice([1, 2, 9, 10, 90, 100, 900]))


# ---- kinds of faults; each gives its changes, or None where the report has no place for it

def item_amount(rng, report):
    found = cells(report, LEVELLED, is_item)
    return found and change_cell(rng, found, slip(rng))


def item_digits(rng, report):
    found = cells(report, LEVELLED, is_item)
    return found and change_cell(rng, found, lambda text: swapped(rng, text))


def total_amount(rng, report):
    found = cells(report, LEVELLED, lambda row: row.get("kind") == "合计")
    return found and change_cell(rng, found, slip(rng))


def fixed_row(rng, report):
    found = cells(report, ["balance", "fiscal"], lambda row: True)
    return found and change_cell(rng, found, slip(rng))


def three_public(rng, report):
    found = [f for f in cells(report, ["three-public"], lambda row: True) if f[1] != "operation"]
    return found and change_cell(rng, found, slip(rng))


def prose(rng, report, pattern, now):
    """A match of the pattern in one of the sections' paragraphs is written otherwise."""
    found = []
    for key in SECTIONS:
        blocks = report["data"].get(key) or []
        for number, text in enumerate(blocks):
            if isinstance(text, str):
                found += [(blocks, number, f"/data/{key}/{number}", match) for match in pattern.finditer(text)]
    if not found:
        return None
    blocks, number, pointer, match = rng.choice(found)
    text = now(match)
    if text is None or text == match.group():
        return None
    whole = match.string[:match.start()] + text + match.string[match.end():]
    change = Change(blocks, number, pointer, match.group(), text)
    change.now = whole
    change.shown = text
    return [change]


def prose_amount(rng, report):
    """The amount a section begins with."""
    return prose(rng, report, re.compile(r"(?<=预算)[0-9][0-9,]*(?:\.[0-9]+)?(?=万?元，其中)"), lambda m: slip(rng)(m.group()))


def prose_part(rng, report):
    """An amount of a list of parts that is named as a table names it."""
    return prose(rng, report, re.compile(r"(?<=支出)[0-9][0-9,]*(?:\.[0-9]+)?(?=万?元，占)"), lambda m: slip(rng)(m.group()))


def prose_unit(rng, report):
    return prose(rng, report, re.compile(r"(?<=预算)([0-9][0-9,]*(?:\.[0-9]+)?)万元(?=，其中)"), lambda m: m.group(1) + "元")


def prose_share(rng, report):
    return prose(rng, report, re.compile(r"(?<=占)[0-9]+\.[0-9]+(?=%)"), lambda m: moved(m.group(), rng.choice([7, 30, 100])))


def prose_rate(rng, report):
    return prose(rng, report, re.compile(r"(?<=增长|下降)[0-9]+\.[0-9]+(?=%)"), lambda m: moved(m.group(), rng.choice([300, 500, 1000])))


def prose_direction(rng, report):
    return prose(rng, report, re.compile(r"增加([0-9][0-9,.]*万?元(?:，|（)增长)"), lambda m: "减少" + m.group(1))


KINDS = [item_amount, item_digits, total_amount, fixed_row, three_public, prose_amount, prose_part, prose_unit, prose_share, prose_rate,
         prose_direction]


def plant(rng, report):
    """Puts one fault in; what it is, for the manifest."""
    while True:
        kind = rng.choice(KINDS)
        changes = kind(rng, report)
        if changes:
            break
    for change in changes:
        change.make()
    return {"kind": kind.__name__, "changes": [{"pointer": c.pointer, "was": c.was, "now": getattr(c, "shown", c.now)} for c in changes]}
