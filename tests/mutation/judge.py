"""Generated reports, checked, and held to what was planted in them."""
import collections
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
GRAVE = ("error", "warning")
KEPT = 10  # findings told of a report


def generate(source, folder, options, percent):
    """Reports in the folder, so many in a hundred with a fault; the faults by the names of their files."""
    subprocess.run([sys.executable, os.path.join(HERE, "generator/generate.py"), folder, "--count", str(options.count), "--seed", options.seed,
                    "--faults", str(percent), "--jobs", str(options.jobs)], check=True)
    os.symlink(os.path.join(source, "layouts"), os.path.join(folder, "layouts"))
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        return {fault["file"]: fault for fault in json.load(file)["faults"]}


def reports_of(folder):
    return sorted(name for name in os.listdir(folder) if name.startswith("report-"))


def check(program, source, folder, jobs):
    """The checked reports by the names of their files."""
    ended = subprocess.run([program, "check", "--format", "json", "-j", str(jobs), "--fonts", os.path.join(source, "fonts/fonts.json"),
                            *reports_of(folder)], cwd=folder, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    if ended.returncode or ended.stderr:
        sys.exit(f"{program} ended with {ended.returncode}: {ended.stderr.decode()[:2000]}")
    return {report["file"]: report for report in json.loads(ended.stdout)["reports"]}


def grave(report):
    return [finding for finding in report["findings"] if finding["severity"] in GRAVE]


def pointers(finding):
    found = {place["at"].get("pointer") for side in finding["sides"] for place in side["places"]} | {finding["at"].get("pointer")}
    return found - {None}


def is_at(pointer, place):
    """Is the finding's place the changed one? A row that leaves out what it is changed in is named itself; where parts do
    not make up the whole of the paragraphs above them, that is."""
    if place.endswith("/"):
        return f"{pointer}/".startswith(place)
    if place.startswith("/data/") and place.rpartition("/")[2].isdigit():
        return pointer.rpartition("/")[0] == place.rpartition("/")[0]
    return pointer == place or (place.startswith("/tables/") and pointer == place.rpartition("/")[0])


def is_named(fault, findings):
    """Does a finding name what was changed? What is gone is named by what it stood in, or by its name elsewhere."""
    return any(any(is_at(pointer, change["pointer"]) for pointer in pointers(finding)) or
               (change["pointer"].endswith("/") and change["was"] in finding["message"])
               for finding in findings for change in fault["changes"])


def tell(name, findings):
    for finding in findings[:KEPT]:
        print(f"    {name}: {finding['severity']}[{finding['rule']}] {finding['at'].get('pointer')}: {finding['message']}")


class Verdict:
    """Of the faults those that are not found where they are, and reports without a fault that have findings."""

    def __init__(self, manifest, reports):
        self.manifest, self.count = manifest, len(reports)
        self.found = {name: grave(report) for name, report in reports.items() if grave(report)}
        self.missed = [name for name, fault in manifest.items() if not is_named(fault, self.found.get(name, []))]
        self.false = [name for name in self.found if name not in manifest]

    def print(self):
        for name in self.missed:
            print(f"    {name}: missed {self.manifest[name]}")
            tell(name, self.found.get(name, []))
        for name in self.false:
            tell(name, self.found[name])
        print(f"{len(self.manifest)} faults in {self.count} reports: {len(self.manifest) - len(self.missed)} found, {len(self.missed)} missed; "
              f"{len(self.false)} reports without a fault reported")

    def print_kinds(self):
        planted = collections.Counter(fault["kind"] for fault in self.manifest.values())
        missed = collections.Counter(self.manifest[name]["kind"] for name in self.missed)
        for kind in sorted(planted):
            print(f"    {planted[kind] - missed[kind]:4} of {planted[kind]:4} {kind}")

    def wrong(self):
        return len(self.missed) + len(self.false)
