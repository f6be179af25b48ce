"""test_sign.py PROGRAM HOOKED SOURCE-DIR GROUND VANISHING [TEST...]: batches that are signed, with the test authority's keys."""
import csv
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

from support import BatchCase, Tools, digest, report

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
WHO = "临江县财政局"


class SigningCase(BatchCase):
    ground = vanishing = None

    def ca(self, name):
        return os.path.join(self.ground, "ca", name)

    def rsa(self):
        return ["--sign", "--key", self.ca("rsa.key"), "--cert", self.ca("rsa.pem"), "--chain", self.ca("chain.pem")]

    def ecdsa(self):
        """A key whose every signature is another."""
        return ["--sign", "--key", self.ca("p256.key"), "--cert", self.ca("p256.pem"), "--chain", self.ca("chain.pem")]

    def make(self, *more, status=0, **environment):
        ended = self.run_it("batch", "in", "-o", "out", *more, **environment)
        self.assert_ended(ended, status)
        return ended

    def verdicts(self, folder="out"):
        files = sorted(glob.glob(self.path(folder, "*.pdf")))
        ended = self.run_it("verify", *files, "--trust", self.ca("root.pem"), "--form", "layouts/form.json", "--json", "--fonts",
                            os.path.join(Tools.source, "tests/golden/fonts.json"))
        return {os.path.basename(one["file"]): one for one in json.loads(ended.stdout)["files"]}

    def assert_sound(self, names, folder="out", level="B"):
        verdicts = self.verdicts(folder)
        self.assertEqual(sorted(verdicts), sorted(names))
        for name, verdict in verdicts.items():
            self.assertTrue(verdict["sound"], (name, verdict["findings"]))
            self.assertEqual((verdict["level"], verdict["approvals"]), (level, 1), name)

    def validate(self, schema, values):
        from jsonschema import Draft202012Validator
        with open(os.path.join(Tools.source, f"layouts/batch-{schema}.schema.json"), encoding="utf-8") as file:
            validator = Draft202012Validator(json.load(file))
        for value in values:
            validator.validate(value)


