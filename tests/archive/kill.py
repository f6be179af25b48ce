"""kill.py PROGRAM SOURCE-DIR: several at once, and ends at any moment."""
import os
import random
import signal
import subprocess
import time

from common import GOOD, Case, environment, main, program

ROUNDS = 120
BATCH = 6
SIDE_BY_SIDE = 6


class Kill(Case):
    def command(self, files):
        return [program, "archive", "add", self.archive, *files, "--unsigned", "--year=2020"]

    def files(self, name, count):
        return [self.pdf(f"{name}-{i}.pdf", organ=f"{name}局{i}", filler=name.encode() + b"%d" % i) for i in range(count)]

    def test_several_add_at_once(self):
        running = [subprocess.Popen(self.command(self.files(f"p{i}", BATCH)), stdout=subprocess.PIPE, text=True,
                                    env=environment()) for i in range(SIDE_BY_SIDE)]
        heads = [process.communicate(timeout=300)[0].splitlines()[-1].split()[-1] for process in running]
        self.assertEqual([process.returncode for process in running], [GOOD] * SIDE_BY_SIDE)
        self.assertEqual(len(set(heads)), SIDE_BY_SIDE)
        entries = self.find()
        self.assertEqual([entry["sequence"] for entry in entries], list(range(1, SIDE_BY_SIDE * BATCH + 1)))
        self.assertTrue(all(entry["batch-last"] - entry["batch-first"] == BATCH - 1 for entry in entries))
        for head in heads:
            self.verify(head=head)

    def test_the_same_file_added_at_once_is_one_entry(self):
        [path] = self.files("same", 1)
        running = [subprocess.Popen(self.command([path]), stdout=subprocess.PIPE, text=True, env=environment())
                   for _ in range(SIDE_BY_SIDE)]
        said = [process.communicate(timeout=300)[0] for process in running]
        self.assertEqual(sum("added as 1: " in text for text in said), 1)
        self.assertEqual(sum("there already as 1: " in text for text in said), SIDE_BY_SIDE - 1)
        self.assertEqual(len(self.find()), 1)
        self.verify()

    def test_an_archive_that_is_held_is_waited_for_no_longer_than_told(self):
        import fcntl
        [path] = self.files("wait", 1)
        with open(self.path("lock"), "rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.add(path, wait=0, status=74)
            self.assertIn("ARCHIVE_BUSY", self.error)
        self.add(path, wait=0)

    def test_a_catalogue_put_in_place_meanwhile_is_the_one_added_to(self):
        import fcntl
        import shutil
        [path] = self.files("wait", 1)
        with open(self.path("lock"), "rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH)
            process = subprocess.Popen(self.command([path]), stdout=subprocess.PIPE, text=True, env=environment())
            for _ in range(3000):
                if any(names for _, _, names in os.walk(self.path("work"))):
                    break
                time.sleep(0.01)
            shutil.copy(self.path("catalogue.sqlite"), self.path("catalogue.sqlite.new"))
            os.replace(self.path("catalogue.sqlite.new"), self.path("catalogue.sqlite"))
        self.assertIn("added as 1", process.communicate(timeout=300)[0])
        self.assertEqual(len(self.find()), 1)
        self.verify()

    def test_a_kill_at_any_moment_loses_nothing_acknowledged(self):
        chosen = random.Random(7)
        started = time.monotonic()
        subprocess.run(self.command(self.files("first", BATCH)), check=True, env=environment(), capture_output=True)
        usual = time.monotonic() - started
        acknowledged, killed, leftovers, counted = [], 0, 0, BATCH
        for number in range(ROUNDS):
            process = subprocess.Popen(self.command(self.files(f"r{number}", BATCH)), stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True, env=environment())
            time.sleep(chosen.uniform(0, usual * 1.1))
            process.send_signal(signal.SIGKILL)
            said = process.communicate(timeout=300)[0].splitlines()
            killed += process.returncode == -signal.SIGKILL
            leftovers += bool(os.listdir(self.path("work")))
            if said and said[-1].startswith("head "):
                acknowledged.append(said[-1].split()[-1])
            if number % 10 and not leftovers % 2:
                continue  # so that what one left is also found by the next addition
            report = self.verify(head=acknowledged[-1] if acknowledged else None)
            self.assertTrue(report["sound"])
            self.assertEqual(os.listdir(self.path("work")), [])
            self.assertEqual(report["entries"] % BATCH, 0, "a part of a batch")
            self.assertGreaterEqual(report["entries"], counted)
            counted = report["entries"]
        self.assertGreater(killed, ROUNDS // 4)
        self.assertGreater(leftovers, 0)
        for head in acknowledged:
            self.verify(head=head)
        entries = self.find()
        self.assertGreaterEqual(len(entries), BATCH * (1 + len(acknowledged)))
        stored = sorted(name for _, _, names in os.walk(self.path("objects")) for name in names)
        self.assertEqual(stored, sorted(entry["sha256"][2:] for entry in entries))

    def test_a_verification_that_is_killed_changes_nothing(self):
        self.add_some(3)
        chosen = random.Random(9)
        before = self.head()
        for _ in range(20):
            process = subprocess.Popen([program, "archive", "verify", self.archive, "--rebuild"], stdout=subprocess.DEVNULL,
                                       env=environment())
            time.sleep(chosen.uniform(0, 0.03))
            process.kill()
            process.wait(timeout=60)
        self.assertEqual(self.verify()["head"]["hash"], before)
        self.assertEqual(len(self.find()), 3)


if __name__ == "__main__":
    main()
