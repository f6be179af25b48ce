"""guide.py PROGRAM SOURCE-DIR: docs/archive.md can be followed: every command in it is run, one after the other.

Those that need a token are left out, for which the tests of signing have one. The services of the test authority are
there from the beginning, so its certificates name them at once; tsa.example is theirs, too. What the guide calls the head
is the head that the command before has printed.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

program, source = (os.path.abspath(path) for path in sys.argv[1:3])
COMMAND = re.compile(r"^    ((?:banxin|scripts/test-ca) .*)$", re.MULTILINE)


class Guide(unittest.TestCase):
    def setUp(self):
        self.desk = tempfile.mkdtemp(prefix="banxin-guide-")
        self.addCleanup(shutil.rmtree, self.desk)
        os.symlink(os.path.join(source, "input"), os.path.join(self.desk, "input"))
        os.symlink(os.path.join(source, "scripts"), os.path.join(self.desk, "scripts"))
        self.start_services()
        signing = os.path.join(source, "tests", "sign")
        subprocess.run([sys.executable, "-B", f"{signing}/seal.py", "seal.png", "ring"], cwd=self.desk, check=True)
        with open(os.path.join(source, "docs", "archive.md"), encoding="utf-8") as file:
            self.commands = [line for line in COMMAND.findall(file.read()) if "pkcs11:" not in line]
        # The authority is made once, with the address of its services.
        self.commands = [line for line in self.commands if not line.startswith("scripts/test-ca trial http")]
        for i, line in enumerate(self.commands):
            line = "scripts/test-ca trial " + self.url if line == "scripts/test-ca trial" else line
            self.commands[i] = line.replace("http://tsa.example/", f"{self.url}/tsa")

    def start_services(self):
        port = os.path.join(self.desk, "port")
        server = subprocess.Popen([sys.executable, "-B", os.path.join(source, "tests", "sign", "services.py"),
                                   "trial", "port"], cwd=self.desk, stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        for _ in range(300):
            if os.path.exists(port) and os.path.getsize(port):
                break
            time.sleep(0.1)
        with open(port, encoding="utf-8") as file:
            self.url = f"http://127.0.0.1:{int(file.read())}"

    def test_every_command_does_what_it_is_there_for(self):
        self.assertGreater(len(self.commands), 14)
        head = None
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "PATH": f"{os.path.dirname(program)}:{os.environ['PATH']}"}
        for line in self.commands:
            if head:
                line = re.sub(r"--head [0-9a-f]{64}", f"--head {head}", line)
            done = subprocess.run(["bash", "-c", line], cwd=self.desk, env=environment, capture_output=True, text=True,
                                  check=False, timeout=300)
            self.assertEqual(done.returncode, 0, f"{line}\n{done.stdout}{done.stderr}")
            found = re.search(r"^head \d+ ([0-9a-f]{64})$", done.stdout, re.MULTILINE)
            head = found[1] if found else head
        self.assertTrue(os.path.isfile(os.path.join(self.desk, "transfer-2020", "bagit.txt")))


if __name__ == "__main__":
    del sys.argv[1:3]
    unittest.main()
