"""generate.py FOLDER [--count N] [--seed S] [--form NAME] [--faults PERCENT]: reports whose figures agree.

Writes report-0001.json and so on, the same for the same seed on every machine: any department, items and amounts, in one of
the shipped forms (or in one alone: xinjiang, hubei, shanghai), with prose in its own words. With --faults so many in a
hundred have one fault each; manifest.json says which, of what kind, where, and what stood there before.
"""
import argparse
import json
import multiprocessing
import os
import random

from budget import Budget
from faults import plant
from forms import FORMS, Tables, report
from wording import Wording


def made(seed, number, form):
    rng = random.Random(f"{seed}/{number}")
    budget = Budget(rng, form or rng.choice(sorted(FORMS)))
    return rng, report(budget, Tables(budget), Wording(budget))


def faulty(count, percent):
    """Numbers of the reports that get a fault, spread evenly."""
    return {n for n in range(count) if (n + 1) * percent // 100 > n * percent // 100}


def write(job):
    """One report; what was planted in it, if anything."""
    options, number, bad = job
    rng, content = made(options.seed, number, options.form)
    name = f"report-{number + 1:0{max(4, len(str(options.count)))}}.json"
    fault = {"file": name, **plant(rng, content)} if bad else None
    with open(os.path.join(options.folder, name), "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.write("\n")
    return fault


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--form", choices=sorted(FORMS))
    parser.add_argument("--faults", type=int, default=0, metavar="PERCENT")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    bad = faulty(options.count, options.faults)
    with multiprocessing.Pool(options.jobs) as pool:
        faults = pool.map(write, [(options, number, number in bad) for number in range(options.count)], chunksize=50)
    with open(os.path.join(options.folder, "manifest.json"), "w", encoding="utf-8") as file:
        json.dump({"count": options.count, "seed": options.seed, "faults": [f for f in faults if f]}, file, ensure_ascii=False, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
