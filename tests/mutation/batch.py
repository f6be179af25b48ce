"""batch.py PROGRAM SOURCE-DIR [--count N] [--seed S]: generated reports, and which of them are found to be wrong.

No report whose figures agree has a finding of severity error or warning; of reports with one fault each in a fifth of
them exactly those are reported, and the place that was changed is named.
"""
import argparse
import collections
import os
import sys
import tempfile

import judge


def count_findings(reports):
    kinds = collections.Counter((f["severity"], f["rule"]) for report in reports.values() for f in report["findings"])
    for (severity, rule), number in sorted(kinds.items()):
        print(f"    {number:5} {severity} {rule}")


def consistent(options, folder):
    """Reports without a fault; how many are reported all the same."""
    manifest = judge.generate(options.source, folder, options, 0)
    reports = judge.check(options.program, options.source, folder, options.jobs)
    print("all findings of reports without a fault:")
    count_findings(reports)
    return tell(judge.Verdict(manifest, reports))


def faulty(options, folder):
    """Reports with faults; how many of these are not found, or not where they are, and how many others are reported."""
    manifest = judge.generate(options.source, folder, options, 20)
    return tell(judge.Verdict(manifest, judge.check(options.program, options.source, folder, options.jobs)))


def tell(verdict):
    verdict.print()
    verdict.print_kinds()
    return verdict.wrong()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("source", type=os.path.abspath)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as clean, tempfile.TemporaryDirectory() as damaged:
        failed = consistent(options, clean) + faulty(options, damaged)
    sys.exit(1 if failed else 0)


main()
