"""One fault in a consistent report, and what it is."""


def plant(rng, report):
    return {}
