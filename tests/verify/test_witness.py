#!/usr/bin/python3
"""Other programs as witnesses, where they are able to judge: what verify calls sound they find nothing against; what they
find broken is broken for verify too. pdfsig and openssl judge digests and signatures, qpdf and mutool the file."""
import os
import random
import re
import subprocess
import tempfile

from ground import AUTHORITY, ROOT, complain, finish, read, verify
from make_signed import long_term, sign

FLIPS = 60


def ran(*command):
    return subprocess.run(command, capture_output=True, check=False)


def pdfsig(path):
    """Of each signature: valid, invalid, or None where pdfsig cannot say."""
    text = ran("pdfsig", "-nocert", path).stdout.decode(errors="replace")
    words = re.findall(r"Signature Validation: (.*)\.", text)
    return [True if word == "Signature is Valid" else False if word in ("Signature is Invalid", "Digest Mismatch") else None
            for word in words]


def openssl(path, data):
    """The last signature, over the bytes its range names; time stamps are not for this."""
    numbers = [int(number) for number in re.findall(rb"/ByteRange ?\[([\d ]+)\]", data)[-1].split()]
    if len(numbers) != 4 or b"ETSI.RFC3161" in data:
        return None
    with tempfile.TemporaryDirectory() as folder:
        covered, message = os.path.join(folder, "covered"), os.path.join(folder, "message")
        with open(covered, "wb") as file:
            file.write(data[numbers[0]:numbers[0] + numbers[1]] + data[numbers[2]:numbers[2] + numbers[3]])
        with open(message, "wb") as file:
            digits = data[numbers[1] + 1:numbers[2] - 1]
            if not re.fullmatch(rb"([0-9a-fA-F]{2})+", digits):
                return False
            file.write(bytes.fromhex(digits.decode()))
        assert path
        return ran("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", message, "-content", covered, "-CAfile", ROOT,
                   "-purpose", "any", "-out", os.devnull).returncode == 0


def judge(case, data, verdict):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        signatures, last = pdfsig(file.name), openssl(file.name, data)
        checked = ran("qpdf", "--check", file.name).returncode
        drawn = ran("mutool", "info", file.name)
    if verdict["sound"]:
        if False in signatures or True not in signatures:
            complain(case, f"pdfsig finds {signatures}, verify nothing")
        if last is False:
            complain(case, "openssl finds the last signature broken, verify nothing")
        if checked != 0 or drawn.returncode != 0:
            complain(case, f"qpdf {checked}, mutool {drawn.returncode}: {drawn.stderr.decode()[:200]}")
    elif False not in signatures and last is not False and checked == 0:
        return "alone"
    return "agreed"


def main():
    basic = sign(read("report.pdf"), AUTHORITY)
    second = sign(basic, AUTHORITY, "p256", "S2", stamp=True)
    sealed = long_term(read("plain.pdf"), AUTHORITY)
    sound = [("basic", basic), ("second", second), ("sealed", sealed)]
    verdicts, _ = verify(*[data for _, data in sound])
    for (case, data), verdict in zip(sound, verdicts):
        if not verdict["sound"]:
            complain(case, "is not sound")
        judge(case, data, verdict)
    chance = random.Random(7)
    spoilt = [(name, bytearray(data)) for name, data in sound[:2] for _ in range(FLIPS)]
    for _, data in spoilt:
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    verdicts, _ = verify(*[bytes(data) for _, data in spoilt])
    told = [judge(f"flipped {name}", bytes(data), verdict) for (name, data), verdict in zip(spoilt, verdicts)]
    if told.count("agreed") < len(told) // 3:
        complain("witnesses", f"they agree on {told.count('agreed')} of {len(told)} only")
    print(f"witnesses agree on {told.count('agreed')} of {len(told)} spoilt files; of the others only verify tells")


main()
finish()
