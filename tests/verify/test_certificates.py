#!/usr/bin/python3
"""Who signed, when, and whether he may be believed: chains, validity, usage, revocation, time stamps, strength."""
import datetime
import os
import shutil
import tempfile
import time

from ground import AUTHORITY, complain, expect_sound, expect_unsound, finish, read, rules, run
from make_signed import (TIME_STAMP_ATTRIBUTE, add_unsigned, add_validation, cms_sign, ocsp, openssl, parts, read_file, sign,
                         signature_value, stamp_document, take, time_stamp)

REPORT = read("plain.pdf")
FOLDER = tempfile.mkdtemp()
CA = os.path.join(FOLDER, "ca")  # a copy, whose lists these tests change
shutil.copytree(AUTHORITY, CA)


def at(seconds):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return moment.strftime("%Y%m%d%H%M%SZ")


def issue(name, kind="signer", *options, key="p256", subject=None):
    """A further certificate of the copy's issuing authority."""
    shutil.copy(os.path.join(CA, f"{key}.key"), os.path.join(CA, f"{name}.key"))
    openssl("req", "-new", "-config", "ca.cnf", "-key", f"{name}.key", "-subj", f"/CN={subject or name}", "-out", "new.csr", cwd=CA)
    openssl("ca", "-batch", "-notext", "-config", "ca.cnf", "-name", "ca_ca", "-extensions", kind, "-in", "new.csr", "-out",
            f"{name}.pem", *options, cwd=CA)


def make_list(name, *options):
    openssl("ca", "-config", "ca.cnf", "-name", "ca_ca", "-gencrl", "-out", "list.pem", *options, cwd=CA)
    openssl("crl", "-in", "list.pem", "-outform", "DER", "-out", name, cwd=CA)