class Signed(SigningCase):
    def test_every_report_is_signed_behind_the_bytes_that_render_makes(self):
        names = self.write_reports(9)
        self.expected()
        for workers in ("1", "3"):
            self.make("-j", workers, *self.rsa())
            self.assert_sound(names)
            for name in names:
                with open(self.path("expected", name), "rb") as plain, open(self.path("out", name), "rb") as signed:
                    self.assertTrue(signed.read().startswith(plain.read()))
            self.assert_nothing_else()
            shutil.rmtree(self.path("out"))

    def test_it_is_told_that_they_are_signed_and_by_whom(self):
        names = self.write_reports(3)
        self.write("in/bad.json", "{}")
        ended = self.make("--json", *self.rsa(), status=65)
        signature = {"by": WHO, "level": "b"}
        events = [json.loads(line) for line in ended.stdout.splitlines()]
        self.validate("event", events)
        self.assertEqual([event.get("signature") for event in events if event["event"] == "report" and event["state"] == "done"], [signature] * 3)
        status = self.status()
        self.validate("summary", [status])
        self.assertEqual({row["name"]: row.get("signature") for row in status["reports"]}, {"bad.pdf": None, **{name: signature for name in names}})
        with open(self.path("out/summary.csv"), encoding="utf-8-sig", newline="") as file:
            rows = {row["name"]: (row["signed_by"], row["signature_level"]) for row in csv.DictReader(file)}
        self.assertEqual(rows, {"bad.pdf": ("", ""), **{name: (WHO, "b") for name in names}})
        page = self.read("out/index.html")
        self.assertEqual(page.count(f'"{WHO}","b"]'), 3)
        self.assertIn(f"3 of them signed by {WHO}, level B", self.run_it("batch", "status", "out").stdout)
        self.assertIn(f"其中 3 份由 {WHO} 签名，级别 B", self.run_it("batch", "collect", "out", LANG="zh_CN.UTF-8").stdout)

    def test_seal_straddle_field_and_words_are_those_of_sign(self):
        subprocess.run([sys.executable, os.path.join(Tools.source, "tests/sign/seal.py"), self.path("seal.png"), "ring"], check=True)
        names = self.write_reports(2)
        self.make(*self.rsa(), "--seal", "seal.png", "--seal-mm", "20", "--seal-at", "1,40,30", "--field", "公章", "--signer", "某县财政局", "--reason", "公开",
                  "--location", "临江")
        for verdict in self.verdicts().values():
            self.assertTrue(verdict["sound"], verdict["findings"])
            self.assertIn("公章", json.dumps(verdict, ensure_ascii=False))
        for name in names:
            told = subprocess.run(["pdfsig", "-nocert", self.path("out", name)], capture_output=True, text=True, check=False).stdout
            self.assertIn("Signature is Valid", told)
        self.assert_ended(self.run_it("batch", "in", "-o", "out", "--resume", *self.rsa(), "--seal", "seal.png", "--seal-mm", "20", "--seal-at", "1,40,31",
                                      "--field", "公章", "--signer", "某县财政局", "--reason", "公开", "--location", "临江"), 65)

    def test_what_is_published_is_not_signed_twice(self):
        names, sign = self.write_reports(6), self.ecdsa()
        self.make(*sign)
        before = self.published()
        os.remove(self.path("out/r003.pdf"))
        ended = self.make("--resume", *sign)
        self.assertIn("1 published, 5 published before", ended.stdout)
        after = self.published()
        self.assertNotEqual(after.pop("r003.pdf"), before.pop("r003.pdf"))
        self.assertEqual(after, before)
        self.assert_sound(names)
        self.assert_ended(self.run_it("batch", "collect", "out"), 0)

    def test_the_plan_is_gone_on_with_by_the_same_key(self):
        names = self.write_reports(4)
        self.write("in/r002.json", "{}")
        self.make("--sign", "--key", self.ca("rsa.p12"), "--password-file", self.ca("password"), status=65)
        self.write("in/r002.json", report("7"))
        self.assert_ended(self.run_it("batch", "--resume", "-o", "out", fonts=False), 0)
        self.assert_sound(names)

    def test_where_the_key_lies_is_no_part_of_an_id_but_whose_it_is_and_what_is_said(self):
        self.write_reports(2)
        self.make("--sign", "--key", self.ca("rsa.p12"), "--password-file", self.ca("password"))
        self.assertIn("2 published before", self.make("--resume", *self.rsa()).stdout)
        stale = {"r000.pdf": ["BATCH_STALE"], "r001.pdf": ["BATCH_STALE"]}
        for other in ([], self.ecdsa(), [*self.rsa(), "--reason", "公开"], [*self.rsa(), "--signer", "甲"]):
            before = self.published()
            self.make("--resume", *other, status=65)
            self.assertEqual(self.reasons(), stale)
            self.assertEqual(self.published(), before)
        self.assertIn("2 published before", self.make("--resume", *self.rsa()).stdout)
        self.assertEqual(self.status()["published"], 2)

    def test_a_signed_file_that_somebody_has_changed_is_told(self):
        self.write_reports(2)
        self.make(*self.rsa())
        with open(self.path("out/r001.pdf"), "ab") as file:
            file.write(b"x")
        self.make("--resume", *self.rsa(), status=70)
        self.assertEqual(self.reasons(), {"r001.pdf": ["BATCH_OTHER_BYTES"]})

    def test_a_process_that_crashes_is_replaced_by_one_that_signs(self):
        names = self.write_reports(8)
        self.write("in/a-crashes.json", report("1"))
        ended = self.run_it("batch", "in", "-o", "out", "-j", "1", *self.rsa(), program=Tools.hooked)
        self.assert_ended(ended, 70)
        self.assert_sound(names)


