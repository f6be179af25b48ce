"""What does not hold, by the clause it breaks; and which clauses have been asked for at all.

A clause is written as in src/pdf/RULES.md, its standard before it: "A 6.1.2.1" (ISO 19005, clause and test number of the
veraPDF profiles), "UA 7.2.3" (ISO 14289-1), "PDF 14.7.4.4" (ISO 32000-1), "X boxes" (ISO 15930-7, by name).
"""

found = []
asked = set()


def expect(clauses, condition, message):
    """Notes the clauses (a blank-separated list after the standard's letters) and the fault unless the condition holds."""
    standard, *numbers = clauses.split()
    asked.update(f"{standard} {number}" for number in numbers)
    if not condition:
        found.append(f"{clauses}: {message}")
    return condition
