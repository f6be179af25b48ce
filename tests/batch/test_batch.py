"""test_batch.py PROGRAM HOOKED SOURCE-DIR [TEST...]: batches as a user meets them: names, inputs, resuming, and all that goes wrong."""
import base64
import glob
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from support import BatchCase, Tools, interrupt, report


def mounting():
    """A command before one that may mount: root's, who in a chroot cannot set propagation for its / is no mount point, or anybody's."""
    with tempfile.TemporaryDirectory() as folder:
        for how in (("unshare", "--mount"), ("unshare", "--mount", "--propagation", "unchanged"), ("unshare", "--mount", "--map-root-user")):
            tried = subprocess.run([*how, "sh", "-c", f"mount -t tmpfs none {folder} && umount {folder}"], capture_output=True, check=False)
            if tried.returncode == 0:
                return list(how)
    return None


class Making(BatchCase):
    def test_a_batch_makes_what_render_makes_with_any_number_of_processes(self):
        self.write_reports(12)
        expected = self.expected()
        for workers in ("1", "2", "5"):
            self.assert_ended(self.run_it("batch", "in", "-o", f"out{workers}", "-j", workers), 0)
            self.assertEqual(self.published(f"out{workers}"), expected)
            self.assert_nothing_else(f"out{workers}")

    def test_faces_made_ready_for_many_reports_are_cut_to_the_same_bytes(self):
        self.write_reports(200)  # from so many on it is worth while (src/app/batch_run.c)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 0)
        self.assertEqual(self.published(), self.expected())

    def test_each_report_is_told_of_a_missing_face_whichever_process_makes_it(self):
        with open(os.path.join(Tools.source, "tests/golden/fonts.json"), encoding="utf-8") as file:
            fonts = json.load(file)
        fonts["folders"] = [os.path.join(Tools.source, "fonts"), "/usr/share/fonts/truetype/liberation"]
        fonts["roles"]["song"]["han"] = [["no-such-face.otf"], "FandolSong-Regular.otf"]
        self.write("fonts.json", fonts)
        self.write_reports(7)
        for workers in ("1", "3"):
            ended = self.run_it("batch", "in", "-o", f"out{workers}", "-j", workers, "--fonts", "fonts.json", fonts=False)
            self.assert_ended(ended, 1)
            self.assertEqual(ended.stderr.count("warning[FONT_SUBSTITUTE]"), 7)
            self.assertEqual([row["warnings"] for row in self.status(f"out{workers}")["reports"]], [1] * 7)
        self.assertEqual(self.published("out1"), self.published("out3"))

    def test_one_bad_report_is_told_and_the_others_are_made(self):
        names = self.write_reports(6)
        self.write("in/r003.json", "{")
        ended = self.run_it("batch", "in", "-o", "out")
        self.assert_ended(ended, 65)
        self.assertIn("in/r003.json:1:", ended.stderr)
        self.assertEqual(set(self.published()), set(names) - {"r003.pdf"})
        self.assertIn("5 published, 0 published before, 1 failed, 0 not begun", ended.stdout)
        self.assertEqual(list(self.reasons()), ["r003.pdf"])

    def test_faults_are_told_later_in_the_language_of_who_asks(self):
        self.write_reports(2)
        wrong = report("1")
        wrong["tables"]["income"][0]["amount"] = "x1"
        self.write("in/r001.json", wrong)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 65)
        told = self.run_it("batch", "status", "out", LANG="zh_CN.UTF-8")
        self.assert_ended(told, 1)
        self.assertIn("不是金额", told.stdout)
        self.assertIn("in/r001.json:1:", told.stdout)
        self.assertIn("共 2 份：已写出 1，失败 1，缺少 0", told.stdout)

    def test_findings_of_a_check_are_counted(self):
        self.write("in/a.json", report("1"))
        wrong = report("2")
        wrong["tables"]["income"][2]["amount"] = "99.00"
        self.write("in/b.json", wrong)
        ended = self.run_it("batch", "in", "-o", "out", "--check")
        self.assert_ended(ended, 1)
        self.assertIn("table-total", ended.stderr)
        rows = {row["name"]: row for row in self.status()["reports"]}
        self.assertEqual(rows["a.pdf"]["findings"], {"errors": 0, "warnings": 0, "notes": 0})
        self.assertEqual(rows["b.pdf"]["findings"]["errors"], 1)

    def test_events_tell_programs_everything_once(self):
        names = self.write_reports(5)
        self.write("in/bad.json", "[]")
        ended = self.run_it("batch", "in", "-o", "out", "--json")
        self.assert_ended(ended, 65)
        events = [json.loads(line) for line in ended.stdout.splitlines()]
        self.assertEqual([events[0]["event"], events[-1]["event"]], ["begin", "end"])
        reports = [event for event in events if event["event"] == "report"]
        self.assertEqual(sorted(event["name"] for event in reports), sorted([*names, "bad.pdf"]))
        self.assertEqual([event["name"] for event in reports if event["state"] == "failed"], ["bad.pdf"])
        self.assertEqual((events[-1]["published"], events[-1]["failed"], events[-1]["status"]), (5, 1, 65))
        try:
            from jsonschema import Draft202012Validator
        except ImportError:
            self.fail("python3-jsonschema is not installed")
        for schema, values in (("batch-event", events), ("batch-summary", [self.status()])):
            with open(os.path.join(Tools.source, f"layouts/{schema}.schema.json"), encoding="utf-8") as file:
                validator = Draft202012Validator(json.load(file))
            for value in values:
                validator.validate(value)

    def test_summaries_stand_beside_the_reports(self):
        self.write_reports(3)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 0)
        with open(self.path("out/summary.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file), self.status())
        with open(self.path("out/summary.csv"), encoding="utf-8-sig", newline="") as file:
            lines = file.read().split("\r\n")
        self.assertEqual(len(lines), 5)
        self.assertTrue(lines[1].startswith('"r000.pdf","in/r000.json",published,'))

    def rows(self):
        """What the overview shows, as it lies in the page."""
        with open(self.path("out/index.html"), encoding="utf-8") as file:
            page = file.read()
        return json.loads(page.split('id="rows">')[1].split("</script>")[0])[:-1]

    def test_the_overview_shows_every_report_with_its_cover(self):
        self.write_reports(3)
        self.write("in/bad.json", "[]")
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--check"), 65)
        self.write("out/other.txt", "")
        self.run_it("batch", "collect", "out")
        rows = {row[1]: row for row in self.rows()}
        self.assertEqual(sorted(rows), ["bad.pdf", "other.txt", "r000.pdf", "r001.pdf", "r002.pdf"])
        self.assertEqual([rows[name][0] for name in ("r000.pdf", "bad.pdf", "other.txt")], [0, 1, 3])
        done, failed = rows["r001.pdf"], rows["bad.pdf"]
        self.assertEqual((done[2], done[4], done[7]), ("./r001.pdf", 2020, os.path.getsize(self.path("out/r001.pdf"))))
        self.assertTrue(done[3] and done[5] and done[6] > 0 and done[8] >= 0)
        self.assertTrue(base64.b64decode(done[12]).startswith(b"\x89PNG"))
        self.assertEqual((failed[2], failed[6], failed[12]), ("", -1, ""))
        self.assertTrue(failed[11])

    def test_what_an_earlier_run_made_keeps_its_cover(self):
        self.write_reports(2)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 0)
        os.remove(self.path("out/r001.pdf"))
        self.assert_ended(self.run_it("batch", "--resume", "-o", "out"), 0)
        self.assertTrue(all(row[12] for row in self.rows()))

    def test_a_process_that_crashes_takes_no_cover_of_what_it_has_published_along(self):
        self.write_reports(20, prefix="a")
        self.write("in/crashes.json", report("1"))
        self.run_it("batch", "in", "-o", "out", "-j", "1", program=Tools.hooked)
        self.assertEqual([bool(row[12]) for row in self.rows()], [True] * 20 + [False])

    def test_no_name_of_an_organ_becomes_markup(self):
        names = ["</script><script>alert(1)</script>", "<!--<script>", "\u202efdp.exe", '"],[0,"', "a\\", "&lt;", "局" * 300]
        for number, name in enumerate(names):
            self.write(f"in/{number}.json", report(number, name))
        self.run_it("batch", "in", "-o", "out")
        page = self.read("out/index.html")
        self.assertEqual((page.count("<script"), page.count("</script>")), (2, 2))
        self.assertNotIn("\u202e", page)
        rows = self.rows()
        self.assertEqual([rows[number][3] for number in (0, 1, 3, 4, 5)], [names[number] for number in (0, 1, 3, 4, 5)])

    def test_the_overview_depends_on_neither_processes_nor_order(self):
        self.write_reports(24)
        self.write("in/r005.json", "[]")
        pages = set()
        for workers in ("1", "2", "5"):
            self.assert_ended(self.run_it("batch", "in", "-o", "out", "-j", workers), 65)
            pages.add(self.read("out/index.html"))
            shutil.rmtree(self.path("out"))
        self.assert_ended(self.run_it("batch", "plan", "in", "-o", "out", "--shards", "3"), 0)
        for shard in ("2", "0", "1"):
            self.run_it("batch", "run", "out", "--shard", shard)
        self.assert_ended(self.run_it("batch", "collect", "out"), 1)
        pages.add(self.read("out/index.html"))
        self.assertEqual(len(pages), 1)

    def test_looks_that_are_damaged_cost_a_cover_and_no_more(self):
        self.write_reports(2)
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "-j", "1"), 0)
        before = self.rows()
        (looks,) = glob.glob(self.path("out/.banxin/runs/*/*.looks"))
        with open(looks, "r+b") as file:
            file.seek(100)
            file.write(b"#")
        self.assert_ended(self.run_it("batch", "collect", "out"), 0)
        self.assertEqual([bool(row[12]) for row in self.rows()].count(False), 1)
        self.assertEqual([row[:3] for row in self.rows()], [row[:3] for row in before])