def chains():
    signed = sign(REPORT, CA)
    expect_unsound("no trust", signed, "no-trust", trust=None)
    expect_sound("the issuer trusted", signed, "B", trust=os.path.join(CA, "ca.pem"))
    expect_sound("the signer trusted", signed, "B", trust=os.path.join(CA, "rsa.pem"))
    expect_unsound("another signer trusted", signed, "chain", trust=os.path.join(CA, "p256.pem"))
    folder = os.path.join(FOLDER, "roots")
    os.mkdir(folder)
    for name in ("root.pem", "p256.pem", "root.cer"):
        shutil.copy(os.path.join(CA, name), folder)
    with open(os.path.join(folder, "notes.txt"), "w", encoding="utf-8") as file:
        file.write("no certificate")
    expect_sound("a folder trusted", signed, "B", trust=folder)
    other = os.path.join(FOLDER, "other.pem")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", os.path.join(FOLDER, "other.key"), "-out", other, "-subj",
            "/C=CN/O=试用/CN=试用根证书 Test Root", "-utf8", "-addext", "basicConstraints=critical,CA:TRUE")
    expect_unsound("a root of the same name", signed, trust=other)
    alone = os.path.join(FOLDER, "alone")
    shutil.copytree(CA, alone)
    shutil.copy(os.path.join(CA, "p256.pem"), os.path.join(alone, "chain.pem"))
    expect_unsound("the issuer missing", sign(REPORT, alone), "chain")
    for name, content, status, code in (("broken", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", 65, "TRUST_BROKEN"),
                                        ("empty", "", 65, "TRUST_BROKEN"), ("missing", None, 74, "FILE_MISSING")):
        path = os.path.join(FOLDER, f"{name}.pem")
        if content is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
        ran = run([os.path.join(FOLDER, "x.pdf")], trust=path)
        if ran.returncode != status or code not in ran.stderr.decode():
            complain(f"trust {name}", f"{ran.returncode}: {ran.stderr.decode()}")
    os.mkdir(os.path.join(FOLDER, "nothing"))
    ran = run([os.path.join(FOLDER, "x.pdf")], trust=os.path.join(FOLDER, "nothing"))
    if ran.returncode != 65 or "TRUST_EMPTY" not in ran.stderr.decode():
        complain("an empty folder", ran.stderr.decode())


def validity():
    expect_unsound("expired", sign(REPORT, CA, "expired"), "expired")
    expect_unsound("expired, and stamped", sign(REPORT, CA, "expired", stamp=True), "expired")
    issue("future", "signer", "-startdate", at(86400), "-enddate", at(2 * 86400))
    expect_unsound("not yet valid", sign(REPORT, CA, "future"), "expired")
    issue("short", "signer", "-startdate", at(-60), "-enddate", at(4))
    stamped, bare = sign(REPORT, CA, "short", stamp=True), sign(REPORT, CA, "short")
    sealed = stamp_document(bare, CA)
    expect_sound("short, while it holds", bare, "B")
    time.sleep(5)
    expect_sound("expired after it had signed, stamped", stamped, "T")
    expect_sound("expired after it had signed, stamped as a document", sealed, "T")
    expect_unsound("expired after it had signed, unproven", bare, "expired")


def usage():
    expect_unsound("not for signing", sign(REPORT, CA, "other"), "key-usage")
    expect_unsound("for time stamps", sign(REPORT, CA, "tsa"), "key-usage")
    expect_unsound("for answers", sign(REPORT, CA, "ocsp"), "key-usage")
    expect_unsound("an issuer that may not issue", sign_under_signer(), "chain")


def sign_under_signer():
    """A certificate issued by a signer's."""
    folder = os.path.join(FOLDER, "under")
    shutil.copytree(CA, folder)
    openssl("req", "-new", "-config", "ca.cnf", "-key", "rsa.key", "-subj", "/CN=under", "-out", "under.csr", cwd=folder)
    openssl("x509", "-req", "-in", "under.csr", "-CA", "p256.pem", "-CAkey", "p256.key", "-set_serial", "7", "-days", "9", "-out",
            "under.pem", cwd=folder)
    shutil.copy(os.path.join(folder, "rsa.key"), os.path.join(folder, "under.key"))
    with open(os.path.join(folder, "chain.pem"), "ab") as file:
        file.write(read_file(folder, "p256.pem"))
    return sign(REPORT, folder, "under")


def strength():
    expect_unsound("an RSA key of 1024 bits", sign(REPORT, CA, "weak"), "weak-algorithm")
    for digest in ("sha1", "md5"):
        expect_unsound(digest, sign(REPORT, CA, options=("-md", digest)), "weak-algorithm")
    issue("old", "signer", "-md", "sha1")
    expect_unsound("a certificate signed over SHA-1", sign(REPORT, CA, "old"), "weak-algorithm")


def revocation():
    stamped = sign(REPORT, CA, "revoked", stamp=True)
    verdict = expect_sound("revoked, and the file knows nothing", stamped, "T")
    if "revocation" not in rules(verdict, "remark"):
        complain("revocation", "is not said to be unproven")
    expect_unsound("revoked, by a list", add_validation(stamped, CA, ("tsa", "ca")), "revoked")
    answers = [ocsp(CA, "revoked.pem"), ocsp(CA, "ca.pem", "root", "ocsp-root", "root.txt"), ocsp(CA, "tsa.pem")]
    expect_unsound("revoked, by an answer", add_validation(stamped, CA, ("tsa", "ca"), (), answers), "revoked")
    bare = sign(REPORT, CA, "revoked")
    expect_unsound("revoked, unproven time", add_validation(bare, CA, ("ca",)), "revoked")
    issue("later")
    early = sign(REPORT, CA, "later", stamp=True)
    unproven = sign(REPORT, CA, "later")
    time.sleep(2)
    openssl("ca", "-config", "ca.cnf", "-name", "ca_ca", "-revoke", "later.pem", cwd=CA)
    make_list("later.crl", "-crldays", "30")
    lists = ("later.crl", "root.crl")
    verdict = expect_sound("revoked after it had signed", add_validation(early, CA, ("later", "tsa", "ca"), lists), "LT")
    if "revoked-later" not in rules(verdict, "remark"):
        complain("revoked later", "is not said")
    expect_unsound("revoked, and when it signed is unproven", add_validation(unproven, CA, ("later", "ca"), lists), "revoked")
    stale = sign(REPORT, CA, stamp=True)
    make_list("stale.crl", "-crl_lastupdate", "20200101000000Z", "-crl_nextupdate", "20200201000000Z")
    verdict = expect_sound("a list of another time", add_validation(stale, CA, lists=("stale.crl", "root.crl")), "T")
    if "revocation" not in rules(verdict, "remark"):
        complain("a list of another time", "is believed")
    foreign = [ocsp(CA, "rsa.pem", responder="p256"), ocsp(CA, "tsa.pem", responder="p256"),
               ocsp(CA, "ca.pem", "root", "ocsp-root", "root.txt")]
    expect_sound("answers of somebody else", add_validation(stale, CA, lists=(), answers=foreign), "T")
    expect_unsound("validation data that are none", add_validation(stale, CA, lists=("tsa.cnf",)), "validation-data")


def forged_token(data, signer, token=None):
    """A token made without an authority, by whoever has a key."""
    info = tst_info(token or time_stamp(data, CA))
    return openssl("cms", "-sign", "-binary", "-nodetach", "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-cades", "-signer",
                   f"{signer}.pem", "-inkey", f"{signer}.key", "-certfile", "chain.pem", "-outform", "DER", "-nosmimecap", cwd=CA, data=info)


def tst_info(token):
    data = take(parts(take(token)[1])[1][1])[1]
    content = parts(data)[2][1]
    return take(parts(content)[1][1])[1]


def with_token(make):
    return sign(REPORT, CA, change=lambda cms: add_unsigned(cms, TIME_STAMP_ATTRIBUTE, make(signature_value(cms))))


def stamps():
    expect_sound("a stamp", with_token(lambda value: time_stamp(value, CA)), "T")
    expect_unsound("a stamp of other bytes", with_token(lambda value: time_stamp(b"other", CA)), "time-stamp")
    expect_unsound("a stamp by a signer", with_token(lambda value: forged_token(value, "p256")), "key-usage")
    expect_unsound("no stamp at all", with_token(lambda value: b"\x30\x03\x02\x01\x05"), "time-stamp")
    expect_unsound("a signature as a stamp", with_token(lambda value: cms_sign(value, CA, "rsa")))
    second = os.path.join(FOLDER, "second")
    shutil.copytree(AUTHORITY, second)
    for name in ("root", "ca"):
        openssl("req", "-x509", "-key", f"{name}.key", "-out", f"{name}.pem", "-subj", f"/CN=other {name}", "-addext",
                "basicConstraints=critical,CA:TRUE", cwd=second)
    openssl("req", "-new", "-key", "tsa.key", "-subj", "/CN=other TSA", "-out", "tsa.csr", cwd=second)
    with open(os.path.join(second, "ext"), "w", encoding="ascii") as file:
        file.write("extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n")
    openssl("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "9", "-days", "9", "-extfile", "ext",
            "-out", "tsa.pem", cwd=second)
    shutil.copy(os.path.join(second, "ca.pem"), os.path.join(second, "chain.pem"))
    expect_unsound("a stamp of an unknown authority", with_token(lambda value: time_stamp(value, second)), "chain")
    with open(os.path.join(CA, "weak.cnf"), "w", encoding="ascii") as file:
        file.write(read_file(CA, "tsa.cnf").decode().replace("sha256, sha384", "sha1, sha256, sha384"))
    expect_unsound("a stamp over SHA-1", with_token(lambda value: time_stamp(value, CA, "weak.cnf", "sha1")), "time-stamp")
    expect_unsound("a document stamp over SHA-1", stamp_document(sign(REPORT, CA), CA, config="weak.cnf", digest="sha1"), "time-stamp")
    expect_unsound("a document stamp of other bytes", swapped_stamp(), "time-stamp")
    expect_unsound("an unknown unsigned attribute", sign(REPORT, CA, change=lambda cms: add_unsigned(
        cms, bytes.fromhex("06032a0304"), b"\x02\x01\x05")), "unsigned-part")


def swapped_stamp():
    one, other = stamp_document(sign(REPORT, CA), CA), stamp_document(read("report.pdf"), CA)
    start, start_other = (data.rindex(b"/Contents<") for data in (one, other))
    end, end_other = (data.index(b">", place) for data, place in ((one, start), (other, start_other)))
    return one[:start] + other[start_other:end_other] + one[end:]


chains()
validity()
usage()
strength()
revocation()
stamps()
shutil.rmtree(FOLDER)
finish()
