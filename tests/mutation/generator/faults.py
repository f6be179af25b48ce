"""One fault in a consistent report, such as people make, and what it is.

Every kind breaks a relation that must hold; what it changed is told as JSON pointers with the text before and after. A
pointer that ends with a stroke is a table's, of which something is gone.
"""
import re

LEVELLED = ["income", "expenditure", "general", "basic", "fund", "project"]
NAMES = {"name", "subject", "class", "group", "item", "code", "kind", "row", "total"}
SECTIONS = ["overview", "balance", "income", "expenditure", "fiscal", "general", "statement", "basic", "three-public", "three-public-note"]


class Change:
    """A number or word somewhere in the report that is to be another, or to go."""

    def __init__(self, holder, key, pointer, was, now):
        self.holder, self.key, self.pointer, self.was, self.now = holder, key, pointer, was, now

    def make(self):
        if self.now is None:
            del self.holder[self.key]
        else:
            self.holder[self.key] = self.now


class Left(Change):
    """What the program is to reckon: no fault, but part of one."""

    def __init__(self, holder, key):
        super().__init__(holder, key, None, holder[key], None)


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
                          if is_amount(row, column)]
    return [f for f in found if float(f[0][f[1]].replace(",", "")) > 0]


def is_item(row):
    return "item" in row or row.get("kind") == "项" or (row.get("class", "").startswith("30") and "group" in row)


def is_amount(row, column):
    return column not in NAMES - {"total"} and re.fullmatch(r"[0-9][0-9,.]*", str(row[column])) is not None


def change_cell(rng, found, now):
    row, column, pointer = rng.choice(found)
    text = now(row[column])
    return [Change(row, column, pointer, row[column], text)] if text and text != row[column] else None


def fields(records, pointer, keys):
    """[(record, key, pointer)] of the amounts in records of the data."""
    return [(record, key, f"{pointer}/{number}/{key}") for number, record in enumerate(records) for key in keys
            if key in record and float(record[key].replace(",", "")) > 0]


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


def across_tables(rng, report):
    """An amount by which the table itself still agrees: all that its rows make up is left to be reckoned."""
    table = rng.choice(["income", "expenditure", "general", "fund"])
    found = [f for f in cells(report, [table], is_item) if f[1] != "total"]
    if not found:
        return None
    row, column, pointer = rng.choice(found)
    rows, _ = rows_of(report, table)
    left = [Left(r, c) for r in rows for c in r if is_amount(r, c) and (not is_item(r) or (r is row and c == "total"))]
    return [Change(row, column, pointer, row[column], slip(rng)(row[column])), *left]


def missing_row(rng, report):
    """An item that is not there, though its class has its amount; a class that the account lacks."""
    table = rng.choice(["income", "expenditure", "general", "basic", "fund", "balance"])
    rows, pointer = rows_of(report, table)
    wanted = is_item if table != "balance" else lambda row: row.get("row", "").isdigit()
    found = [n for n, row in enumerate(rows) if wanted(row)]
    if not found:
        return None
    number = rng.choice(found)
    return [Change(rows, number, pointer + "/", rows[number].get("name") or rows[number]["row"], None)]


def item_code(rng, report):
    """An item of the table of income has the code of none."""
    rows, pointer = rows_of(report, "income")
    found = [(n, row) for n, row in enumerate(rows) if is_item(row)]
    if not found:
        return None
    number, row = rng.choice(found)
    key = "code" if "code" in row else "item"
    return [Change(row, key, f"{pointer}/{number}/", row[key], row[key][:-2] + "77")]


def project_amount(rng, report):
    projects = report["data"].get("projects") or []
    found = fields(projects, "/data/projects", ["amount"])
    for number, project in enumerate(projects):
        found += fields(project.get("parts", []), f"/data/projects/{number}/parts", ["amount"])
    return change_cell(rng, found, slip(rng)) if found and "targets" in report["data"] else None


def target_amount(rng, report):
    found = fields(report["data"].get("targets") or [], "/data/targets", ["total", "fiscal", "other"])
    return change_cell(rng, found, slip(rng)) if found else None


