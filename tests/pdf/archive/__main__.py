"""archive FILE.pdf KIND [DUMP]: does a PDF keep what it promises? KIND is 3a, 2a, none, x4 or x4-none.

Reads the written file back, with qpdf for its objects and by itself for its bytes, content streams, font programs and
profiles, and holds it to the clauses of ISO 19005-2 and -3 (PDF/A), ISO 14289-1 (PDF/UA) and ISO 15930-7 (PDF/X-4) that
concern what banxin writes; src/pdf/RULES.md is the list. DUMP is banxin's own dump of the pages.
`archive --clauses LIST` in place of DUMP writes the clauses that have been asked for.
"""
import sys

import faults
from keep import check
from objects import File


def main():
    path, kind, *more = sys.argv[1:]
    clauses = more[1] if more[:1] == ["--clauses"] else None
    check(File(path), kind, more[0] if more and not clauses else None)
    if clauses:
        with open(clauses, "w", encoding="utf-8") as file:
            file.writelines(f"{clause}\n" for clause in sorted(faults.asked))
    for fault in faults.found[:50]:
        print(fault)
    print(f"{len(faults.asked)} clauses, {len(faults.found)} faults")
    sys.exit(1 if faults.found else 0)


main()
