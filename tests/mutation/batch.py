"""batch.py PROGRAM SOURCE-DIR [--count N] [--seed S]: generated reports, and which of them are found to be wrong.

No report whose figures agree has a finding of severity error or warning; of reports with one fault each in a fifth of
them exactly those are reported, and the place that was changed is named.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

GRAVE = ("error", "warning")
KEPT = 10  # findings told


def check(program, source, folder):
    """The checked reports by the names of their files."""
    reports = sorted(name for name in os.listdir(folder) if name.startswith("report-"))
    ended = subprocess.run([program, "check", "--format", "json", "--fonts", os.path.join(source, "fonts/fonts.json"), *reports], cwd=folder,
                           capture_output=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    if ended.returncode or ended.stderr:
        sys.exit(f"{program} ended with {ended.returncode}: {ended.stderr.decode()[:2000]}")
    return {report["file"]: report for report in json.loads(ended.stdout)["reports"]}


def generate(source, folder, options, faults):
    subprocess.run([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "generator/generate.py"), folder,
                    "--count", str(options.count), "--seed", options.seed, "--faults", str(faults)], check=True)
    os.symlink(os.path.join(source, "layouts"), os.path.join(folder, "layouts"))
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        return {fault["file"]: fault for fault in json.load(file)["faults"]}


def grave(report):
    return [finding for finding in report["findings"] if finding["severity"] in GRAVE]


def pointers(finding):
    return {place["at"].get("pointer") for side in finding["sides"] for place in side["places"]} | {finding["at"].get("pointer")}


def row_of(pointer):
    """Where a row leaves out what it is changed in, its cells that are reckoned stand at the row itself."""
    return pointer.rpartition("/")[0] if pointer.startswith("/tables/") else pointer


def tell(name, findings):
    for finding in findings[:KEPT]:
        print(f"    {name}: {finding['severity']}[{finding['rule']}] {finding['at'].get('pointer')}: {finding['message']}")


def count_findings(reports):
    kinds = collections.Counter((f["severity"], f["rule"]) for report in reports.values() for f in report["findings"])
    for (severity, rule), number in sorted(kinds.items()):
        print(f"    {number:5} {severity} {rule}")


def consistent(options, folder):
    """Reports without a fault; how many are reported all the same."""
    generate(options.source, folder, options, 0)
    reports = check(options.program, options.source, folder)
    wrong = {name: report for name, report in reports.items() if grave(report)}
    print(f"{len(reports)} consistent reports: {len(wrong)} have errors or warnings; all findings:")
    count_findings(reports)
    for name, report in list(wrong.items())[:KEPT]:
        tell(name, grave(report))
    return len(wrong)


def faulty(options, folder):
    """Reports with faults; how many of these are not found, or not where they are, and how many others are reported."""
    manifest = generate(options.source, folder, options, 20)
    reports = check(options.program, options.source, folder)
    planted, missed = collections.Counter(), collections.Counter()
    wrong = 0
    for name, report in reports.items():
        fault = manifest.get(name)
        if not fault:
            wrong += bool(grave(report))
            continue
        planted[fault["kind"]] += 1
        where = {pointer for change in fault["changes"] for pointer in (change["pointer"], row_of(change["pointer"]))}
        if not any(pointers(finding) & where for finding in grave(report)):
            missed[fault["kind"]] += 1
            print(f"    {name}: missed {fault}")
            tell(name, grave(report))
    print(f"{len(manifest)} faults in {len(reports)} reports: {sum(missed.values())} missed, {wrong} reports without a fault reported")
    for kind in sorted(planted):
        print(f"    {planted[kind] - missed[kind]:4} of {planted[kind]:4} {kind}")
    return sum(missed.values()) + wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("source", type=os.path.abspath)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as clean, tempfile.TemporaryDirectory() as damaged:
        failed = consistent(options, clean) + faulty(options, damaged)
    sys.exit(1 if failed else 0)


main()
