"""What the tests of batches share: reports that take a few milliseconds to set, and the program as it is called."""
import hashlib
import json
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))


class Tools:
    """Where things are; filled in by the script that is run."""
    program = hooked = faulty = source = None
    sanitized = False


class Machine:
    """One that fails at one moment: the file faulty.c counts calls in, and what it is told."""
    ROOM, HEAD, NAME = 1 << 20, 16, 16

    def __init__(self):
        self.file = tempfile.NamedTemporaryFile(prefix="banxin-faulty-", buffering=0)  # pylint: disable=consider-using-with

    def environment(self, at=0, deed=""):
        self.file.truncate(0)
        self.file.truncate(self.ROOM)
        return {"LD_PRELOAD": Tools.faulty, "FAULTY_COUNT": self.file.name, "FAULTY_AT": str(at), "FAULTY_DEED": deed,
                "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"}

    def calls(self):
        """Names of the calls, in order."""
        self.file.seek(0)
        bytes_read = self.file.read(self.ROOM)
        count = min(struct.unpack_from("=Q", bytes_read)[0], (self.ROOM - self.HEAD) // self.NAME)
        assert count, f"{Tools.faulty} was not loaded"
        places = range(self.HEAD, self.HEAD + self.NAME * count, self.NAME)
        return [bytes_read[at:at + self.NAME].split(b"\0")[0].decode() for at in places]


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def report(code, name="某某局", amount="12.50", **more):
    rows = [{"name": "拨款收入", "amount": amount}, {"name": "其他收入", "amount": "1.50"},
            {"kind": "合计", "name": "合计", "amount": f"{float(amount) + 1.5:.2f}"}]
    return {"form": "form", "organ": {"code": str(code), "name": name}, "year": 2020, "date": "2020-01-16",
            "tables": {"income": rows}, **more}


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class BatchCase(unittest.TestCase):
    """Each test in a folder of its own, with the form in layouts/."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="banxin-batch-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        os.makedirs(self.path("layouts"))
        shutil.copy(os.path.join(HERE, "form.json"), self.path("layouts/form.json"))

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, content):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            if isinstance(content, str):
                file.write(content)
            else:
                json.dump(content, file, ensure_ascii=False)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def write_reports(self, count, folder="in", prefix="r"):
        for number in range(count):
            self.write(f"{folder}/{prefix}{number:03}.json", report(f"1{number:03}", f"第{number}局", f"{number}.25"))
        return [f"{prefix}{number:03}.pdf" for number in range(count)]

    def environment(self, **more):
        kept = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LC_MESSAGES", "LANG")}
        return {**kept, "LANG": "C.UTF-8", **more}

    def command(self, *words, program=None, fonts=True):
        plain = [str(word) for word in words]
        if fonts and plain[0] in ("render", "batch") and plain[1] not in ("run", "status", "collect"):
            plain += ["--fonts", os.path.join(Tools.source, "tests/golden/fonts.json")]
        return [program or Tools.program, *plain]

    def run_it(self, *words, program=None, fonts=True, text=None, **environment):
        return subprocess.run(self.command(*words, program=program, fonts=fonts), cwd=self.folder, input=text, text=True,
                              capture_output=True, check=False, env=self.environment(**environment), timeout=120)

    def start(self, *words, program=None):
        process = subprocess.Popen(self.command(*words, program=program), cwd=self.folder, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=self.environment())
        self.addCleanup(lambda: process.poll() is None and process.kill())
        return process

    def assert_ended(self, ended, status):
        self.assertEqual(ended.returncode, status, ended.stdout[-2000:] + ended.stderr[-4000:])

    def published(self, folder="out"):
        """The PDFs in the folder, with their hashes."""
        return {name: digest(self.path(folder, name)) for name in os.listdir(self.path(folder)) if name.endswith(".pdf")}

    def expected(self, folder="in"):
        """What render makes of the same reports, one after the other."""
        os.makedirs(self.path("expected"), exist_ok=True)
        names = sorted(name for name in os.listdir(self.path(folder)) if name.endswith(".json"))
        self.assert_ended(self.run_it("render", *[f"{folder}/{name}" for name in names], "-o", "expected"), 0)
        return {name[:-5] + ".pdf": digest(self.path("expected", name[:-5] + ".pdf")) for name in names}

    def assert_nothing_else(self, folder="out"):
        """No drafts, no temporary files; only what a batch leaves."""
        others = [name for name in os.listdir(self.path(folder)) if not name.endswith(".pdf")]
        self.assertEqual(sorted(set(others) - {"summary.csv", "summary.json", "index.html"}), [".banxin"])
        within = [name for name in os.listdir(self.path(folder, ".banxin")) if not name.startswith("shard-")]
        self.assertEqual(sorted(within), ["lock", "plan.jsonl", "runs"])
        runs = self.path(folder, ".banxin/runs")
        for run in os.listdir(runs):
            self.assertFalse(os.path.exists(os.path.join(runs, run, "drafts")), run)

    def status(self, folder="out", **more):
        return json.loads(self.run_it("batch", "status", folder, "--json", **more).stdout)

    def reasons(self, folder="out"):
        """Codes of what hindered, by the names of the PDFs that failed."""
        return {row["name"]: [fault["code"] for fault in row["faults"] if fault["severity"] == "error"]
                for row in self.status(folder)["reports"] if row["state"] == "failed"}


def interrupt(process, how=signal.SIGINT):
    process.send_signal(how)
    out, err = process.communicate(timeout=60)
    return out, err