def project_name(rng, report):
    """One of the project's names is written otherwise."""
    projects, targets = report["data"].get("projects") or [], report["data"].get("targets")
    if not projects or targets is None:
        return None
    records, key, pointer = rng.choice([(projects, "name", "/data/projects"), (targets, "project", "/data/targets")])
    number = rng.randrange(len(records))
    was = records[number][key]
    return [Change(records[number], key, f"{pointer}/{number}/{key}", was, was[:2] + was[3:])]


def prose(rng, report, pattern, now, sections=None):
    """A match of the pattern in one of the sections' paragraphs is written otherwise."""
    found = []
    for key in sections or SECTIONS:
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


def prose_item(rng, report):
    """The amount of an item, named with its class and group."""
    return prose(rng, report, re.compile(r"(?<=年预算数为)[0-9][0-9,]*(?:\.[0-9]+)?(?=万?元)"), lambda m: slip(rng)(m.group()), ["general-scale"])


def prose_change(rng, report):
    """A change beside its rate that is another by a tenth or more."""
    pattern = re.compile(r"(?<=增加|减少)[0-9][0-9,]*(?:\.[0-9]+)?(?=万?元[，（](?:增长|下降|上升|降低)[1-9][0-9]*\.)")
    return prose(rng, report, pattern, lambda m: "1" + m.group() if m.group()[0] != "0" and "," not in m.group() else None)


def prose_three_public(rng, report):
    """An amount of one of them."""
    pattern = re.compile(r"(?<=运行费|维护费|接待费|境）费)[0-9][0-9,]*(?:\.[0-9]+)?(?=万?元[，。；（）])")
    return prose(rng, report, pattern, lambda m: slip(rng)(m.group()) if float(m.group().replace(",", "")) > 0 else None,
                 ["three-public", "three-public-note"])


def prose_purchase(rng, report):
    """Goods, works or services."""
    return prose(rng, report, re.compile(r"(?<=货物类|工程类|服务类)[1-9][0-9,]*(?:\.[0-9]+)?(?=万?元)"), lambda m: slip(rng)(m.group()), ["procurement"])


def prose_count(rng, report):
    """One of the persons or cars that are counted together."""
    return prose(rng, report, re.compile(r"(?<=在职|退休|用车)[0-9]+(?=[人辆])"), lambda m: str(int(m.group()) + rng.choice([1, 2, 10])),
                 ["staff", "organization", "assets"])


def prose_year(rng, report):
    """A year as it stood in an older report."""
    year = report["year"]
    return prose(rng, report, re.compile(f"{year}年"), lambda m: f"{year - rng.choice([2, 3])}年")


def prose_figure(rng, report):
    """Any amount of this year that is not nought."""
    pattern = re.compile(r"(?<![0-9,.加少了为算用])[1-9][0-9,]*(?:\.[0-9]+)?(?=万?元|亿元)")
    return prose(rng, report, pattern, lambda m: slip(rng)(m.group()))


def prose_list(rng, report):
    """A class left out of those that have money."""
    return prose(rng, report, re.compile(r"(?<=支出包括：)[^0-9、，。]+支出、(?=[^0-9。]+。)"), lambda m: "", ["overview", "balance"])


def prose_none(rng, report):
    """Funds that the text says there are none of."""
    key = next((k for k in ("funds", "fund") if report["data"].get(k)), None)
    if not key or not rows_of(report, "fund")[0]:
        return None
    blocks = report["data"][key]
    return [Change(blocks, 0, f"/data/{key}/0", blocks[0], "本部门没有使用政府性基金预算拨款安排的支出。")]


KINDS = [item_amount, item_digits, total_amount, fixed_row, three_public, across_tables, missing_row, item_code, project_amount,
         target_amount, project_name, prose_amount, prose_part, prose_unit, prose_share, prose_rate, prose_direction, prose_item,
         prose_change, prose_three_public, prose_purchase, prose_count, prose_year, prose_figure, prose_list,
         prose_none]


def plant(rng, report):
    """Puts one fault in; what it is, for the manifest."""
    while True:
        kind = rng.choice(KINDS)
        changes = kind(rng, report)
        if changes:
            break
    for change in changes:
        change.make()
    return {"kind": kind.__name__, "changes": [{"pointer": c.pointer, "was": c.was, "now": getattr(c, "shown", c.now)} for c in changes if c.pointer]}
