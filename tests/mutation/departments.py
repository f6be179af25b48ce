"""departments.py PROGRAM SOURCE-DIR [--count N] [--seed S]... [--faults PERCENT] [--jobs N] [--batch] [--folder DIR]

Departments of all forms and sizes, so many in a hundred with one fault of any kind, checked as a province checks them: what
was planted, what of it was found, what missed, and what is reported of reports without a fault. With --batch they are set as
well, by banxin batch --check. Ends with 1 when anything is missed or reported falsely.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

import judge


def set_all(options, folder, manifest):
    """As PDFs, all of them: exactly those with a fault have errors or warnings. How many have not, or have without one."""
    begun = time.monotonic()
    ended = subprocess.run([options.program, "batch", *judge.reports_of(folder), "-o", "pdf", "--check", "--json", "-j", str(options.jobs), "--fonts",
                            os.path.join(options.source, "fonts/fonts.json")], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                           check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    events = [json.loads(line) for line in ended.stdout.splitlines()]
    reports = [event for event in events if event["event"] == "report"]
    failed = [event["input"] for event in reports if event["state"] != "done"]
    told = {event["input"] for event in reports if event["state"] == "done" and event["findings"]["errors"] + event["findings"]["warnings"] > 0}
    wrong = sorted(told ^ manifest.keys()) + failed
    print(f"set by batch --check: {len(reports) - len(failed)} of {options.count} published, {len(told)} reported, "
          f"{len(told & manifest.keys())} of them with a fault ({time.monotonic() - begun:.0f} s)")
    for name in wrong:
        print(f"    {name}: {'failed' if name in failed else 'missed' if name in manifest else 'reported'}")
    return len(wrong) + abs(options.count - len(reports))


def judge_all(options, seed, folder):
    options.seed = seed
    begun = time.monotonic()
    manifest = judge.generate(options.source, folder, options, options.faults)
    made = time.monotonic()
    verdict = judge.Verdict(manifest, judge.check(options.program, options.source, folder, options.jobs))
    checked = time.monotonic()
    print(f"seed {seed}:")
    verdict.print()
    verdict.print_kinds()
    print(f"made in {made - begun:.0f} s, checked in {checked - made:.0f} s", flush=True)
    return verdict.wrong() + (set_all(options, folder, manifest) if options.batch else 0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("source", type=os.path.abspath)
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--seed", action="append")
    parser.add_argument("--faults", type=int, default=2, metavar="PERCENT")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--batch", action="store_true", help="set them, too")
    parser.add_argument("--folder", help="where they are written; a temporary one that is removed")
    options = parser.parse_args()
    wrong = 0
    for seed in options.seed or ["1"]:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            wrong += judge_all(options, seed, folder)
    sys.exit(1 if wrong else 0)


main()
