"""test_faults.py PROGRAM HOOKED FAULTY SOURCE-DIR [TEST...]: batches on machines that fail them: clocks, folders, inputs, outputs, signals."""
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest

from support import BatchCase, Machine, Tools, children, interrupt, report

DAYS = 86400


class FaultCase(BatchCase):
    def until(self, what, seconds=60):
        ends = time.monotonic() + seconds
        while not what():
            self.assertLess(time.monotonic(), ends)
            time.sleep(0.01)

    def some_published(self, folder="out", least=1):
        return os.path.isdir(self.path(folder)) and len(self.published(folder)) >= least

    def write_slow(self, count):
        for number in range(count):
            self.write(f"in/slow{number:03}.json", report(f"1{number:03}", f"第{number}局", f"{number}.25"))

    def check_goes_on(self, expected=None, *more):
        """After --resume everything is there once and nothing else is."""
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume", *more), 0)
        self.assertEqual(self.published(), expected or self.expected())
        self.assert_nothing_else()
        status = self.status()
        self.assertEqual((status["failed"], status["missing"], status["foreign"]), (0, 0, []))
        self.assert_ended(self.run_it("batch", "collect", "out"), 0)


class Records(FaultCase):
    def test_what_could_not_be_read_when_it_was_named_is_published_by_no_other_name(self):
        self.write_reports(3)
        naming = ("batch", "in", "-o", "out", "-j", "1", "--name", "{{organ.code}}")
        machine = Machine()
        self.assert_ended(self.run_it(*naming, **machine.environment()), 0)
        shutil.rmtree(self.path("out"))
        reads = [number + 1 for number, name in enumerate(machine.calls()) if name == "read"]
        for number in reads[:6]: # two of each report
            ended = self.run_it(*naming, **machine.environment(number, "5"))
            self.assertLessEqual(set(self.published()), {"1000.pdf", "1001.pdf", "1002.pdf"})
            self.assert_ended(ended, 74)
            self.assertEqual(list(self.reasons().values()), [["BATCH_CHANGED"]])
            self.assert_ended(self.run_it(*naming, "--resume"), 0)
            self.assertEqual(set(self.published()), {"1000.pdf", "1001.pdf", "1002.pdf"})
            shutil.rmtree(self.path("out"))

    def test_what_was_published_before_its_input_was_away_for_a_while_is_published(self):
        self.write_reports(3)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 0)
        os.rename(self.path("in/r001.json"), self.path("away"))
        self.assert_ended(self.run_it("batch", "--resume", "-o", "out", fonts=False), 74)
        self.assertEqual(self.reasons(), {"r001.pdf": ["FILE_MISSING"]})
        os.rename(self.path("away"), self.path("in/r001.json"))
        for _ in range(2):
            self.assert_ended(self.run_it("batch", "--resume", "-o", "out", fonts=False), 0)
            self.assertEqual(self.reasons(), {})
            self.assertEqual(self.status()["published"], 3)

    def test_a_corrected_report_is_told_as_such_however_often_it_is_asked(self):
        self.write_reports(2)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 0)
        before = self.published()
        self.write("in/r000.json", report("7"))
        for _ in range(3):
            self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume"), 65)
            self.assertEqual(self.reasons(), {"r000.pdf": ["BATCH_STALE"]})
            self.assertEqual(self.published(), before)
        self.write("in/r000.json", report("1000", "第0局", "0.25"))
        self.check_goes_on(before)

    def test_a_file_of_somebody_else_is_told_as_such_however_often_it_is_asked(self):
        self.write_reports(2)
        self.write("out/r001.pdf", "mine")
        for more in ((), ("--resume",), ("--resume",)):
            self.assert_ended(self.run_it("batch", "in", "-o", "out", *more), 65)
            self.assertEqual(self.reasons(), {"r001.pdf": ["BATCH_FOREIGN"]})
        os.unlink(self.path("out/r001.pdf"))
        self.check_goes_on()

    def test_a_journal_may_be_cut_at_every_byte_of_its_last_record(self):
        self.write_reports(3)
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "-j", "1"), 0)
        expected, runs = self.published(), self.path("out/.banxin/runs")
        with open(os.path.join(runs, "0000001/1.journal"), "rb") as file:
            whole = file.read()
        last = whole[:-1].rindex(b"\n") + 1
        for cut in range(last, len(whole)):
            with open(os.path.join(runs, "0000001/1.journal"), "wb") as file:
                file.write(whole[:cut])
            self.assert_ended(self.run_it("batch", "--resume", "-o", "out", fonts=False), 0)
            self.assertEqual(self.published(), expected)
            self.assertEqual(self.status()["published"], 3)
            for run in sorted(os.listdir(runs))[1:]:
                shutil.rmtree(os.path.join(runs, run))