class Refused(SigningCase):
    def expect_nothing(self, *words, status, code):
        ended = self.make(*words, status=status)
        self.assertIn(f"error[{code}]", ended.stderr)
        self.assertFalse(os.path.exists(self.path("out")))
        return ended

    def test_a_key_that_cannot_sign_is_found_before_anything_is_set(self):
        self.write_reports(2)
        self.write("wrong", "not the password\n")
        sign = ["--sign", "--key", self.ca("rsa.p12")]
        self.expect_nothing(*sign, "--password-file", "wrong", status=65, code="SIGN_PASSWORD")
        self.expect_nothing(*sign, "--password-file", "missing", status=74, code="FILE_MISSING")
        self.expect_nothing("--sign", "--key", "missing.p12", status=74, code="FILE_MISSING")
        expired = ["--sign", "--key", self.ca("expired.key"), "--cert", self.ca("expired.pem")]
        self.expect_nothing(*expired, status=65, code="SIGN_EXPIRED")
        self.expect_nothing("--sign", "--key", self.ca("p256.key"), "--cert", self.ca("rsa.pem"), status=65, code="SIGN_KEY_FITS")
        self.expect_nothing(*self.rsa(), "--seal", "in/r000.json", status=65, code="SEAL_PNG")

    def test_options_of_signing_belong_together(self):
        self.write_reports(1)
        self.expect_nothing("--sign", status=2, code="USAGE_NEEDED")
        self.expect_nothing("--key", self.ca("rsa.key"), status=2, code="USAGE_ALONE")
        self.expect_nothing("--reason", "x", status=2, code="USAGE_ALONE")
        self.expect_nothing(*self.rsa(), "--level", "lt", status=2, code="USAGE_LEVEL_TSA")
        self.expect_nothing(*self.rsa(), "--seal-at", "1,2,3", status=2, code="USAGE_ALONE")
        self.expect_nothing(*self.rsa(), "--password-file", "a", "--password-fd", "3", status=2, code="USAGE_EITHER")
        self.expect_nothing(*self.rsa(), "--print", "x4", "--seal", "s.png", status=2, code="USAGE_PRESS_SEAL")
        self.make()
        ended = self.run_it("batch", "--resume", "-o", "out", *self.rsa())
        self.assert_ended(ended, 2)
        self.assertIn("--sign says nothing without INPUT...", ended.stderr)
        ended = self.run_it("batch", "--resume", "-o", "out", "--key", self.ca("rsa.key"))
        self.assert_ended(ended, 65)
        self.assertIn("error[BATCH_UNSIGNED]: --key is of no use here", ended.stderr)

    def test_a_password_stands_nowhere(self):
        secret = "Ein-9Passwort"
        self.write("pass", secret + "\n")
        subprocess.run(["openssl", "pkcs12", "-export", "-inkey", self.ca("rsa.key"), "-in", self.ca("rsa.pem"), "-certfile", self.ca("chain.pem"),
                        "-out", self.path("own.p12"), "-passout", f"file:{self.path('pass')}"], check=True)
        for number in range(40):
            self.write(f"in/slow{number:03}.json", report(number))
        process = self.start("batch", "in", "-o", "out", "-j", "2", "--json", "--sign", "--key", "own.p12", "--password-file", "pass",
                             program=Tools.hooked)
        while not glob.glob(self.path("out/*.pdf")):
            self.assertIsNone(process.poll())
            time.sleep(0.02)
        with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as file:
            processes = [process.pid, *map(int, file.read().split())]
        self.assertEqual(len(processes), 3)
        for pid in processes:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                self.assertNotIn(secret.encode(), file.read())
            with open(f"/proc/{pid}/limits", encoding="ascii") as file:
                limits = {line[:25].strip(): line[25:].split() for line in file}
            self.assertEqual(limits["Max core file size"][:2], ["0", "0"])
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, err)
        self.run_it("batch", "collect", "out")
        self.assertNotIn(secret, out + err)
        for folder, _, names in os.walk(self.path("out")):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    self.assertNotIn(secret.encode(), file.read(), name)


