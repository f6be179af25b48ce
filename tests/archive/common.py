"""What the tests of the archive share: the program, a folder of their own, small PDFs."""
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import small_pdf

program, source = (os.path.abspath(path) for path in sys.argv[1:3])
SECONDS = 300
GOOD, OTHER, USAGE, DATA, FAULT, IO = 0, 1, 2, 65, 70, 74
NOW = "1700000000"


def environment(**more):
    kept = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LC_MESSAGES", "LANG")}
    return {**kept, "LC_ALL": "C", "SOURCE_DATE_EPOCH": NOW, **more}


class Case(unittest.TestCase):
    """Each case has a folder, an archive `A` in it, and PDFs that it makes."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="banxin-archive-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.archive = os.path.join(self.folder, "A")
        self.run_archive("init", name=None)

    def run_archive(self, command, *words, status=GOOD, environ=None, archive=None, **options):
        """Runs a command; options become --options, flags are True, None leaves out. Gives standard output."""
        line = [program, "archive", command, archive or self.archive, *words]
        for key, value in options.items():
            name = "--" + key.replace("_", "-")
            line += [name] if value is True else [] if value is None else [f"{name}={value}"]
        done = subprocess.run(line, capture_output=True, text=True, timeout=SECONDS, env=environ or environment(),
                              cwd=self.folder)
        self.error = done.stderr
        self.assertEqual(done.returncode, status, f"{line[2:]}\n{done.stdout}{done.stderr}")
        return done.stdout

    def pdf(self, name, title="2020年部门预算公开", organ="云泽市水务局", **more):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(small_pdf.make(title, organ, **more))
        return path

    def add(self, *files, status=GOOD, **options):
        options = {"year": 2020, "unsigned": True, **options}
        return self.run_archive("add", *files, status=status, **options)

    def add_some(self, count):
        return self.add(*(self.pdf(f"{i}.pdf", organ=f"第{i}局", filler=b"%d" % i) for i in range(count)))

    def find(self, status=GOOD, **options):
        return json.loads(self.run_archive("find", status=status, json=True, **options))["entries"]

    def verify(self, status=GOOD, **options):
        return json.loads(self.run_archive("verify", status=status, json=True, **options))

    def codes(self, status=OTHER, **options):
        """The codes of what speaks against the archive, errors only."""
        report = self.verify(status, **options)
        return sorted({finding["code"] for question in report["questions"].values() for finding in question["findings"]
                       if finding["severity"] == "error"})

    def path(self, *parts):
        return os.path.join(self.archive, *parts)

    def object_path(self, entry):
        return self.path("objects", "sha256", entry["sha256"][:2], entry["sha256"][2:])

    def head(self):
        with open(self.path("chain.jsonl"), "rb") as file:
            return hashlib.sha256(file.read().splitlines()[-1]).hexdigest()


def main():
    del sys.argv[1:3]
    unittest.main(verbosity=1)
