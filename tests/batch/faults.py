"""faults.py PROGRAM FAULTY SOURCE-DIR [--deeds WORDS] [--every N] [--first N]: a small batch once for every call to the system it makes, failing there.

Each time one call fails (faulty.c), or all from it on, or the process is killed there; then the batch is gone on with on a sound
machine. Nothing that is there in between is other than it should be, whoever is told that all went well has everything, and
afterwards every report is there once and nothing else is. A long row of the same calls (reading fonts) is tried at its ends and
in its middle.
"""
import argparse
import errno
import os
import shutil
import signal
import subprocess
import sys

from support import BatchCase, Machine, Tools

ROW = 6  # calls of one name in a row that are all tried
DEEDS = (str(errno.EIO), str(errno.ENOSPC), f"on:{errno.EIO}", f"on:{errno.ENOSPC}", "half", "kill", "group")


def worth_trying(names):
    """Numbers of calls, from 1: all, but of a long row of one name its ends and its middle."""
    chosen, begin = [], 0
    while begin < len(names):
        end = begin
        while end < len(names) and names[end] == names[begin]:
            end += 1
        row = list(range(begin + 1, end + 1))
        chosen += row if len(row) <= ROW else [row[0], row[1], row[len(row) // 2], row[-1]]
        begin = end
    return chosen


class Faults(BatchCase):
    """Not found by unittest's discovery: the script below makes one and calls it."""
    deeds, every, first, reports = DEEDS, 1, 0, 3

    def batch(self, *more, group=False, **environment):
        return subprocess.run(self.command("batch", "in", "-o", "out", "-j", "1", "--name", "{{organ.code}}", *more), cwd=self.folder, text=True,
                              capture_output=True, check=False, env=self.environment(**environment), timeout=120, start_new_session=group,
                              stdin=subprocess.DEVNULL)

    def check_between(self, ended, expected, what):
        """What stands in the folder is right as far as it goes."""
        there = self.published() if os.path.isdir(self.path("out")) else {}
        for name, found in there.items():
            self.assertEqual(found, expected.get(name), f"{what}: {name} holds other bytes\n{ended.stderr}")
        if ended.returncode < 0:
            self.assertEqual(ended.returncode, -signal.SIGKILL, f"{what}\n{ended.stderr}")
        if ended.returncode == 0:
            self.assertEqual(there, expected, f"{what}: it said all went well\n{ended.stdout}{ended.stderr}")
        elif ended.returncode > 0:
            self.assertIn(ended.returncode, (1, 65, 70, 74, 75), f"{what}\n{ended.stderr}")
            self.assertTrue(ended.stderr, f"{what}: no reason was given")

    def check_after(self, expected, what):
        ended = self.batch("--resume")
        self.assertEqual(ended.returncode, 0, f"{what}: going on\n{ended.stdout}{ended.stderr}")
        self.assertEqual(self.published(), expected, what)
        self.assert_nothing_else()
        status = self.status()
        self.assertEqual((status["published"], status["failed"], status["missing"], status["foreign"]), (len(expected), 0, 0, []), what)

    def expected(self, folder="in"):
        made = super().expected(folder)
        return {f"1{int(name[1:4]):03}.pdf": hashed for name, hashed in made.items()}

    def runTest(self):
        machine, tried = Machine(), 0
        self.write_reports(self.reports)
        expected = self.expected()
        clean = self.batch(**machine.environment())
        self.assert_ended(clean, 0)
        names = machine.calls()
        chosen = worth_trying(names)[self.first::self.every]
        for deed in self.deeds:
            for number in chosen:
                shutil.rmtree(self.path("out"))
                ended = self.batch(group=deed == "group", **machine.environment(number, deed))
                called = machine.calls()
                what = f"{deed} at call {number} ({called[number - 1] if number <= len(called) else 'none'})"
                with self.subTest(what):
                    self.check_between(ended, expected, what)
                    self.check_after(expected, what)
                tried += 1
        kinds = ", ".join(f"{names.count(name)} {name}" for name in sorted(set(names)))
        print(f"{tried} batches, {len(chosen)} of {len(names)} calls: {kinds}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    for name in ("program", "faulty", "source"):
        parser.add_argument(name)
    parser.add_argument("--deeds", nargs="+", default=DEEDS)
    for name, value in (("every", 1), ("first", 0), ("reports", 3)):
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    Tools.program, Tools.faulty, Tools.source = map(os.path.realpath, (options.program, options.faulty, options.source))
    Faults.deeds, Faults.every, Faults.first, Faults.reports = options.deeds, options.every, options.first, options.reports
    case = Faults()
    result = case.defaultTestResult()
    case.run(result)
    for _, text in result.failures + result.errors:
        print(text)
    sys.exit(0 if result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