class Shards(SigningCase):
    def plan(self, *more, shards="2"):
        self.assert_ended(self.run_it("batch", "plan", "in", "-o", "out", "--shards", shards, *more), 0)

    def test_the_plan_holds_how_it_is_signed_and_shards_sign_from_any_folder(self):
        names = self.write_reports(5)
        shutil.copytree(self.ca(""), self.path("ca"))
        self.plan("--sign", "--key", "ca/rsa.p12", "--password-file", "ca/password", "--reason", "公开")
        os.mkdir(self.path("elsewhere"))
        for shard in ("1", "0"):
            ended = subprocess.run([Tools.program, "batch", "run", "../out", "--shard", shard], cwd=self.path("elsewhere"), check=False,
                                   env=self.environment(), capture_output=True, text=True)
            self.assert_ended(ended, 0)
        self.assert_ended(self.run_it("batch", "collect", "out"), 0)
        self.assert_sound(names)
        self.assert_nothing_else()

    def test_a_machine_says_where_its_own_key_and_password_are(self):
        names = self.write_reports(4)
        self.plan("--sign", "--key", "nowhere.p12")
        ended = self.run_it("batch", "run", "out", "--shard", "0")
        self.assert_ended(ended, 74)
        self.assertIn("nowhere.p12", ended.stderr)
        read, write = os.pipe()
        with open(self.ca("password"), "rb") as file:
            os.write(write, file.read())
        os.close(write)
        ended = subprocess.run(self.command("batch", "run", "out", "--shard", "0", "--key", self.ca("rsa.p12"), "--password-fd", str(read)),
                               cwd=self.folder, env=self.environment(), pass_fds=(read,), capture_output=True, text=True, check=False)
        os.close(read)
        self.assert_ended(ended, 0)
        self.assert_ended(self.run_it("batch", "run", "out", "--shard", "1", "--key", self.ca("rsa.p12"), "--password-file", self.ca("password")), 0)
        self.assert_sound(names)

    def test_a_plan_needs_no_key_and_opens_none(self):
        self.write_reports(2)
        self.plan("--sign", "--key", "nowhere.p12", "--password-file", "nowhere")
        ended = self.run_it("batch", "plan", "in", "-o", "out", "--sign", "--key", "x", "--seal", "s.png", "--seal-mm", "3")
        self.assert_ended(ended, 65)
        self.assertIn("error[USAGE_SEAL_MM]", ended.stderr)

    def test_what_a_plan_says_of_signing_is_held_to_what_may_be_said(self):
        self.write_reports(2)
        self.plan(*self.rsa(), "--level", "b")
        plan = self.read("out/.banxin/plan.jsonl")
        for old, new, code in (('"level":"b"', '"level":"z"', "BATCH_SIGN_WORD"), ('"level":"b"', '"lever":"b"', "BATCH_SIGN_WORD"),
                               ('"level":"b"', '"password-fd":"0"', "BATCH_SIGN_WORD"), ('"level":"b"', '"level":3', "BATCH_LINE"),
                               ('"key":', '"name":', "BATCH_SIGN_WORD")):
            self.assertIn(old, plan)
            self.write("out/.banxin/plan.jsonl", plan.replace(old, new))
            ended = self.run_it("batch", "run", "out")
            self.assert_ended(ended, 65)
            self.assertIn(f"error[{code}]", ended.stderr)
        self.assertEqual(self.published(), {})