class Names(BatchCase):
    TEMPLATE = "{{year}}-{{organ.code}}-{{organ.name}}.pdf"

    def make(self, *reports, template=TEMPLATE):
        for number, content in enumerate(reports):
            self.write(f"in/{number}.json", content)
        return self.run_it("batch", "in", "-o", "out", "--name", template)

    def test_names_come_from_the_data(self):
        self.assert_ended(self.make(report("101", "某县水利局"), report("102", "某县统计局")), 0)
        self.assertEqual(set(self.published()), {"2020-101-某县水利局.pdf", "2020-102-某县统计局.pdf"})

    def test_no_name_leads_out_of_the_folder_or_means_something(self):
        names = ["../../up", "/abs", "CON", "con.x", "..", ".", "a" * 300, "局" * 200, "nul ", ".hidden", "a:b*c?", "LPT1", "e.pdf"]
        self.assert_ended(self.make(*[report(number, name) for number, name in enumerate(names)], template="{{organ.name}}{{organ.code}}"), 0)
        made = self.published()
        self.assertEqual(len(made), len(names))
        for name in made:
            self.assertNotRegex(name, r"[/\\:*?\"<>|\x00-\x1f\u202e]")
            self.assertLessEqual(len(name.encode()), 200)
            self.assertFalse(name.startswith("."))
        self.assertEqual(sorted(os.listdir(self.folder)), ["in", "layouts", "out"])
        self.assert_nothing_else()

    def test_devices_of_windows_and_empty_names_become_others(self):
        self.assert_ended(self.make(*[report(1, name) for name in ("CON", "aux.b", "...", "Com7")], template="{{organ.name}}"), 0)
        self.assertEqual(set(self.published()), {"_CON.pdf", "_aux.b.pdf", "_.pdf", "_Com7.pdf"})

    def test_a_clash_is_refused_before_work_starts_with_both_named(self):
        ended = self.make(report("101", "甲"), report("102", "乙"), report("101", "甲"))
        self.assert_ended(ended, 65)
        self.assertIn("error[BATCH_CLASH]: in/0.json and in/2.json would both be published as 2020-101-甲.pdf", ended.stderr)
        self.assertFalse(os.path.exists(self.path("out")))

    def test_names_that_differ_only_in_what_is_made_safe_clash(self):
        ended = self.make(report(1, "a/b"), report(1, "a:b"), template="{{organ.name}}")
        self.assertIn("error[BATCH_CLASH]", ended.stderr)

    def test_a_report_that_lacks_what_names_it_fails_alone(self):
        nameless = report("9")
        del nameless["organ"]["code"]
        self.assert_ended(self.make(report("1", "甲"), nameless, report("2", "乙")), 65)
        self.assertEqual(set(self.published()), {"2020-1-甲.pdf", "2020-2-乙.pdf"})
        self.assertEqual(self.reasons(), {"1.pdf": ["BATCH_NO_NAME"]})

    def test_a_template_that_is_none_is_refused(self):
        for template in ("{{year", "{{}}", "a/{{year}}", "{{a..b}}", "{{year | x}}"):
            ended = self.make(report("1"), template=template)
            self.assert_ended(ended, 65)
            self.assertIn("error[BATCH_TEMPLATE]", ended.stderr)
            self.assertFalse(os.path.exists(self.path("out")))


