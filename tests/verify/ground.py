"""What the tests of verifying stand on: an authority, a small report, the program, and how a case is told.

A test program is called: test_X.py PROGRAM SOURCE-FOLDER GROUND, GROUND being the folder that ground.sh has made."""
import json
import os
import subprocess
import sys
import tempfile

PROGRAM, SOURCE, GROUND = (os.path.abspath(path) for path in sys.argv[1:4])
AUTHORITY = os.path.join(GROUND, "ca")
ROOT = os.path.join(AUTHORITY, "root.pem")
FORM = os.path.join(SOURCE, "tests/fixtures/tiny-form.json")
FAULTS = []


def read(name):
    """A file of the ground."""
    with open(os.path.join(GROUND, name), "rb") as file:
        return file.read()


def run(paths, *options, trust=ROOT, language="C.UTF-8"):
    trusted = ["--trust", trust] if trust else []
    command = [PROGRAM, "verify", "--form", FORM, *trusted, *options, "--", *paths]
    environment = dict(os.environ, LC_ALL=language)
    return subprocess.run(command, capture_output=True, check=False, env=environment, timeout=600)


def verify(*files, options=(), **more):
    """The verdicts on some files given as bytes, and the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, data in enumerate(files):
            paths.append(os.path.join(folder, f"{number}.pdf"))
            with open(paths[-1], "wb") as file:
                file.write(data)
        ran = run(paths, "--json", "-j", "2", *options, **more)
    if not ran.stdout:
        raise RuntimeError(ran.stderr.decode())
    return json.loads(ran.stdout)["files"], ran.returncode


def rules(verdict, gravity=None):
    return {finding["rule"] for finding in verdict["findings"] if gravity in (None, finding["gravity"])}


def complain(case, what):
    FAULTS.append(case)
    print(f"{case}: {what}")


def show(verdict):
    return json.dumps([verdict["findings"], verdict["faults"]], ensure_ascii=False)[:1500]


def expect_sound(case, data, level=None, approvals=None, options=(), **more):
    (verdict,), status = verify(data, options=options, **more)
    if not verdict["sound"] or status != 0:
        complain(case, f"is not sound, status {status}: {show(verdict)}")
    if level and verdict["level"] != level:
        complain(case, f"reaches {verdict['level']}, not {level}: {show(verdict)}")
    if approvals is not None and verdict["approvals"] != approvals:
        complain(case, f"has {verdict['approvals']} sound signatures, not {approvals}")
    return verdict


def expect_unsound(case, data, *wanted, options=(), **more):
    """Unsound, and by these rules among others."""
    (verdict,), status = verify(data, options=options, **more)
    if verdict["sound"] or status != 1 or not verdict["readable"]:
        complain(case, f"passes, or cannot be judged: status {status}: {show(verdict)}")
    for rule in wanted:
        if rule not in rules(verdict, "grave"):
            complain(case, f"{rule} is not among what is found: {show(verdict)}")
    return verdict


def expect_spoilt(case, data, options=()):
    """Not sound: unsound, or so broken that it cannot be judged."""
    (verdict,), status = verify(data, options=options)
    if verdict["sound"] or status not in (1, 65):
        complain(case, f"passes: status {status}: {show(verdict)}")


def expect_refused(case, data, code):
    (verdict,), status = verify(data)
    if verdict["readable"] or verdict["sound"] or status != 65 or verdict["faults"][0]["code"] != code:
        complain(case, f"status {status}, not refused as {code}: {show(verdict)}")


def finish():
    sys.exit(1 if FAULTS else 0)
