"""ledger RULES.md LIST...: the ledger and the walker speak of the same clauses.

Every clause the walker has asked for stands in the ledger, in a row that names *archive* as its test; and of every row
that does, each clause is asked for. The LISTs are what `archive --clauses` wrote.
"""
import re
import sys

STANDARDS = {"ISO 32000-1": "PDF", "ISO 19005-2": "A", "ISO 19005-3": "A3", "ISO 14289-1": "UA", "ISO 15930-7": "X",
             "CSV": "CSV"}


def expand(cell):
    """"6.1.2.1, .2; 7.1 to .3" as whole numbers."""
    last = None
    for token in re.split(r"[,;]\s*", cell.split("(")[0].strip()):
        first, _, end = token.strip().partition(" to ")
        number = last.rpartition(".")[0] + first if first.startswith(".") else first
        yield number
        last = number
        if end:
            base, _, start = number.rpartition(".")
            stop = int(end.rpartition(".")[2])
            for i in range(int(start) + 1, stop + 1):
                last = f"{base}.{i}"
                yield last


def read(path):
    """{clause: (state, test)} of the ledger."""
    rows, standard = {}, None
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("## "):
                standard = next((short for name, short in STANDARDS.items() if name in line), None)
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if standard and line.startswith("|") and not re.match(r"Clause|---", cells[0]):
                for number in expand(cells[0]):
                    rows.setdefault(f"{standard} {number}", []).append((cells[2], cells[4]))
    return rows


def main():
    rows = read(sys.argv[1])
    asked = set()
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            asked |= set(file.read().splitlines())
    faults = [f"{clause} is asked for, the ledger does not say so" for clause in sorted(asked)
              if not any("archive" in test for _, test in rows.get(clause, []))]
    faults += [f"{clause} is said to be tested by archive, which does not ask for it" for clause, held in sorted(rows.items())
               if any("archive" in test for _, test in held) and clause not in asked]
    faults += [f"{clause} has no test" for clause, held in sorted(rows.items())
               for state, test in held if state not in ("met", "absent") or not test]
    for fault in faults:
        print(fault)
    print(f"{len(rows)} clauses in the ledger, {len(asked)} asked for")
    sys.exit(1 if faults else 0)


main()