class Inputs(FaultCase):
    def test_an_input_written_over_while_it_is_read_is_told_or_is_set_as_it_was(self):
        self.write_reports(2)
        old = self.read("in/r001.json")
        text = old.replace("第1局", "第8局")
        machine, fates = Machine(), {0: 0, 74: 0}
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "-j", "1", **machine.environment()), 0)
        right = [self.published()["r001.pdf"]]
        self.write("in/r001.json", text)
        shutil.rmtree(self.path("out"))
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "-j", "1"), 0)
        right.append(self.published()["r001.pdf"])
        for number, name in enumerate(machine.calls()):
            if name not in ("read", "fstat") or number < len(machine.calls()) // 2:
                continue
            self.write("in/r001.json", old)
            shutil.rmtree(self.path("out"))
            ended = self.run_it("batch", "in", "-o", "out", "-j", "1", **machine.environment(number + 1, "change"),
                                FAULTY_FILE=self.path("in/r001.json"), FAULTY_TEXT=text)
            fates[ended.returncode] += 1
            if ended.returncode:
                self.assertEqual(self.reasons(), {"r001.pdf": ["FILE_READ"]})
                self.assertIn("it changed while being read", ended.stderr)
                self.check_goes_on()
            self.assertIn(self.published()["r001.pdf"], right)
        self.assertGreater(fates[74], 0)
        self.assertGreater(fates[0], 0)

    def test_inputs_removed_before_they_are_set_fail_alone_and_are_made_when_they_are_back(self):
        self.write_slow(40)
        expected = self.expected()
        process = self.start("batch", "in", "-o", "out", "-j", "2", program=Tools.hooked)
        self.until(self.some_published)
        gone = [f"slow{number:03}.json" for number in range(36, 40)]
        for name in gone:
            os.rename(self.path("in", name), self.path(name))
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 74)
        self.assertEqual(self.reasons(), {name[:-5] + ".pdf": ["FILE_MISSING"] for name in gone})
        for name in gone:
            os.rename(self.path(name), self.path("in", name))
        self.check_goes_on(expected)

    def test_inputs_changed_before_they_are_set_are_set_as_they_are_then(self):
        self.write_slow(40)
        process = self.start("batch", "in", "-o", "out", "-j", "2", program=Tools.hooked)
        self.until(self.some_published)
        for number in range(36, 40):
            self.write(f"in/slow{number:03}.json", report(number, "改后局"))
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)
        self.check_goes_on()


class Clock(FaultCase):
    def test_a_clock_that_jumps_by_days_harms_nothing(self):
        self.write_reports(4)
        self.write("in/slow.json", report("5"))
        expected, machine = self.expected(), Machine()
        words = ("batch", "in", "-o", "out", "-j", "2", "--time-limit", "20")
        self.assert_ended(self.run_it(*words, program=Tools.hooked, **machine.environment()), 0)
        count = len(machine.calls())
        for days in (-4000, -1, 1, 4000):
            for number in range(1, count, count // 6):
                shutil.rmtree(self.path("out"))
                self.assert_ended(self.run_it(*words, program=Tools.hooked, **machine.environment(number, f"jump:{days * DAYS}")), 0)
                self.assertEqual(self.published(), expected)
                self.assert_nothing_else()

    def test_limits_of_time_go_by_no_clock_that_jumps(self):
        self.write_reports(2)
        for name in ("loops", "slow"):
            self.write(f"in/{name}.json", report(name))
        machine, began = Machine(), time.monotonic()
        for days in (-1, 1):
            shutil.rmtree(self.path("out"), ignore_errors=True)
            ended = self.run_it("batch", "in", "-o", "out", "-j", "2", "--time-limit", "5", program=Tools.hooked,
                                **machine.environment(200, f"jump:{days * DAYS}"))
            self.assert_ended(ended, 65)
            self.assertEqual(self.reasons(), {"loops.pdf": ["BATCH_TIME"]})
        self.assertGreater(time.monotonic() - began, 10)


class Folder(FaultCase):
    def make_and(self, deed):
        """What a batch says of whose folder something is done meanwhile."""
        self.write_slow(60)
        process = self.start("batch", "in", "-o", "out", "-j", "2", program=Tools.hooked)
        self.until(self.some_published)
        deed()
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def test_a_folder_that_is_removed_stops_the_batch(self):
        def remove():
            os.rename(self.path("out"), self.path("old"))
            shutil.rmtree(self.path("old"))
        status, out, err = self.make_and(remove)
        self.assertEqual(status, 74, out + err)
        self.assertIn("not begun", out)
        self.assertNotIn(" 0 not begun", out)
        self.check_goes_on()

    def test_a_folder_in_whose_place_a_link_is_put_is_still_worked_in(self):
        os.mkdir(self.path("elsewhere"))

        def replace():
            os.rename(self.path("out"), self.path("old"))
            os.symlink("elsewhere", self.path("out"))
        self.make_and(replace)
        self.assertEqual(os.listdir(self.path("elsewhere")), [])
        os.unlink(self.path("out"))
        os.rename(self.path("old"), self.path("out"))
        self.check_goes_on()

    def test_two_batches_of_one_folder_at_once(self):
        """The same inputs, and others with names that clash: whoever comes second is refused, or goes on when the first has ended."""
        self.write_slow(30)
        expected = self.expected()
        self.write("others/slow001.json", report("7", "别局"))
        self.write("others/new.json", report("8", "别局"))
        other = None
        for folder in ("in", "others"):
            commands = [self.command("batch", words, "-o", "out", "-j", "1", "--resume", program=Tools.hooked) for words in ("in", folder)]
            both = [subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                     env=self.environment()) for command in commands]
            told = [process.communicate(timeout=100)[1] for process in both]
            for process, err in zip(both, told):
                self.assertIn(process.returncode, (0, 65, 74), err)
                self.assertTrue(process.returncode == 0 or "BATCH_BUSY" in err or "BATCH_STALE" in err, err)
            found = self.published()
            other = found.pop("new.pdf", other)
            self.assertEqual(set(found) - set(expected), set())
            os.path.exists(self.path("out/new.pdf")) and os.unlink(self.path("out/new.pdf"))
            if folder == "others" and found.get("slow001.pdf") != expected["slow001.pdf"]:
                os.unlink(self.path("out/slow001.pdf"))
            self.check_goes_on(expected)