class Inputs(BatchCase):
    def names(self, *words, text=None):
        ended = self.run_it("batch", *words, "-o", "out", text=text)
        self.assert_ended(ended, 0)
        return set(self.published())

    def test_files_folders_and_patterns_are_each_taken_once(self):
        names = self.write_reports(4)
        self.write("in/deep/er.json", report("7"))
        self.write("in/not.txt", "no report")
        os.symlink("r000.json", self.path("in/link.json"))
        self.assertEqual(self.names("in/r001.json", "in", "in/r00[0-2].json"), {*names, "er.pdf"} - {"r000.pdf"} | {"link.pdf"})

    def test_a_manifest_says_input_name_form_and_conformance(self):
        self.write_reports(3)
        self.write("other/form.json", self.read("layouts/form.json").replace("80mm", "90mm"))
        self.write("in/list.jsonl", "\n".join(['{"input": "r000.json"}', "r001.json", "",
                                                 '{"input": "r002.json", "name": "{{organ.code}}-small.pdf", "conformance": "none"}',
                                                 '{"input": "r000.json", "name": "again.pdf", "form": "../other/form.json"}']))
        self.assertEqual(self.names("in/list.jsonl"), {"r000.pdf", "r001.pdf", "1002-small.pdf", "again.pdf"})
        self.assertLess(os.path.getsize(self.path("out/1002-small.pdf")), os.path.getsize(self.path("out/r000.pdf")))
        self.assertNotEqual(self.published()["again.pdf"], self.published()["r000.pdf"])

    def test_a_manifest_comes_on_standard_input(self):
        self.write_reports(3)
        self.assertEqual(self.names("-", text='in/r000.json\n{"input": "in/r002.json"}\n'), {"r000.pdf", "r002.pdf"})

    def test_all_faults_of_a_manifest_come_out_in_one_run(self):
        self.write("list.jsonl", '{"input": 3}\n{"name": "x"}\n{"input": "a", "conformance": "4f"}\n{"input": "a", "nmae": "b"}\n{\n')
        ended = self.run_it("batch", "list.jsonl", "-o", "out")
        self.assert_ended(ended, 65)
        self.assertEqual(ended.stderr.count("error[BATCH_LINE]"), 5)
        for line in range(1, 6):
            self.assertIn(f"list.jsonl:{line}: error", ended.stderr)
        self.assertFalse(os.path.exists(self.path("out")))

    def test_what_stands_for_nothing_is_told(self):
        os.mkdir(self.path("empty"))
        ended = self.run_it("batch", "empty", "*.json", "-o", "out")
        self.assert_ended(ended, 65)
        self.assertEqual(ended.stderr.count("error[BATCH_EMPTY]"), 2)

    def test_a_report_that_is_not_there_fails_alone(self):
        self.write_reports(2)
        self.assert_ended(self.run_it("batch", "in", "nowhere.json", "-o", "out"), 74)
        self.assertEqual(self.reasons(), {"nowhere.pdf": ["FILE_MISSING"]})
        self.assertEqual(len(self.published()), 2)


