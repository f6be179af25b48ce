"""archive.py PROGRAM SOURCE-DIR: what the archive's commands do for a clerk."""
import contextlib
import csv
import hashlib
import io
import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import unicodedata
import unittest

from jsonschema import Draft202012Validator

import bag
import small_pdf
from common import DATA, GOOD, IO, OTHER, USAGE, Case, environment, main, program, source


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def schema(name):
    with open(os.path.join(source, "layouts", name), encoding="utf-8") as file:
        return Draft202012Validator(json.load(file))


class Init(Case):
    def test_an_archive_says_how_it_is_read(self):
        with open(self.path("README"), encoding="utf-8") as file:
            text = file.read()
        self.assertIn("登记簿", text)
        self.assertIn("No program of its own", text)
        with open(self.path("FORMAT"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "banxin-archive 1\n")

    def test_nothing_is_overwritten(self):
        for name, status in (("A", IO), ("file", IO), ("no/such/place", IO)):
            with open(os.path.join(self.folder, "file"), "w", encoding="utf-8") as file:
                file.write("old")
            self.run_archive("init", archive=os.path.join(self.folder, name), status=status)
            self.assertIn("FILE_WRITE", self.error)
        with open(os.path.join(self.folder, "file"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "old")
        self.assertEqual(sorted(os.listdir(self.folder)), ["A", "file"])

    def test_an_empty_folder_becomes_one(self):
        os.mkdir(os.path.join(self.folder, "B"))
        self.run_archive("init", archive=os.path.join(self.folder, "B") + "/", name="云泽市档案馆")
        with open(os.path.join(self.folder, "B", "chain.jsonl"), encoding="utf-8") as file:
            self.assertEqual(json.loads(file.read())["title"], "云泽市档案馆")

    def test_the_same_moment_makes_the_same_bytes(self):
        other = os.path.join(self.folder, "B")
        self.run_archive("init", archive=other)
        for name in ("chain.jsonl", "catalogue.sqlite", "README", "FORMAT"):
            with open(self.path(name), "rb") as one, open(os.path.join(other, name), "rb") as two:
                self.assertEqual(one.read(), two.read(), name)

    def test_what_is_no_archive_is_told(self):
        os.mkdir(os.path.join(self.folder, "empty"))
        for name in ("empty", "nothing", "A/README"):
            for command in ("find", "verify"):
                self.run_archive(command, archive=os.path.join(self.folder, name), status=DATA)
                self.assertIn("ARCHIVE_NONE", self.error)
        with open(self.path("FORMAT"), "w", encoding="utf-8") as file:
            file.write("banxin-archive 2\n")
        self.run_archive("verify", status=DATA)
        self.assertIn("another version", self.error)


class Add(Case):
    def test_what_is_added_is_told_with_the_head(self):
        said = self.add(self.pdf("a.pdf"), self.pdf("b.pdf", organ="云泽市教育局")).splitlines()
        self.assertEqual([line.split(":")[0] for line in said[:2]], ["added as 1", "added as 2"])
        self.assertEqual(said[2], f"head 2 {self.head()}")

    def test_an_object_is_the_file_by_its_name(self):
        path = self.pdf("a.pdf")
        self.add(path)
        [entry] = self.find()
        with open(path, "rb") as one, open(self.object_path(entry), "rb") as two:
            data = one.read()
            self.assertEqual(data, two.read())
        self.assertEqual(entry["sha256"], hashlib.sha256(data).hexdigest())
        self.assertEqual(entry["sm3"], hashlib.new("sm3", data).hexdigest())
        self.assertEqual(entry["size"], len(data))
        self.assertFalse(os.stat(self.object_path(entry)).st_mode & 0o222)

    def test_the_chain_is_checked_without_this_program(self):
        self.add_some(4)
        previous = "0" * 64
        with open(self.path("chain.jsonl"), "rb") as file:
            lines = file.read().split(b"\n")
        self.assertEqual(lines.pop(), b"")
        for number, line in enumerate(lines):
            entry = json.loads(line)
            self.assertEqual((entry["sequence"], entry["previous"]), (number, previous))
            canonical = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
            self.assertEqual(line, canonical)  # RFC 8785
            previous = hashlib.sha256(line).hexdigest()

    def test_the_same_bytes_are_added_once(self):
        path = self.pdf("a.pdf")
        copy = os.path.join(self.folder, "copy.pdf")
        shutil.copy(path, copy)
        said = self.add(path, copy)
        self.assertIn("there already as 1: ", said)
        head = self.head()
        self.assertIn("there already as 1: ", self.add(copy))
        self.assertEqual(self.head(), head)
        self.assertEqual(len(self.find()), 1)

    def test_a_later_edition_names_the_former(self):
        self.add(self.pdf("a.pdf"))
        self.add(self.pdf("other.pdf", organ="云泽市教育局"))
        self.assertIn("a later edition of 1", self.add(self.pdf("b.pdf", title="2020年部门预算公开（更正）")))
        self.add(self.pdf("year.pdf", title="另一年"), year=2021)
        self.assertEqual([entry["former"] for entry in self.find()], [None, None, 1, None])
        self.assertEqual([entry["sequence"] for entry in self.find(newest=True)], [2, 3, 4])

    def test_editions_within_one_batch_name_each_other(self):
        self.add(self.pdf("a.pdf"), self.pdf("b.pdf", title="更正"), self.pdf("c.pdf", title="再更正"))
        self.assertEqual([entry["former"] for entry in self.find()], [None, 1, 2])

    def test_the_report_within_says_most(self):
        report = json.dumps({"form": "hubei-2020", "organ": {"name": "云泽市江汉新区水务局", "code": "501001"},
                             "year": 2021, "date": "2021-03-01", "data": {"number": "云水发〔2021〕3号"}})
        self.add(self.pdf("a.pdf", organ="别的名称", report=report.encode()), year=None)
        [entry] = self.find()
        self.assertEqual([entry[key] for key in ("organ", "organ-code", "form", "year", "date", "number")],
                         ["云泽市江汉新区水务局", "501001", "hubei-2020", 2021, "2021-03-01", "云水发〔2021〕3号"])
        self.assertEqual(entry["source-sha256"], hashlib.sha256(report.encode()).hexdigest())

    def test_xmp_is_read_where_info_is_silent(self):
        self.add(self.pdf("a.pdf", title="预算 <甲> & 乙", organ="水务局", info=False))
        [entry] = self.find()
        self.assertEqual((entry["title"], entry["organ"], entry["date"]), ("预算 <甲> & 乙", "水务局", "2020-02-18"))

    def test_what_the_clerk_says_goes_first(self):
        self.add(self.pdf("a.pdf"), organ="档案局", organ_code="7", form="f", title="题", number="3号")
        [entry] = self.find()
        self.assertEqual([entry[key] for key in ("organ", "organ-code", "form", "title", "number")],
                         ["档案局", "7", "f", "题", "3号"])

    def test_all_bad_files_are_told_and_the_good_ones_added(self):
        text = os.path.join(self.folder, "text.pdf")
        with open(text, "w", encoding="utf-8") as file:
            file.write("no PDF at all\n")
        cut = os.path.join(self.folder, "cut.pdf")
        with open(cut, "wb") as file:
            file.write(small_pdf.make("题", "局")[:-200])
        nameless = self.pdf("nameless.pdf", title=None, organ=None)
        said = self.add(text, cut, "missing.pdf", self.folder, nameless, self.pdf("good.pdf"), status=IO)
        self.assertIn("added as 1: ", said)
        for path, code in ((text, "PDF_NONE"), (cut, "PDF_DAMAGED"), ("missing.pdf", "FILE_MISSING"),
                           (self.folder, "FILE_FOLDER"), (nameless, "ARCHIVE_UNSAID")):
            self.assertTrue(any(line.startswith(path) and code in line for line in self.error.splitlines()), code)
        self.assertEqual(self.error.count("ARCHIVE_UNSAID"), 2)
        self.assertEqual(len(self.find()), 1)

    def test_an_unsigned_file_is_refused_unless_wanted(self):
        self.add(self.pdf("a.pdf"), unsigned=None, status=DATA)
        self.assertIn("ARCHIVE_REFUSED", self.error)
        self.assertIn("ARCHIVE_FINDING", self.error)
        self.assertEqual(self.find(status=OTHER), [])

    def test_what_stands_at_an_objects_place_is_not_replaced(self):
        path = self.pdf("a.pdf")
        with open(path, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        os.mkdir(self.path("objects", "sha256", digest[:2]))
        for data, status in ((b"other", DATA), (b"", DATA)):
            with open(self.path("objects", "sha256", digest[:2], digest[2:]), "wb") as file:
                file.write(data)
            self.add(path, status=status)
            self.assertIn("ARCHIVE_OBJECT_OTHER", self.error)
            self.assertEqual(self.head(), self.verify(OTHER)["head"]["hash"])
        with open(path, "rb") as one, open(self.path("objects", "sha256", digest[:2], digest[2:]), "wb") as two:
            two.write(one.read())
        self.add(path)
        self.verify()

    def test_an_entry_has_a_limit(self):
        long = "\x01" * 2048
        path = self.pdf("a.pdf", producer=b"\\001" * 2048)
        self.add(path, organ=long, title=long, number=long, form=long, organ_code=long, status=DATA)
        self.assertIn("ARCHIVE_LONG", self.error)
        self.assertEqual(os.listdir(self.path("work")), [])
        self.add(path)

    def test_a_catalogue_that_another_holds_is_waited_for(self):
        with contextlib.closing(sqlite3.connect(self.path("catalogue.sqlite"))) as database:
            database.execute("BEGIN EXCLUSIVE")
            self.add(self.pdf("a.pdf"), wait=0, status=IO)
            self.assertIn("ARCHIVE_CATALOGUE_USE", self.error)
        self.add(self.pdf("a.pdf"), wait=0)

    def test_a_lock_that_is_no_file_is_told(self):
        os.remove(self.path("lock"))
        os.mkdir(self.path("lock"))
        self.add(self.pdf("a.pdf"), status=IO)
        self.assertIn("ARCHIVE_DISK", self.error)
        os.rmdir(self.path("lock"))
        self.add(self.pdf("a.pdf"))
        self.verify()

    def test_hostile_names_stay_texts(self):
        name = "a\nb\x1b[31m\u202e..%.pdf"
        path = self.pdf(name, title="../../x\n</script>\x07", organ="a/../..\\b", filler=b"x")
        said = self.add(path)
        self.assertNotIn("\x1b", said + self.error)
        self.assertNotIn("\u202e", said)
        [entry] = self.find()
        self.assertEqual(entry["file"], name)
        for text in (self.run_archive("find"), self.run_archive("verify")):
            self.assertFalse(any(unicodedata.category(c) in ("Cc", "Cf") and c != "\n" for c in text))
        output = os.path.join(self.folder, "bag")
        self.run_archive("export", output=output)
        self.assertEqual(bag.check(output), [])
        [payload] = os.listdir(os.path.join(output, "data"))
        self.assertFalse(set("/\\%\n") & set(payload) or payload.startswith("."))
        self.assertEqual(sorted(os.listdir(self.folder)), sorted(["A", "bag", name]))

    def test_names_that_are_not_utf8_are_taken(self):
        path = os.path.join(os.fsencode(self.folder), b"\xff\xfe.pdf")
        with open(path, "wb") as file:
            file.write(small_pdf.make("题", "局"))
        self.add(os.fsdecode(path))
        self.assertEqual(self.find()[0]["file"], "\ufffd\ufffd.pdf")

    def test_a_long_text_is_cut_between_characters(self):
        self.add(self.pdf("a.pdf", title="题" * 5000))
        [entry] = self.find()
        self.assertEqual(set(entry["title"]), {"题"})
        self.assertLess(len(entry["title"].encode()), 2049)

    def test_the_archive_does_not_depend_on_the_locale(self):
        other = os.path.join(self.folder, "B")
        self.run_archive("init", archive=other)
        path = self.pdf("a.pdf")
        self.add(path)
        said = self.run_archive("add", path, archive=other, unsigned=True, year=2020,
                                environ=environment(LC_ALL="zh_CN.UTF-8"))
        self.assertIn("已归档，为第 1 件", said)
        for name in ("chain.jsonl", "catalogue.sqlite"):
            with open(self.path(name), "rb") as one, open(os.path.join(other, name), "rb") as two:
                self.assertEqual(one.read(), two.read(), name)


class Find(Case):
    def setUp(self):
        super().setUp()
        self.add(self.pdf("a.pdf", title="2020年部门预算公开"), number="云水发〔2020〕3号", organ_code="501001")
        self.add(self.pdf("b.pdf", title="2021年部门预算公开 100%"), year=2021, form="hubei-2020")
        self.add(self.pdf("c.pdf", organ="云泽市教育局", title='A "quoted" title'))

    def numbers(self, status=GOOD, **options):
        return [entry["sequence"] for entry in self.find(status, **options)]

    def test_every_key_selects(self):
        for options, wanted in (({}, [1, 2, 3]), ({"organ": "水务"}, [1, 2]), ({"organ": "501001"}, [1]),
                                ({"year": 2021}, [2]), ({"form": "hubei-2020"}, [2]), ({"number": "水发"}, [1]),
                                ({"text": "部门预算"}, [1, 2]), ({"text": "预算"}, [1, 2]), ({"text": "局"}, [1, 2, 3]),
                                ({"text": "部门预算 水务"}, [1, 2]), ({"text": "部门预算　100%"}, [2]),
                                ({"text": "0%"}, [2]), ({"text": '"quoted"'}, [3]), ({"text": '"'}, [3]),
                                ({"text": "QUOTED"}, [3]), ({"limit": 2}, [1, 2]), ({"organ": "水务", "year": 2020}, [1])):
            self.assertEqual(self.numbers(**options), wanted, options)

    def test_signs_of_queries_mean_themselves(self):
        for options in ({"text": "%"}, {"text": "_"}, {"organ": "%"}, {"text": "a OR b"}, {"text": "*"}, {"text": "NEAR("},
                        {"organ": "' OR 1=1 --"}, {"number": "\\"}):
            found = self.numbers(status=GOOD if options == {"text": "%"} else OTHER, **options)
            self.assertEqual(found, [2] if options == {"text": "%"} else [], options)

    def test_nothing_found_is_a_status_of_its_own(self):
        self.assertEqual(self.run_archive("find", organ="没有", status=OTHER), "")

    def test_columns_stand_below_each_other(self):
        lines = self.run_archive("find", environ=environment(LC_ALL="zh_CN.UTF-8")).splitlines()
        self.assertEqual(len(lines), 4)
        starts = {columns(line[:line.index(word)]) for line, word in zip(lines, ("单位", "云泽", "云泽", "云泽"))}
        self.assertEqual(len(starts), 1)
        starts = {columns(line[:line.index(word)]) for line, word in zip(lines, ("题名", "2020年", "2021年", "A "))}
        self.assertEqual(len(starts), 1)
        self.assertTrue(all(line == line.rstrip() for line in lines))

    def test_json_is_as_its_schema_says(self):
        document = json.loads(self.run_archive("find", json=True))
        self.assertEqual([error.message for error in schema("archive-entries.schema.json").iter_errors(document)], [])


class Export(Case):
    def setUp(self):
        super().setUp()
        self.add_some(6)
        self.output = os.path.join(self.folder, "bag")

    def test_a_bag_is_one_by_the_standard(self):
        self.run_archive("export", output=self.output, organization="云泽市水务局", date="2026-01-16")
        self.assertEqual(bag.check(self.output), [])
        tags = dict(bag.read_tags(os.path.join(self.output, "bag-info.txt")))
        self.assertEqual((tags["Source-Organization"], tags["Bagging-Date"]), ("云泽市水务局", "2026-01-16"))
        self.assertRegex(tags["External-Identifier"], "^banxin-archive:[0-9a-f]{64}$")

    def test_a_selection_takes_its_part_of_the_chain(self):
        self.run_archive("export", output=self.output, organ="第2局")
        self.assertEqual(bag.check(self.output), [])
        with open(os.path.join(self.output, "metadata", "chain.jsonl"), "rb") as file:
            lines = file.read().splitlines()
        with open(self.path("chain.jsonl"), "rb") as file:
            self.assertEqual(lines, [file.read().splitlines()[3]])
        self.assertEqual(len(os.listdir(os.path.join(self.output, "data"))), 1)

    def test_metadata_go_along_as_json_and_csv(self):
        self.run_archive("export", output=self.output)
        with open(os.path.join(self.output, "metadata", "entries.json"), encoding="utf-8") as file:
            entries = json.load(file)["entries"]
        with open(os.path.join(self.output, "metadata", "entries.csv"), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([row["sha256"] for row in rows], [entry["sha256"] for entry in entries])
        self.assertEqual([row["organ"] for row in rows], [f"第{i}局" for i in range(6)])

    def test_a_formula_in_csv_is_a_text(self):
        self.add(self.pdf("f.pdf", title="=1+1", organ="@x"))
        self.run_archive("export", output=self.output, organ="@x")
        with open(os.path.join(self.output, "metadata", "entries.csv"), encoding="utf-8-sig", newline="") as file:
            [row] = csv.DictReader(file)
        self.assertEqual((row["title"], row["organ"]), ("'=1+1", "'@x"))

    def test_twice_the_same_bytes(self):
        other = os.path.join(self.folder, "bag2")
        self.run_archive("export", output=self.output)
        self.run_archive("export", output=other, environ=environment(LC_ALL="zh_CN.UTF-8"))
        self.assertEqual(subprocess.run(["diff", "-r", self.output, other], check=False).returncode, 0)

    def test_an_existing_folder_is_left_alone(self):
        os.mkdir(self.output)
        self.run_archive("export", output=self.output, status=IO)
        self.assertEqual(os.listdir(self.output), [])
        self.assertFalse([name for name in os.listdir(self.folder) if name.startswith(".")])

    def test_a_damaged_object_is_not_handed_on(self):
        entries = self.find()
        for entry, data in ((entries[1], b"other"), (entries[4], None)):
            os.remove(self.object_path(entry))
            if data:
                with open(self.object_path(entry), "wb") as file:
                    file.write(data)
        self.run_archive("export", output=self.output, status=DATA)
        self.assertIn("PROOF_CHANGED", self.error)
        self.assertIn("PROOF_MISSING", self.error)
        self.assertFalse(os.path.exists(self.output))

    def test_nothing_selected_makes_no_bag(self):
        self.run_archive("export", output=self.output, organ="没有", status=DATA)
        self.assertIn("ARCHIVE_NOTHING", self.error)
        self.assertFalse(os.path.exists(self.output))


class Words(unittest.TestCase):
    """What is written about the archive is what it does."""

    @staticmethod
    def read(*parts):
        with open(os.path.join(source, *parts), encoding="utf-8") as file:
            return file.read()

    def test_every_finding_is_in_the_guide(self):
        guide = self.read("docs", "archive.md")
        questions = re.findall(r"{DIAG_(PROOF_\w+), PROOF_(\w+)}", self.read("src", "archive", "proof_tell.c"))
        severities = dict(re.findall(r"DIAG\((PROOF_\w+), (\w+)", self.read("src", "base", "diag_codes.h")))
        self.assertGreater(len(questions), 20)
        for code, question in questions:
            self.assertIn(f"| `{code}` | {question.lower()} | {severities[code].lower()} |", guide)

    def test_every_member_is_described(self):
        described, readme = self.read("docs", "archive-format.md"), self.read("src", "archive", "readme.c")
        with open(os.path.join(source, "layouts", "archive-entries.schema.json"), encoding="utf-8") as file:
            members = list(json.load(file)["$defs"]["entry"]["properties"])
        self.assertIn("sm3", members)
        for member in members:
            if member != "hash":
                self.assertIn(f"`{member}`", described)
                self.assertRegex(readme, rf"\b{member}\b")


class Limits(Case):
    def test_a_read_only_archive_is_searched_and_judged(self):
        self.add_some(2)
        with open(self.path("chain.jsonl"), "ab") as file:
            file.write(b'{"added":"broken off')
        for root, folders, files in os.walk(self.archive):
            for name in files:
                os.chmod(os.path.join(root, name), 0o444)
            os.chmod(root, 0o555)
        self.addCleanup(subprocess.run, ["chmod", "-R", "u+w", self.archive], check=False)
        user = [] if os.getuid() else ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        os.chmod(self.folder, 0o755)
        if user and subprocess.run([*user, program, "--version"], capture_output=True, check=False).returncode:
            self.skipTest("another user cannot run the program here")
        for command, status in (("find", GOOD), ("verify", GOOD)):
            done = subprocess.run([*user, program, "archive", command, self.archive], capture_output=True, text=True,
                                  env=environment(), check=False)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertEqual("PROOF_TAIL" in done.stdout, command == "verify" and bool(user))
        done = subprocess.run([*user, program, "archive", "add", self.archive, self.pdf("x.pdf"), "--unsigned"],
                              capture_output=True, text=True, env=environment(), check=False)
        self.assertEqual(done.returncode, IO, done.stderr)

    def test_a_full_disk_adds_all_or_nothing(self):
        self.add_some(1)
        files = [self.pdf(f"{i}.pdf", organ=f"局{i}", filler=b"x" * 5000) for i in range(3)]
        with open(self.path("chain.jsonl"), "rb") as file:
            chain = file.read()
        objects = self.objects()
        for limit in (100, 2000, len(chain), len(chain) + 1, len(chain) + 700, 6000, 20000, 40000, 60000):
            line = [program, "archive", "add", self.archive, *files, "--unsigned", "--year=2020"]
            done = subprocess.run(line, capture_output=True, text=True, env=environment(), check=False,
                                  preexec_fn=lambda: self.set_limit(limit))
            with open(self.path("chain.jsonl"), "rb") as file:
                now = file.read()
            if done.returncode == GOOD:
                break
            self.assertIn(done.returncode, (IO, DATA), done.stderr)
            self.assertEqual((now, self.objects(), os.listdir(self.path("work"))), (chain, objects, []), limit)
            self.verify()
        self.add(*files)
        self.assertEqual(len(self.find()), 4)
        self.verify()

    def test_a_disk_that_fills_up_adds_all_or_nothing(self):
        """A small file system of its own, with so many KiB left."""
        disk = os.path.join(self.folder, "disk")
        os.mkdir(disk)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False).returncode:
            self.skipTest("no file system can be mounted here")
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        self.archive = os.path.join(disk, "A")
        self.run_archive("init")
        self.add_some(1)
        files = [self.pdf(f"{i}.pdf", organ=f"局{i}", filler=b"x" * 9000) for i in range(3)]
        full, done = 0, 0
        for left in range(0, 200, 4):
            with open(self.path("chain.jsonl"), "rb") as file:
                chain = file.read()
            objects = self.objects()
            self.fill(disk, left * 1024)
            line = [program, "archive", "add", self.archive, *files, "--unsigned", f"--year={1000 + left}"]
            status = subprocess.run(line, capture_output=True, text=True, env=environment(), check=False)
            os.remove(os.path.join(disk, "filler"))
            if status.returncode == GOOD:
                done += 1
                break
            full += 1
            self.assertEqual(status.returncode, IO, status.stderr)
            with open(self.path("chain.jsonl"), "rb") as file:
                self.assertEqual((file.read(), self.objects(), os.listdir(self.path("work"))), (chain, objects, []), left)
            self.verify()
        self.assertTrue(full > 3 and done == 1, (full, done))
        self.assertEqual(len(self.find()), 4)
        self.verify()

    @staticmethod
    def fill(disk, left):
        state = os.statvfs(disk)
        with open(os.path.join(disk, "filler"), "wb") as file:
            file.write(bytes(max(0, state.f_bavail * state.f_bsize - left)))

    def objects(self):
        return sorted(name for _, _, names in os.walk(self.path("objects")) for name in names)

    @staticmethod
    def set_limit(limit):
        import signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    def test_wrong_words_are_misuse(self):
        for words, code in (("", "SECOND"), ("frob A", "SECOND"), ("ad A", "COMMAND_NEAR"), ("find", "NO_ARCHIVE"),
                            ("add A", "NO_PDF"), ("find A B", "ONE_FOLDER"), ("export A", "NEEDED"),
                            ("find A --year x", "NUMBER"), ("find A --year 0", "NUMBER"), ("find A --limit 0", "NUMBER"),
                            ("verify A --head abc", "HASH"), ("verify A --head " + "g" * 64, "HASH"),
                            ("export A -o b --date 2020-13-01", "DATE"), ("export A -o b --date 20200101", "DATE"),
                            ("add A a b --number 1", "SINGLE"), ("find A --trust x", "OPTION")):
            done = subprocess.run([program, "archive", *words.split()], capture_output=True, text=True, env=environment(),
                                  cwd=self.folder, check=False)
            self.assertEqual(done.returncode, USAGE, done.stderr)
            self.assertIn(f"USAGE_{code}", done.stderr, words)
        self.run_archive("verify", environ=environment(SOURCE_DATE_EPOCH="x"), status=USAGE)
        self.assertIn("USAGE_EPOCH", self.error)


if __name__ == "__main__":
    main()
