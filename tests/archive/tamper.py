"""tamper.py PROGRAM SOURCE-DIR: whatever somebody does to an archive shows, and is named."""
import hashlib
import json
import os
import random
import shutil
import sqlite3

from jsonschema import Draft202012Validator

from common import DATA, GOOD, IO, OTHER, Case, main, source

FLIPS = 60  # bytes of objects and of the chain each


class Tamper(Case):
    def setUp(self):
        super().setUp()
        self.add_some(5)
        self.add(self.pdf("last.pdf", organ="末局"))
        self.entries = self.find()
        self.noted = self.head()
        self.kept = self.archive + ".kept"
        shutil.copytree(self.archive, self.kept)

    def restore(self):
        shutil.rmtree(self.archive)
        shutil.copytree(self.kept, self.archive)

    def lines(self):
        with open(self.path("chain.jsonl"), "rb") as file:
            return file.read().splitlines(keepends=True)

    def write_lines(self, lines):
        with open(self.path("chain.jsonl"), "wb") as file:
            file.write(b"".join(lines))

    def sql(self, *statements):
        with sqlite3.connect(self.path("catalogue.sqlite")) as database:
            for statement in statements:
                database.execute(statement)
        database.close()

    def messages(self):
        report = self.verify(OTHER)
        return [finding["message"]["en"] for question in report["questions"].values()
                for finding in question["findings"] if finding["severity"] == "error"]

    def test_a_whole_archive_is_sound(self):
        report = self.verify()
        self.assertTrue(report["sound"] and all(question["holds"] for question in report["questions"].values()))
        self.assertEqual(report["head"], {"sequence": 6, "hash": self.noted})

    def test_the_report_is_as_its_schema_says(self):
        with open(os.path.join(source, "layouts", "archive-report.schema.json"), encoding="utf-8") as file:
            validator = Draft202012Validator(json.load(file))
        self.assertEqual(list(validator.iter_errors(self.verify())), [])
        os.remove(self.object_path(self.entries[0]))
        self.assertEqual(list(validator.iter_errors(self.verify(OTHER))), [])

    def test_every_flipped_byte_of_an_object_shows(self):
        chosen = random.Random(1)
        for _ in range(FLIPS):
            entry = chosen.choice(self.entries)
            path = self.object_path(entry)
            os.chmod(path, 0o644)
            with open(path, "r+b") as file:
                data = bytearray(file.read())
                at = chosen.randrange(len(data))
                data[at] ^= 1 << chosen.randrange(8)
                file.seek(0)
                file.write(data)
            self.assertEqual(self.codes(), ["PROOF_CHANGED"], at)
            self.assertTrue(all(f"entry {entry['sequence']} " in message for message in self.messages()))
            shutil.copy(os.path.join(self.kept, os.path.relpath(path, self.archive)), path)
            os.chmod(path, 0o444)

    def test_every_flipped_byte_of_the_chain_shows(self):
        chosen = random.Random(2)
        whole = b"".join(self.lines())
        for _ in range(FLIPS):
            data = bytearray(whole)
            at = chosen.randrange(len(data))
            data[at] ^= 1 << chosen.randrange(8)
            self.write_lines([bytes(data)])
            self.assertTrue(self.codes(), at)
        # The last line has none after it: the catalogue and the head that was noted tell.
        for digit in (b"2020", b"2029"):
            self.write_lines([whole[:whole.rindex(b"2020-02-18")] + digit + whole[whole.rindex(b"2020-02-18") + 4:]])
            if digit == b"2029":
                self.assertIn("PROOF_CATALOGUE_DIFFERS", self.codes())
                self.assertIn("PROOF_HEAD", self.codes(head=self.noted))

    def test_a_changed_line_is_told_by_the_next(self):
        lines = self.lines()
        self.write_lines([*lines[:3], lines[3].replace("第2局".encode(), "第9局".encode()), *lines[4:]])
        self.assertEqual(self.codes(), ["PROOF_CATALOGUE_DIFFERS", "PROOF_LINK"])
        self.write_lines([*lines[:3], b"rubbish\n", *lines[4:]])
        self.assertIn("PROOF_LINE", self.codes())
        self.assertIn("line 3 of the chain is no entry", self.messages())

    def test_a_removed_line_shows(self):
        for number in range(7):
            lines = self.lines()
            del lines[number]
            self.write_lines(lines)
            self.assertTrue({"PROOF_SEQUENCE", "PROOF_CATALOGUE_ADDS"} & set(self.codes()), number)
            self.assertEqual("PROOF_HEAD" in self.codes(head=self.noted), number == 6)
            self.restore()

    def test_lines_in_another_order_show(self):
        lines = self.lines()
        lines[2], lines[3] = lines[3], lines[2]
        self.write_lines(lines)
        self.assertIn("PROOF_SEQUENCE", self.codes())

    def test_a_line_put_in_shows(self):
        entry = json.loads(self.lines()[-1])
        entry.update(sequence=7, previous=self.noted, title="forged")
        entry["batch-first"] = entry["batch-last"] = 7
        forged = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
        # The same file twice cannot be: the catalogue, which is brought into step, does not take it.
        self.write_lines([*self.lines(), forged])
        self.assertIn("PROOF_CATALOGUE_LACKS", self.codes())
        entry["sha256"] = "0" * 64
        forged = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
        self.restore()
        self.write_lines([*self.lines(), forged])
        self.assertEqual(self.codes(), ["PROOF_MISSING"])

    def test_a_chain_cut_short_shows_by_the_catalogue_and_the_head(self):
        self.write_lines(self.lines()[:-1])
        self.assertEqual(self.codes(), ["PROOF_CATALOGUE_ADDS", "PROOF_FOREIGN"])
        self.add(self.pdf("x.pdf", organ="新局"), status=DATA)
        self.assertIn("ARCHIVE_STEP", self.error)

    def test_an_older_state_put_back_shows_by_the_head(self):
        older = self.archive + ".older"
        shutil.copytree(self.archive, older)
        self.add(self.pdf("x.pdf", organ="新局"))
        noted = self.head()
        shutil.rmtree(self.archive)
        os.rename(older, self.archive)
        self.verify()
        self.assertEqual(self.codes(head=noted), ["PROOF_HEAD"])
        self.verify(head=self.noted.upper())

    def test_an_older_head_is_still_in_the_chain(self):
        self.add(self.pdf("x.pdf", organ="新局"))
        self.verify(head=self.noted)

    def test_a_removed_object_shows(self):
        os.remove(self.object_path(self.entries[2]))
        self.assertEqual(self.codes(), ["PROOF_MISSING"])
        self.assertIn("entry 3 ", self.messages()[0])
        path = os.path.join(self.folder, "2.pdf")
        self.add(path, status=DATA)
        self.assertIn("ARCHIVE_LOST", self.error)

    def test_objects_exchanged_for_each_other_show(self):
        one, two = (self.object_path(entry) for entry in self.entries[:2])
        os.rename(one, one + ".tmp")
        os.rename(two, one)
        os.rename(one + ".tmp", two)
        messages = self.messages()
        self.assertEqual(len(messages), 4)
        self.assertEqual({message.split(":")[0] for message in messages},
                         {"the object of entry 1 was changed", "the object of entry 2 was changed"})

    def test_an_object_beyond_all_size_shows(self):
        os.chmod(self.object_path(self.entries[0]), 0o644)
        os.truncate(self.object_path(self.entries[0]), (1 << 30) + 1)
        self.assertEqual(self.codes(), ["PROOF_READ"])

    def forge(self, data):
        """Somebody who knows the format adds an entry of his own."""
        entry = json.loads(self.lines()[-1])
        entry.update(sequence=7, previous=self.head(), size=len(data), sha256=hashlib.sha256(data).hexdigest(),
                     sm3=hashlib.new("sm3", data).hexdigest())
        entry["batch-first"] = entry["batch-last"] = 7
        line = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
        self.write_lines([*self.lines(), line])
        os.makedirs(os.path.dirname(self.object_path(entry)), exist_ok=True)
        with open(self.object_path(entry), "wb") as file:
            file.write(data)

    def test_an_entry_of_what_is_no_pdf_shows(self):
        self.forge(b"hello")
        self.assertEqual(self.codes(), ["PROOF_UNREADABLE"])

    def test_claims_are_looked_at(self):
        codes = {finding["code"] for finding in self.verify()["questions"]["usable"]["findings"]}
        self.assertEqual(codes, {"PROOF_CLAIM"})
        claim = "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
        self.add(self.pdf("claims.pdf", organ="声明局", claim=claim))
        codes = {finding["code"] for finding in self.verify()["questions"]["usable"]["findings"]}
        self.assertEqual(codes, {"PROOF_CLAIM", "PROOF_CLAIM_FALSE"})

    def test_metadata_that_are_missing_are_told(self):
        self.add(self.pdf("undated.pdf", info=False, title="", organ=""), title="题", organ="无日期局")
        self.assertEqual([finding["code"] for finding in self.verify()["questions"]["complete"]["findings"]], [])
        entry = json.loads(self.lines()[-1])
        del entry["date"]
        line = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
        self.write_lines([*self.lines()[:-1], line])
        findings = self.verify(OTHER, rebuild=True)["questions"]["complete"]["findings"]
        self.assertEqual([finding["code"] for finding in findings], ["PROOF_UNSAID"])

    def test_an_index_that_does_not_fit_its_table_shows(self):
        self.sql("DELETE FROM words_docsize WHERE id = 2")
        self.assertEqual(self.codes(), ["PROOF_CATALOGUE_INDEX"])
        self.restore()
        self.sql("UPDATE words_data SET block = zeroblob(length(block)) WHERE id > 10")
        self.assertTrue({"PROOF_CATALOGUE_INDEX", "PROOF_CATALOGUE"} & set(self.codes()))

    def test_foreign_files_show(self):
        places = ("x", "objects/y", "objects/sha256/zz", "objects/sha256/ab\n\x1b[31m", "work/note",
                  os.path.relpath(self.object_path(self.entries[0]), self.archive) + "0", "catalogue.sqlite-wal")
        for place in places:
            with open(self.path(place), "w", encoding="utf-8"):
                pass
            self.assertEqual(self.codes(), ["PROOF_FOREIGN"], place)
            self.assertNotIn("\x1b", self.run_archive("verify", status=OTHER))
            os.remove(self.path(place))
        self.verify()

    def test_links_and_devices_are_not_followed(self):
        path = self.object_path(self.entries[0])
        os.rename(path, os.path.join(self.folder, "away"))
        os.symlink(os.path.join(self.folder, "away"), path)
        self.assertEqual(self.codes(), ["PROOF_KIND", "PROOF_MISSING"])
        os.remove(path)
        os.mkfifo(path)
        self.assertEqual(self.codes(), ["PROOF_KIND", "PROOF_MISSING"])

    def test_the_chain_as_a_link_is_no_archive(self):
        os.rename(self.path("chain.jsonl"), os.path.join(self.folder, "chain"))
        os.symlink(os.path.join(self.folder, "chain"), self.path("chain.jsonl"))
        self.verify_fails(IO)

    def verify_fails(self, status):
        self.run_archive("verify", status=status)
        self.assertIn("ARCHIVE_", self.error)

    def test_rights_of_everybody_are_told(self):
        os.chmod(self.path("chain.jsonl"), 0o666)
        report = self.verify()
        self.assertEqual([finding["code"] for finding in report["questions"]["safe"]["findings"]], ["PROOF_RIGHTS"])

    def test_rows_that_say_otherwise_show(self):
        for statement, code in (
                ("UPDATE record SET title = 'x' WHERE sequence = 2", "PROOF_CATALOGUE_DIFFERS"),
                ("UPDATE record SET pages = '9' WHERE sequence = 2", "PROOF_CATALOGUE_DIFFERS"),
                ("UPDATE line SET text = text || ' ' WHERE sequence = 2", "PROOF_CATALOGUE_DIFFERS"),
                ("UPDATE line SET start = 0 WHERE sequence = 2", "PROOF_CATALOGUE_DIFFERS"),
                ("DELETE FROM record WHERE sequence = 2", "PROOF_CATALOGUE_LACKS"),
                ("DELETE FROM line WHERE sequence = 2", "PROOF_CATALOGUE_LACKS"),
                ("DELETE FROM words WHERE rowid = 2", "PROOF_CATALOGUE_LACKS"),
                ("INSERT INTO signature VALUES(2, 1, 'f', 'B', '李', NULL)", "PROOF_CATALOGUE_ADDS"),
                ("INSERT INTO record(sequence, title) VALUES(99, 'x')", "PROOF_CATALOGUE_ADDS"),
                ("UPDATE words SET title = 'x' WHERE rowid = 2", "PROOF_CATALOGUE_DIFFERS"),
                ("UPDATE words_content SET c0 = '改' WHERE id = 2", "PROOF_CATALOGUE_DIFFERS")):
            self.sql(statement)
            self.assertIn(code, self.codes(), statement)
            self.assertTrue(any("entry 2" in message or "entry 99" in message for message in self.messages()), statement)
            self.restore()

    def test_a_foreign_table_view_or_trigger_is_not_run(self):
        for statement in ("CREATE TABLE x(y)", "CREATE VIEW v AS SELECT 1",
                          "CREATE TRIGGER t AFTER INSERT ON line BEGIN DELETE FROM line; END", "PRAGMA user_version = 9",
                          "PRAGMA application_id = 1", "DROP INDEX record_edition"):
            self.sql(statement)
            self.assertIn("PROOF_CATALOGUE", self.codes(), statement)
            self.add(self.pdf("x.pdf", organ="新局"), status=DATA)
            self.assertIn("ARCHIVE_CATALOGUE", self.error)
            self.restore()

    def test_a_catalogue_of_rubbish_is_told(self):
        chosen = random.Random(3)
        size = os.path.getsize(self.path("catalogue.sqlite"))
        for _ in range(20):
            with open(self.path("catalogue.sqlite"), "r+b") as file:
                file.seek(chosen.randrange(size))
                file.write(chosen.randbytes(600))
            self.codes_or_sound()
            self.restore()
        for data in (b"", b"x" * 5000):
            with open(self.path("catalogue.sqlite"), "wb") as file:
                file.write(data)
            self.assertEqual(self.codes(), ["PROOF_CATALOGUE"])
        os.remove(self.path("catalogue.sqlite"))
        self.assertEqual(self.codes(), ["PROOF_CATALOGUE"])

    def codes_or_sound(self):
        """Rubbish in a page that nothing uses changes nothing; anything else is told; never a fault of ours."""
        self.run_archive_any("verify")
        self.run_archive_any("find")

    def run_archive_any(self, command):
        for status in (GOOD, OTHER, DATA, IO):
            try:
                self.run_archive(command, status=status)
                return
            except AssertionError:
                pass
        self.fail(self.error)

    def test_a_catalogue_is_made_anew(self):
        for spoil in (lambda path: os.remove(path), lambda path: os.truncate(path, 0)):
            spoil(self.path("catalogue.sqlite"))
            self.run_archive("verify", rebuild=True)
            self.assertEqual(self.find(), self.entries)
            with open(self.path("catalogue.sqlite"), "rb") as one:
                self.assertTrue(one.read())
        self.add(self.pdf("x.pdf", organ="新局"))
        self.verify()

    def test_what_the_chain_does_not_say_is_not_handed_on(self):
        output = os.path.join(self.folder, "bag")
        for statement in ("UPDATE line SET text = replace(text, '第1局', '第8局') WHERE sequence = 2",
                          "UPDATE line SET sequence = 99 WHERE sequence = 2; UPDATE record SET sequence = 99 WHERE sequence = 2"):
            self.sql(*statement.split("; "))
            self.run_archive("export", output=output, status=DATA)
            self.assertIn("ARCHIVE_STEP", self.error)
            self.restore()
        lines = self.lines()
        self.write_lines([*lines[:2], lines[2].replace(b"2020", b"2021"), *lines[3:]])
        self.run_archive("export", output=output, organ="末局", status=DATA)
        self.assertIn("ARCHIVE_CHAIN", self.error)
        self.assertFalse(os.path.exists(output))

    def test_a_broken_chain_is_not_built_upon(self):
        lines = self.lines()
        self.write_lines([*lines[:3], lines[3].replace(b"2020", b"2021"), *lines[4:]])
        self.run_archive("verify", rebuild=True, status=DATA)
        self.assertIn("ARCHIVE_CHAIN", self.error)

    def test_what_stands_behind_the_last_line_is_cut_away(self):
        whole = self.lines()
        self.write_lines([*whole, whole[-1][:40]])
        self.verify()
        self.assertEqual(self.lines(), whole)

    def test_many_look_as_one_does(self):
        os.remove(self.object_path(self.entries[4]))
        self.assertEqual(self.verify(OTHER, jobs=1), self.verify(OTHER, jobs=4))


if __name__ == "__main__":
    main()
