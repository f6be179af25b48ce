"""signed.py PROGRAM SOURCE-DIR: copies with signatures, from the signer to the archive and years later."""
import os
import shutil
import subprocess
import tempfile

from common import DATA, GOOD, OTHER, Case, environment, main, program, source

YEARS = 30 * 365 * 86400


def run(*words, **options):
    return subprocess.run(words, check=True, capture_output=True, **options)


class Signed(Case):
    @classmethod
    def setUpClass(cls):
        cls.desk = tempfile.mkdtemp(prefix="banxin-archive-ca-")
        cls.addClassCleanup(shutil.rmtree, cls.desk)
        for name in ("trial", "strange"):
            run(os.path.join(source, "scripts", "test-ca"), os.path.join(cls.desk, name))
        cls.trust = os.path.join(cls.desk, "trial", "root.pem")
        cls.report = os.path.join(cls.desk, "report.pdf")
        run(program, "render", os.path.join(source, "input", "hubei-water-2020.json"), "-o", cls.report)
        cls.one = cls.sign(cls.report, "one.pdf", "p256", "审核")
        cls.two = cls.sign(cls.one, "two.pdf", "rsa", "批准")

    @classmethod
    def sign(cls, path, name, key, field):
        output = os.path.join(cls.desk, name)
        folder = os.path.join(cls.desk, "trial")
        run(program, "sign", path, "--key", f"{folder}/{key}.key", "--cert", f"{folder}/{key}.pem", "--chain",
            f"{folder}/chain.pem", "--field", field, "-o", output)
        return output

    def setUp(self):
        super().setUp()
        self.now = {"environ": self.moment(0)}

    @staticmethod
    def moment(seconds):
        """The environment `seconds` after now: the certificates are of now."""
        words = environment()
        del words["SOURCE_DATE_EPOCH"]
        if seconds:
            import time
            words["SOURCE_DATE_EPOCH"] = str(int(time.time()) + seconds)
        return words

    def add_signed(self, *files, status=GOOD, **options):
        return self.run_archive("add", *files, status=status, **{"trust": self.trust, **self.now, **options})

    def test_who_signed_is_in_the_entry(self):
        self.add_signed(self.two)
        [entry] = self.find()
        self.assertEqual([entry[key] for key in ("verdict", "organ", "organ-code", "year", "form", "pages", "conformance")],
                         ["sound", "云泽市江汉新区水务局", "501001", 2020, "hubei-2020", 16, "PDF/A-3a PDF/UA-1"])
        self.assertEqual([(signature["field"], signature["level"]) for signature in entry["signatures"]],
                         [("审核", "B"), ("批准", "B")])
        signers = [signature["signer"] for signature in entry["signatures"]]
        self.assertTrue(all(signers))
        self.assertEqual(len(self.find(signer=signers[0][:2])), 1)
        self.assertEqual(self.find(status=OTHER, signer="没有这个人"), [])
        self.verify(trust=self.trust, **self.now)

    def test_the_next_signature_makes_a_later_edition(self):
        self.add_signed(self.one)
        self.assertIn("a later edition of 1", self.add_signed(self.two))

    def test_what_is_unsound_is_refused(self):
        with open(self.one, "rb") as file:
            data = bytearray(file.read())
        spoilt = os.path.join(self.folder, "spoilt.pdf")
        data[12] ^= 1  # in the comment of the second line, so that nothing but the signature minds
        with open(spoilt, "wb") as file:
            file.write(data)
        for words in ({"trust": None}, {"trust": os.path.join(self.desk, "strange", "root.pem")},
                      {"environ": self.moment(YEARS)}, {"unsigned": True, "trust": None}):
            self.add_signed(self.one, status=DATA, **words)
            self.assertIn("ARCHIVE_REFUSED", self.error)
        for words in ({}, {"unsigned": True}):
            self.add_signed(spoilt, status=DATA, **words)
            self.assertIn("ARCHIVE_REFUSED", self.error)
        self.add_signed(self.report, status=DATA)
        self.assertEqual(os.listdir(self.path("objects", "sha256")), [])

    def test_a_trust_store_that_is_none_is_told(self):
        self.add_signed(self.one, trust=os.path.join(self.folder, "none.pem"), status=74)
        self.assertEqual(os.listdir(self.path("work")), [])

    def test_thirty_years_later_it_is_as_sound_as_it_was(self):
        self.add_signed(self.two)
        self.verify(trust=self.trust, environ=self.moment(YEARS))

    def test_whom_to_trust_must_be_said(self):
        self.add_signed(self.two)
        self.assertEqual(self.codes(**self.now), ["PROOF_SIGNATURE"])
        strange = os.path.join(self.desk, "strange", "root.pem")
        self.assertEqual(self.codes(trust=strange, **self.now), ["PROOF_SIGNATURE"])

    def test_an_entry_that_lies_of_its_file_shows(self):
        self.add_signed(self.two)
        with open(self.path("chain.jsonl"), "rb") as file:
            lines = file.read().splitlines(keepends=True)
        # Somebody writes the register anew, from its first line to its last, and makes the catalogue fit.
        lines[1] = lines[1].replace(b'"pages":16', b'"pages":17')
        with open(self.path("chain.jsonl"), "wb") as file:
            file.write(b"".join(lines))
        self.assertEqual(self.codes(trust=self.trust, rebuild=True, **self.now), ["PROOF_METADATA"])


if __name__ == "__main__":
    main()