class Told(FaultCase):
    """Where what is told goes nowhere."""

    def with_outputs(self, script, *more):
        return subprocess.run(["sh", "-c", script, "-", *self.command("batch", "in", "-o", "out", *more, program=Tools.hooked)], cwd=self.folder,
                              text=True, capture_output=True, check=False, env=self.environment(), timeout=100)

    def test_closed_outputs_and_inputs_take_no_file_s_place(self):
        self.write_reports(20)
        self.write("in/bad.json", "[]")
        expected = {f"r{n:03}.pdf": None for n in range(20)}
        for number, closed in enumerate((">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-")):
            self.assertEqual(self.with_outputs(f'exec "$@" {closed}', "--json").returncode, 65 if number == 1 else 74, closed)
            self.assertEqual(set(self.published()), set(expected))
            for run in os.listdir(self.path("out/.banxin/runs")):
                for name in os.listdir(self.path("out/.banxin/runs", run)):
                    if name.endswith(".journal"):
                        with open(self.path("out/.banxin/runs", run, name), encoding="utf-8") as file:
                            self.assertTrue(all('{"state":"' in line for line in file))
            self.assertEqual(self.status()["published"], 20)
            shutil.rmtree(self.path("out"))

    def test_full_outputs_are_told_by_the_status_and_cost_no_report(self):
        self.write_reports(20)
        for words in ((), ("--json",)):
            self.assertEqual(self.with_outputs('exec "$@" >/dev/full', *words).returncode, 74)
            self.check_goes_on()
            shutil.rmtree(self.path("out"))

    def test_a_reader_that_goes_away_costs_no_report(self):
        self.write_slow(30)
        for number in range(400):
            self.write(f"in/bad{number:03}.json", "[]")
        for stream in ("", "2>&1 >/dev/null"):
            self.with_outputs(f'"$@" --json {stream} | head -c 200 >/dev/null')
            self.until(lambda: not os.path.exists(self.path("out/.banxin/runs/0000001/drafts")))
            self.assertEqual(set(self.published()), {f"slow{n:03}.pdf" for n in range(30)})
            shutil.rmtree(self.path("out"))


class Ended(FaultCase):
    def test_a_second_signal_ends_it_at_once_and_it_can_be_gone_on_with(self):
        self.write_slow(100)
        for how in (signal.SIGINT, signal.SIGTERM):
            process = self.start("batch", "in", "-o", "out", "-j", "2", program=Tools.hooked)
            self.until(self.some_published)
            workers = children(process.pid)
            process.send_signal(how)
            interrupt(process, how)
            self.assertEqual(process.returncode, 75)
            self.assertFalse([pid for pid in workers if os.path.exists(f"/proc/{pid}")])
            self.assert_nothing_else()
            shutil.copytree(self.path("out"), self.path(f"out{how}"))
            self.check_goes_on()
            shutil.rmtree(self.path("out"))

    def test_all_of_it_killed_at_once(self):
        self.write_slow(60)
        for least in (1, 20, 40):
            process = self.start("batch", "in", "-o", "out", "-j", "3", "--resume", program=Tools.hooked)
            self.until(lambda least=least: self.some_published(least=least))
            for pid in [*children(process.pid), process.pid]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.communicate()
            self.assertEqual(process.returncode, -signal.SIGKILL)
        self.check_goes_on()

    def test_it_is_told_to_end_before_it_has_begun(self):
        self.write_reports(300)
        for moment in (0.0, 0.02, 0.05, 0.1, 0.2):
            process = self.start("batch", "in", "-o", "out", "--resume", "--name", "{{organ.code}}")
            time.sleep(moment)
            out, err = interrupt(process)
            self.assertIn(process.returncode, (0, 75, -signal.SIGINT), out + err)
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume", "--name", "{{organ.code}}"), 0)
        self.assertEqual(set(self.published()), {f"1{n:03}.pdf" for n in range(300)})
        self.assert_nothing_else()


if __name__ == "__main__":
    Tools.program, Tools.hooked, Tools.faulty, Tools.source = map(os.path.realpath, sys.argv[1:5])
    Tools.sanitized = bool(int(os.environ.get("BANXIN_SANITIZED", "0")))
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]], verbosity=1)