class GoingOn(BatchCase):
    def test_a_batch_is_not_begun_twice_but_gone_on_with(self):
        self.write_reports(3)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 0)
        ended = self.run_it("batch", "in", "-o", "out")
        self.assert_ended(ended, 65)
        self.assertIn("error[BATCH_BEGUN]", ended.stderr)
        before = os.stat(self.path("out/r001.pdf"))
        ended = self.run_it("batch", "in", "-o", "out", "--resume")
        self.assert_ended(ended, 0)
        self.assertIn("0 published, 3 published before", ended.stdout)
        self.assertEqual(os.stat(self.path("out/r001.pdf")).st_mtime_ns, before.st_mtime_ns)

    def test_without_inputs_what_was_planned_is_gone_on_with(self):
        self.write_reports(3)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 0)
        os.unlink(self.path("out/r002.pdf"))
        self.assertEqual(self.status()["missing"], 1)
        self.assert_ended(self.run_it("batch", "--resume", "-o", "out", fonts=False), 0)
        self.assertEqual(self.status()["published"], 3)

    def test_a_mended_report_is_made(self):
        self.write_reports(3)
        self.write("in/r001.json", "{}")
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 65)
        self.write("in/r001.json", report("7"))
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume"), 0)
        self.assertEqual(self.published(), self.expected())

    def test_nothing_published_is_replaced(self):
        self.write_reports(3)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 0)
        before = self.published()
        self.write("in/r000.json", report("7"))
        with open(self.path("out/r001.pdf"), "ab") as file:
            file.write(b"x")
        altered = self.published()
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume"), 70)
        self.assertEqual(self.published(), altered)
        self.assertEqual(self.reasons(), {"r000.pdf": ["BATCH_STALE"], "r001.pdf": ["BATCH_OTHER_BYTES"]})
        os.unlink(self.path("out/r000.pdf"))
        os.unlink(self.path("out/r001.pdf"))
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume"), 0)
        self.assertEqual(self.published(), self.expected())
        self.assertEqual(self.published()["r001.pdf"], before["r001.pdf"])

    def test_a_byte_changed_on_the_disk_is_found_by_collect(self):
        self.write_reports(3)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 0)
        with open(self.path("out/r001.pdf"), "r+b") as file:
            file.seek(100)
            file.write(b"\0")
        self.assert_ended(self.run_it("batch", "status", "out"), 0)
        ended = self.run_it("batch", "collect", "out")
        self.assert_ended(ended, 1)
        self.assertIn("BATCH_OTHER_BYTES", ended.stdout)

    def test_a_file_of_somebody_else_is_left_alone_and_told(self):
        self.write_reports(3)
        self.write("out/r001.pdf", "mine")
        self.write("out/notes.txt", "mine")
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 65)
        self.assertEqual(self.reasons(), {"r001.pdf": ["BATCH_FOREIGN"]})
        self.assertEqual(self.read("out/r001.pdf"), "mine")
        self.assertEqual(self.status()["foreign"], ["notes.txt", "r001.pdf"])

    def test_other_options_make_another_report(self):
        self.write_reports(2)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 0)
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume", "--conformance", "none"), 65)
        self.assertEqual(set(map(tuple, self.reasons().values())), {("BATCH_STALE",)})

    def test_a_check_afterwards_is_recorded_of_the_same_bytes(self):
        self.write_reports(2)
        self.assert_ended(self.run_it("batch", "in", "-o", "out"), 0)
        before = self.published()
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume", "--check"), 0)
        self.assertEqual(self.published(), before)
        self.assertEqual([row["findings"]["errors"] for row in self.status()["reports"]], [0, 0])

    def test_a_journal_cut_or_damaged_anywhere_costs_work_and_nothing_else(self):
        self.write_reports(5)
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "-j", "1"), 0)
        before = self.published()
        journal = self.path("out/.banxin/runs/0000001/1.journal")
        with open(journal, "rb") as file:
            whole = file.read()
        for cut in (1, 9, 60, len(whole) // 2, len(whole) - 1):
            for damage in (whole[:cut], whole[:cut] + bytes([whole[cut] ^ 1]) + whole[cut + 1:]):
                with open(journal, "wb") as file:
                    file.write(damage)
                self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume"), 0)
                self.assertEqual(self.published(), before)
                self.assertEqual(self.status()["published"], 5)
                for run in os.listdir(self.path("out/.banxin/runs")):
                    if run != "0000001":
                        for name in os.listdir(self.path("out/.banxin/runs", run)):
                            os.unlink(self.path("out/.banxin/runs", run, name))

    def test_two_runs_in_one_folder_do_not_meet(self):
        for number in range(200):
            self.write(f"in/slow{number:03}.json", report(number))
        first = self.start("batch", "in", "-o", "out", "-j", "1", program=Tools.hooked)
        while not os.path.exists(self.path("out/.banxin/runs/0000001")):
            time.sleep(0.01)
        second = self.run_it("batch", "in", "-o", "out", "--resume")
        self.assert_ended(second, 74)
        self.assertIn("error[BATCH_BUSY]", second.stderr)
        interrupt(first)
        self.assertEqual(first.returncode, 75)
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume"), 0)
        self.assertEqual(self.published(), self.expected())


class GoingWrong(BatchCase):
    def make(self, *names, limits=(), status, **reports):
        self.write_reports(6)
        for name in names:
            self.write(f"in/{name}.json", report(name))
        ended = self.run_it("batch", "in", "-o", "out", "-j", "2", *limits, program=Tools.hooked)
        self.assert_ended(ended, status)
        self.assertEqual(set(self.published()) & {f"r{n:03}.pdf" for n in range(6)}, {f"r{n:03}.pdf" for n in range(6)})
        self.assert_nothing_else()
        return ended

    def test_a_report_that_loops_is_ended_after_its_time(self):
        began = time.monotonic()
        ended = self.make("loops", "loops-too", limits=("--time-limit", "1"), status=65)
        self.assertLess(time.monotonic() - began, 60)
        self.assertIn("in/loops.json: error[BATCH_TIME]: it took longer than 1 seconds", ended.stderr)
        self.assertEqual(self.reasons(), {"loops.pdf": ["BATCH_TIME"], "loops-too.pdf": ["BATCH_TIME"]})

    def test_a_report_that_eats_memory_finds_an_end(self):
        if Tools.sanitized:
            self.skipTest("the address sanitizer reserves more than any limit")
        ended = self.make("eats", limits=("--memory-limit", "200"), status=65)
        self.assertIn("error[BATCH_MEMORY]: it needs more than 200 MiB of memory", ended.stderr)
        self.assertEqual(self.reasons(), {"eats.pdf": ["BATCH_MEMORY"]})

    def test_a_report_that_crashes_is_recorded_with_its_input(self):
        ended = self.make("crashes", "leaves", status=70)
        self.assertIn(f"in/crashes.json: error[BATCH_CRASH]: the process that was to make it was ended by signal {int(signal.SIGSEGV)}",
                      ended.stderr)
        self.assertIn("in/leaves.json: error[BATCH_EXITED]: the process that was to make it ended with status 3", ended.stderr)
        self.assertEqual(self.reasons(), {"crashes.pdf": ["BATCH_CRASH"], "leaves.pdf": ["BATCH_EXITED"]})

    def test_many_that_crash_do_not_end_the_batch(self):
        self.make(*[f"crashes{n}" for n in range(30)], status=70)
        self.assertEqual(len(self.reasons()), 30)

    def test_what_somebody_has_killed_is_tried_once_more(self):
        self.make("once", "killed", status=70)
        self.assertIn("once.pdf", self.published())
        self.assertEqual(self.reasons(), {"killed.pdf": ["BATCH_CRASH"]})

    def test_a_pdf_that_is_too_large_is_not_published(self):
        rows = [{"name": f"收入{n}", "amount": "1.00"} for n in range(40000)]
        self.write("in/large.json", {**report("1"), "tables": {"income": [*rows, {"kind": "合计", "name": "合计", "amount": "40000.00"}]}})
        self.make(limits=("--size-limit", "1"), status=65)
        self.assertEqual(self.reasons(), {"large.pdf": ["BATCH_SIZE"]})

    def test_inputs_that_vanish_or_change_while_it_runs(self):
        for name in ("vanishes", "changes"):
            self.write(f"in/{name}.json", report(name))
        self.write_reports(4)
        ended = self.run_it("batch", "in", "-o", "out", "--name", "{{organ.code}}.pdf", program=Tools.hooked)
        self.assert_ended(ended, 74)
        self.assertEqual(self.reasons(), {"vanishes.pdf": ["FILE_MISSING"], "changes.pdf": ["BATCH_CHANGED"]})
        self.assertEqual(len(self.published()), 4)
        self.write("in/vanishes.json", report("vanishes"))
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--name", "{{organ.code}}.pdf", "--resume"), 0)
        self.assertEqual(len(self.published()), 6)

    def test_a_file_system_that_takes_no_large_file_is_told(self):
        self.write_reports(3)
        limited = subprocess.run(["sh", "-c", 'ulimit -f 8; exec "$@"', "-", *self.command("batch", "in", "-o", "out")], cwd=self.folder,
                                 text=True, capture_output=True, check=False, env=self.environment())
        self.assert_ended(limited, 74)
        self.assertEqual(limited.stderr.count("error[FILE_WRITE]"), 3)
        self.assertEqual(self.published(), {})
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume"), 0)
        self.assertEqual(self.published(), self.expected())

    def test_a_disk_that_is_full_stops_the_batch_and_it_goes_on_when_there_is_room(self):
        self.write_reports(60)
        os.mkdir(self.path("disk"))
        apart = mounting()
        if not apart:
            self.skipTest("NO DISK WAS FULL: nothing can be mounted here; faults.py has writes that find no room")
        script = ('mount -t tmpfs -o size=512k none disk && trap "umount disk" EXIT && { "$@"; status=$?; ls disk/out | grep -c pdf; '
                  'mount -o remount,size=64m disk && "$@" --resume >second 2>&1; echo $? >status; cp disk/out/*.pdf copied; exit $status; }')
        os.mkdir(self.path("copied"))
        ended = subprocess.run([*apart, "sh", "-c", script, "-", *self.command("batch", "in", "-o", "disk/out", "-j", "2")], cwd=self.folder,
                               text=True, capture_output=True, check=False, env=self.environment())
        self.assert_ended(ended, 74)
        self.assertIn("no space left", ended.stderr)
        self.assertLess(int(ended.stdout.splitlines()[-1]), 60)
        self.assertEqual(self.read("status").strip(), "0", self.read("second"))
        self.assertEqual(self.published("copied"), self.expected())

    def test_it_is_stopped_after_what_is_begun_and_can_be_gone_on_with(self):
        for number in range(100):
            self.write(f"in/slow{number:03}.json", report(number))
        for how in (signal.SIGINT, signal.SIGTERM):
            process = self.start("batch", "in", "-o", f"out{how}", "-j", "2", program=Tools.hooked)
            while not (os.path.isdir(self.path(f"out{how}")) and self.published(f"out{how}")):
                time.sleep(0.02)
            out, err = interrupt(process, how)
            self.assertEqual(process.returncode, 75, out + err)
            done = len(self.published(f"out{how}"))
            self.assertIn(f"{done} published, 0 published before, 0 failed, {100 - done} not begun", out)
            self.assertGreater(done, 0)
            self.assertLess(done, 100)
            self.assertEqual(self.status(f"out{how}")["published"], done)
            self.assert_nothing_else(f"out{how}")
        self.assert_ended(self.run_it("batch", "in", "-o", "out2", "--resume"), 0)
        self.assertEqual(self.published("out2"), self.expected())

    def test_no_folder_to_work_in(self):
        self.write_reports(1)
        self.write("file", "")
        self.assert_ended(self.run_it("batch", "in", "-o", "file"), 65)
        self.assert_ended(self.run_it("batch", "in", "-o", "no/where"), 74)
        self.assert_ended(self.run_it("batch", "status", "in"), 74)
        self.assert_ended(self.run_it("batch", "run", "nowhere", "--shard", "0"), 74)


class Shards(BatchCase):
    def test_shards_make_together_what_one_run_makes(self):
        self.write_reports(11)
        ended = self.run_it("batch", "plan", "in", "-o", "out", "--shards", "3")
        self.assert_ended(ended, 0)
        self.assertIn("11 reports planned, in 3 shards", ended.stdout)
        self.assertEqual(self.run_it("batch", "status", "out", "--missing-shards").stdout, "0-2\n")
        self.assert_ended(self.run_it("batch", "run", "out", "--shard", "1"), 0)
        self.assertEqual(self.run_it("batch", "status", "out", "--missing-shards").stdout, "0,2\n")
        self.assertEqual(set(self.published()), {f"r{n:03}.pdf" for n in (1, 4, 7, 10)})
        self.assert_ended(self.run_it("batch", "run", "out", SLURM_ARRAY_TASK_ID="0"), 0)
        self.assert_ended(self.run_it("batch", "run", "out", JOB_COMPLETION_INDEX="2"), 0)
        self.assertEqual(self.run_it("batch", "status", "out", "--missing-shards").stdout, "\n")
        self.assert_ended(self.run_it("batch", "collect", "out"), 0)
        self.assertEqual(self.published(), self.expected())
        self.assert_nothing_else()

    def test_shards_run_side_by_side_and_from_another_folder(self):
        self.write_reports(20)
        self.assert_ended(self.run_it("batch", "plan", "in", "-o", "out", "--shards", "4", "--name", "{{organ.code}}"), 0)
        os.mkdir(self.path("elsewhere"))
        runs = [subprocess.Popen([Tools.program, "batch", "run", "../out", "--shard", str(shard), "-j", "1"], cwd=self.path("elsewhere"),
                                 env=self.environment(), stdout=subprocess.DEVNULL) for shard in range(4)]
        self.assertEqual([run.wait() for run in runs], [0, 0, 0, 0])
        self.assertEqual(set(self.published()), {f"1{n:03}.pdf" for n in range(20)})
        self.assertEqual(set(self.published().values()), set(self.expected().values()))

    def test_a_shard_that_is_none_is_refused(self):
        self.write_reports(2)
        self.assert_ended(self.run_it("batch", "plan", "in", "-o", "out", "--shards", "2"), 0)
        for words in (("--shard", "2"), ("--shard", "x")):
            self.assert_ended(self.run_it("batch", "run", "out", *words), 2)
        self.assert_ended(self.run_it("batch", "run", "out", SLURM_ARRAY_TASK_ID="two"), 65)

    def test_a_plan_that_somebody_has_changed_leads_nowhere(self):
        self.write_reports(2)
        self.assert_ended(self.run_it("batch", "plan", "in", "-o", "out"), 0)
        with open(self.path("out/.banxin/plan.jsonl"), encoding="utf-8") as file:
            plan = file.read()
        for old, new in (("r000.pdf", "../r000.pdf"), ("r000.pdf", ".banxin"), ('"shard":0', '"shard":7'), ('"plan":1', '"plan":2'),
                         (plan[-20:], "")):
            self.write("out/.banxin/plan.jsonl", plan.replace(old, new))
            ended = self.run_it("batch", "run", "out")
            self.assert_ended(ended, 65)
            self.assertIn("error[BATCH_LINE]", ended.stderr)
        self.assertEqual(self.published(), {})


if __name__ == "__main__":
    Tools.program, Tools.hooked, Tools.source = map(os.path.realpath, sys.argv[1:4])
    Tools.sanitized = bool(int(os.environ.get("BANXIN_SANITIZED", "0")))
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]], verbosity=1)