class Tokens(SigningCase):
    URI = "pkcs11:token=banxin;object=signer;type=private"

    def setUp(self):
        super().setUp()
        os.makedirs(self.path("tokens"))
        self.write("softhsm2.conf", f"directories.tokendir = {self.path('tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n")
        self.write("pin", "1234\n")
        openssl = ["openssl"]
        self.call(*openssl, "pkcs8", "-topk8", "-nocrypt", "-in", self.ca("rsa.key"), "-out", "key.p8")
        self.call(*openssl, "x509", "-in", self.ca("rsa.pem"), "-outform", "DER", "-out", "rsa.cer")
        self.call("softhsm2-util", "--init-token", "--free", "--label", "banxin", "--pin", "1234", "--so-pin", "4321")
        self.call("softhsm2-util", "--import", "key.p8", "--token", "banxin", "--label", "signer", "--id", "01", "--pin", "1234")
        self.call("pkcs11-tool", "--module", MODULE, "--login", "--pin", "1234", "--token-label", "banxin", "--write-object", "rsa.cer",
                  "--type", "cert", "--label", "signer", "--id", "01")

    def environment(self, **more):
        # libp11 and OpenSSL keep tables for the life of the process, which the leak sanitizer takes for lost.
        leaks = os.path.join(Tools.source, "tests/sign/leaks.txt")
        return super().environment(SOFTHSM2_CONF=self.path("softhsm2.conf"), ASAN_OPTIONS="fast_unwind_on_malloc=0",
                                   LSAN_OPTIONS=f"suppressions={leaks}:print_suppressions=0", **more)

    def call(self, *words):
        subprocess.run(words, cwd=self.folder, env=self.environment(), check=True, stdin=subprocess.DEVNULL, capture_output=True)

    def token(self, module=MODULE, pin="pin"):
        return ["--sign", "--key", self.URI, "--chain", self.ca("chain.pem"), "--pkcs11-module", module, "--password-file", pin]

    def test_each_process_opens_the_token_for_itself(self):
        names = self.write_reports(9)
        self.write("in/a-crashes.json", report("1"))
        ended = self.run_it("batch", "in", "-o", "out", "-j", "3", *self.token(), program=Tools.hooked)
        self.assert_ended(ended, 70)
        self.assert_sound(names)
        self.assertEqual(self.reasons(), {"a-crashes.pdf": ["BATCH_CRASH"]})

    def test_a_wrong_pin_is_tried_once_and_nothing_is_set(self):
        self.write_reports(4)
        self.write("wrong", "87654321\n")
        ended = self.make("-j", "3", *self.token(pin="wrong"), status=65)
        self.assertEqual(ended.stderr.count("error[TOKEN_PIN]"), 1)
        self.assertNotIn("87654321", ended.stdout + ended.stderr)
        self.assertFalse(os.path.exists(self.path("out")))

    def test_a_pin_in_the_uri_is_refused_and_not_kept(self):
        self.write_reports(1)
        words = self.token()
        words[2] += ";pin-value=1234"
        self.assertIn("error[TOKEN_ARGV]", self.make(*words, status=65).stderr)
        self.assertFalse(os.path.exists(self.path("out")))
        ended = self.run_it("batch", "plan", "in", "-o", "out", *words)
        self.assert_ended(ended, 65)
        self.assertFalse(os.path.exists(self.path("out")))

    def test_a_token_that_vanishes_stops_the_batch_which_goes_on_when_it_is_back(self):
        names = self.write_reports(30)
        ended = self.make("-j", "1", *self.token(module=self.vanishing), status=75, VANISH_AFTER="2")
        self.assertIn("error[TOKEN_GONE]", ended.stderr)
        self.assertIn("warning[BATCH_KEY_GONE]", ended.stderr)
        done = self.published()
        self.assertEqual(len(done), 2)
        ended = self.run_it("batch", "--resume", "-o", "out", "--pkcs11-module", MODULE, fonts=False)
        self.assert_ended(ended, 0)
        self.assertIn("28 published, 2 published before", ended.stdout)
        self.assertEqual({name: digest(self.path("out", name)) for name in done}, done)
        self.assert_sound(names)


