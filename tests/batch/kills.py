"""kills.py PROGRAM SOURCE-DIR [--count N] [--reports N] [--seed S] [--sign GROUND]: batches killed at random moments, and gone on with.

Each time the program or one of its processes gets SIGKILL while it makes reports, once or several times; then the batch
is gone on with. Every report is there once, with the bytes render gives it, and nothing else is. With --sign they are
signed by a key of GROUND/ca whose every signature is another: what was published before is as it was, and all are sound.
"""
import argparse
import os
import random
import signal
import shutil
import subprocess
import sys
import time

from support import BatchCase, Tools, children


class Kills(BatchCase):
    """Not found by unittest's discovery: the script below makes one and calls it."""
    count, reports, seed, authority = 20, 40, 1, None

    def signing(self):
        if not self.authority:
            return []
        files = {"--key": "p256.key", "--cert": "p256.pem", "--chain": "chain.pem"}
        return ["--sign", *[word for option, name in files.items() for word in (option, os.path.join(self.authority, name))]]

    def start_batch(self, *more):
        return subprocess.Popen(self.command("batch", "in", "-o", "out", "-j", "2", *self.signing(), *more), cwd=self.folder, env=self.environment(),
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def environment(self, **more):
        """Without the leak checker of sanitizers: it has a process of its own, which is none of the batch's to be killed."""
        given = super().environment(**more)
        return {**given, "ASAN_OPTIONS": ":".join(filter(None, [given.get("ASAN_OPTIONS"), "detect_leaks=0"]))}

    def duration(self):
        began = time.monotonic()
        process = self.start_batch()
        process.communicate()
        self.assertEqual(process.returncode, 0)
        shutil.rmtree(self.path("out"))
        return time.monotonic() - began

    def kill_one(self, rng, process, moment):
        """After a while, the program or a process of its; what became of the program."""
        time.sleep(moment)
        workers = children(process.pid)
        whole = rng.random() < 0.5 or not workers
        try:
            os.kill(process.pid if whole else rng.choice(workers), signal.SIGKILL)
        except ProcessLookupError:
            pass
        _, err = process.communicate(timeout=60)
        if process.returncode == -signal.SIGKILL:
            return "killed"
        self.assertEqual(process.returncode, 0, err)
        return "ended"

    def check_signed(self, expected, before):
        after = self.published()
        self.assertEqual({name: after.get(name) for name in before}, before)
        self.assertEqual(after.keys(), expected.keys())
        for name in after:
            with open(self.path("expected", name), "rb") as plain, open(self.path("out", name), "rb") as signed:
                self.assertTrue(signed.read().startswith(plain.read()), name)
        ended = self.run_it("verify", *[f"out/{name}" for name in after], "--trust", os.path.join(self.authority, "root.pem"), "--form",
                            "layouts/form.json")
        self.assert_ended(ended, 0)

    def check_all(self, expected, before):
        if self.authority:
            self.check_signed(expected, before)
        else:
            self.assertEqual(self.published(), expected)
        self.assert_nothing_else()
        status = self.status()
        self.assertEqual((status["published"], status["failed"], status["missing"], status["foreign"]), (len(expected), 0, 0, []))
        self.assert_ended(self.run_it("batch", "collect", "out"), 0)

    def runTest(self):
        self.write_reports(self.reports)
        expected, whole = self.expected(), self.duration()
        fates = {"killed": 0, "ended": 0}
        for number in range(self.count):
            rng = random.Random(f"{self.seed}/{number}")
            fate, resume = "killed", []
            for _ in range(rng.choice((1, 1, 2, 3))):
                fate = self.kill_one(rng, self.start_batch(*resume), rng.random() * whole)
                fates[fate] += 1
                resume = ["--resume"]
            before = self.published() if os.path.isdir(self.path("out")) else {}
            self.assert_ended(self.run_it("batch", "in", "-o", "out", *self.signing(), "--resume"), 0)
            self.check_all(expected, before)
            shutil.rmtree(self.path("out"))
        print(f"{self.count} batches: {fates['killed']} times the whole was killed, {fates['ended']} times one process or none was")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program")
    parser.add_argument("source")
    for name, value in (("count", 20), ("reports", 40), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--sign")
    options = parser.parse_args()
    Tools.program, Tools.source = os.path.realpath(options.program), os.path.realpath(options.source)
    Kills.count, Kills.reports, Kills.seed = options.count, options.reports, options.seed
    Kills.authority = options.sign and os.path.join(os.path.realpath(options.sign), "ca")
    case = Kills()
    result = case.defaultTestResult()
    case.run(result)
    for _, text in result.failures + result.errors:
        print(text)
    sys.exit(0 if result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
