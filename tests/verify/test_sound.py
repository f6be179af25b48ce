#!/usr/bin/python3
"""Sound files of every level, by openssl and by the program itself, are found sound; less than asked for is not."""
import os
import subprocess
import tempfile

from ground import AUTHORITY, PROGRAM, complain, expect_refused, expect_sound, expect_unsound, finish, read, rules, verify
from make_signed import add_validation, long_term, ocsp, sign, stamp_document

REPORT, PLAIN = read("report.pdf"), read("plain.pdf")


def sign_by_program(data, signer, *options):
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "in.pdf"), os.path.join(folder, "out.pdf")
        with open(source, "wb") as file:
            file.write(data)
        subprocess.run([PROGRAM, "sign", source, "-o", target, "--key", f"{AUTHORITY}/{signer}.key", "--cert",
                        f"{AUTHORITY}/{signer}.pem", "--chain", f"{AUTHORITY}/chain.pem", *options], check=True,
                       stdout=subprocess.DEVNULL)
        with open(target, "rb") as file:
            return file.read()


def levels():
    basic = sign(REPORT, AUTHORITY)
    stamped = sign(REPORT, AUTHORITY, stamp=True)
    validated = add_validation(stamped, AUTHORITY)
    answers = [ocsp(AUTHORITY, "rsa.pem"), ocsp(AUTHORITY, "tsa.pem"), ocsp(AUTHORITY, "ca.pem", "root", "ocsp-root", "root.txt")]
    answered = add_validation(stamped, AUTHORITY, lists=(), answers=answers)
    for name, data, level in (("basic", basic, "B"), ("stamped", stamped, "T"), ("validated by lists", validated, "LT"),
                              ("validated by answers", answered, "LT"),
                              ("sealed", stamp_document(validated, AUTHORITY), "LTA"),
                              ("stamped as a document", stamp_document(basic, AUTHORITY), "T")):
        expect_sound(name, data, level, 1)
    for name, data, asked in (("basic", basic, "t"), ("stamped", stamped, "lt"), ("validated", validated, "lta")):
        verdict = expect_unsound(f"{name}, {asked} asked for", data, "level", options=("--level", asked))
        expect_sound(f"{name}, less asked for", data, options=("--level", {"t": "b", "lt": "t", "lta": "lt"}[asked]))
        if verdict["signatures"][0]["sound"]:
            complain(name, "a signature that reaches less than asked for counts as sound")


def kinds():
    for signer in ("rsa", "p256", "sm2", "pss"):
        verdict = expect_sound(f"by the program, {signer}", sign_by_program(REPORT, signer), "B", 1)
        wanted = {"rsa": "RSA", "p256": "ECDSA", "sm2": "SM2", "pss": "RSA-PSS"}[signer]
        if verdict["signatures"][0]["algorithm"] != wanted:
            complain(signer, f"taken for {verdict['signatures'][0]['algorithm']}")
    expect_sound("RSA-PSS by openssl", sign(REPORT, AUTHORITY, options=("-keyopt", "rsa_padding_mode:pss")), "B", 1)
    expect_sound("SHA-512", sign(REPORT, AUTHORITY, options=("-md", "sha512")), "B", 1)
    older = expect_sound("the older kind", sign(REPORT, AUTHORITY, sub_filter=b"adbe.pkcs7.detached"), "none", 1)
    if "cades" not in rules(older, "doubt"):
        complain("the older kind", "is not told as such")


def in_turn():
    data = REPORT
    for number, signer in enumerate(("rsa", "p256", "sm2"), 1):
        data = sign_by_program(data, signer, "--field", f"第{number}个")
        verdict = expect_sound(f"{number} in turn", data, "B", number, options=("--signatures", str(number)))
        if [item["revision"] for item in verdict["signatures"]] != list(range(2, number + 2)):
            complain("in turn", "signatures are not told with their revisions")
    expect_unsound("four asked for", data, "few-signatures", options=("--signatures", "4"))
    mixed = sign(long_term(data, AUTHORITY, "rsa", "S4"), AUTHORITY, "p256", "S5", stamp=True)
    expect_sound("both programs in turn", mixed, "LT", 5)


def unsigned():
    expect_unsound("unsigned", REPORT, "no-signature")
    verdict = expect_sound("unsigned, as asked", REPORT, "none", 0, options=("--signatures", "0"))
    if "unsigned" not in rules(verdict, "remark"):
        complain("unsigned", "is not said")
    stamped = stamp_document(REPORT, AUTHORITY)
    expect_unsound("only stamped", stamped, "no-signature")
    expect_sound("only stamped, as asked", stamped, options=("--signatures", "0"))
    expect_sound("without a table of revisions", sign(PLAIN, AUTHORITY), "B", 1)


def not_such_files():
    expect_refused("empty", b"", "PDF_NONE")
    expect_refused("text", b"a text\n" * 100, "PDF_NONE")
    expect_refused("cut off", REPORT[:-2000], "PDF_DAMAGED")
    expect_unsound("a signature cut off", sign(REPORT, AUTHORITY)[:-2000], "trailing")
    expect_refused("bytes before it", b"\n" + REPORT, "PDF_NONE")
    verdicts, status = verify(REPORT, b"no", sign(REPORT, AUTHORITY))
    if status != 65 or [item["sound"] for item in verdicts] != [False, False, True]:
        complain("three files", f"status {status}")


levels()
kinds()
in_turn()
unsigned()
not_such_files()
finish()