class Services(SigningCase):
    """Time stamps, with an authority of its own whose certificates name a port of this machine."""

    @classmethod
    def setUpClass(cls):
        cls.ground = tempfile.mkdtemp(prefix="banxin-batch-sign-")
        authority, port = os.path.join(cls.ground, "ca"), os.path.join(cls.ground, "port")
        cls.services = subprocess.Popen([sys.executable, os.path.join(Tools.source, "tests/sign/services.py"), authority, port])
        while not os.path.exists(port):
            time.sleep(0.02)
        with open(port, encoding="ascii") as file:
            cls.url = f"http://127.0.0.1:{file.read()}"
        subprocess.run(["bash", os.path.join(Tools.source, "scripts/test-ca"), authority, cls.url], check=True, capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.services.kill()
        cls.services.wait()
        shutil.rmtree(cls.ground)

    def count(self, path):
        with urllib.request.urlopen(f"{self.url}/count/{path}") as answer:
            return int(answer.read())

    def test_levels_reach_every_report(self):
        names = self.write_reports(4)
        self.make(*self.rsa(), "--tsa", f"{self.url}/tsa")
        self.assert_sound(names, level="T")
        shutil.rmtree(self.path("out"))
        self.make(*self.rsa(), "--tsa", f"{self.url}/tsa", "--level", "lta", "-j", "2")
        self.assert_sound(names, level="LTA")
        before = self.count("tsa")
        self.make("--resume", *self.rsa(), "--tsa", f"{self.url}/tsa", "--level", "lta")
        self.assertEqual(self.count("tsa"), before)  # nothing was signed again

    def test_a_service_that_is_asked_again_answers(self):
        names = self.write_reports(3)
        self.make(*self.rsa(), "--tsa", f"{self.url}/tsa-flaky", "--tsa-retries", "1", "-j", "1")
        self.assert_sound(names, level="T")

    def test_a_service_that_is_down_fails_each_report_with_its_reason_and_another_goes_on(self):
        names = self.write_reports(3)
        bad = [*self.rsa(), "--tsa-timeout", "1", "--tsa-retries", "1", "--tsa"]
        for way in ("nowhere", "tsa-slow"):
            ended = self.make(*bad, f"{self.url}/{way}", status=74)
            self.assertEqual(ended.stderr.count("error[TSA_DOWN]"), 3)
            self.assertEqual(self.reasons(), {name: ["TSA_DOWN"] for name in names})
            self.assertEqual(self.published(), {})
            self.assertTrue(os.path.exists(self.path("out/summary.csv")))
            bad.insert(0, "--resume")
        self.make("--resume", *self.rsa(), "--tsa", f"{self.url}/tsa")
        self.assert_sound(names, level="T")

    def test_waiting_for_a_service_counts_towards_the_time_limit(self):
        self.write_reports(1)
        self.make(*self.rsa(), "--tsa", f"{self.url}/tsa-slow", "--tsa-timeout", "30", "--time-limit", "1", status=65)
        self.assertEqual(self.reasons(), {"r000.pdf": ["BATCH_TIME"]})

    def test_a_certificate_that_is_revoked_stops_the_batch(self):
        self.write_reports(20)
        revoked = ["--sign", "--key", self.ca("revoked.key"), "--cert", self.ca("revoked.pem"), "--chain", self.ca("chain.pem")]
        ended = self.make(*revoked, "--tsa", f"{self.url}/tsa", "--level", "lt", "-j", "1", status=75)
        self.assertIn("error[SIGN_REVOKED]", ended.stderr)
        self.assertEqual(self.published(), {})
        self.assertGreater(self.status()["missing"], 0)


if __name__ == "__main__":
    Tools.program, Tools.hooked, Tools.source, SigningCase.ground, SigningCase.vanishing = map(os.path.realpath, sys.argv[1:6])
    unittest.main(argv=[sys.argv[0], *sys.argv[6:]], verbosity=1)
