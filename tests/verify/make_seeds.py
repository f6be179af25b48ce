#!/usr/bin/python3
"""make_seeds.py PROGRAM GROUND FOLDER: small signed files, signatures and time stamps for the fuzzers of verifying and
signing, and who signs there."""
import os
import shutil
import subprocess
import sys

from make_signed import add_validation, cms_sign, ocsp, sign, stamp_document, stream, time_stamp

PAGE = [b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R/MarkInfo<</Marked true>>>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 6 0 R>>>>/StructParents 0>>",
        stream(b"BT /F 9 Tf 9 9 Td <0001> Tj (a) Tj ET"),
        b"<</Type/StructTreeRoot/K[7 0 R]/ParentTree<</Nums[0[7 0 R]]>>/ParentTreeNextKey 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 8 0 R>>", b"<</Type/StructElem/S/P/P 5 0 R/Pg 3 0 R/K 0>>",
        stream(b"1 beginbfchar <00> <4E2D> endbfchar 1 beginbfrange <61> <7A> <0041> endbfrange")]


def page():
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(PAGE, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(PAGE) + 1) + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(PAGE) + 1, start)
    return bytes(out)


def main():
    program, ground, folder = sys.argv[1:]
    authority = os.path.join(ground, "ca")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    basic = sign(page(), authority, "p256")
    stamped = sign(page(), authority, "p256", stamp=True)
    answers = [ocsp(authority, "p256.pem"), ocsp(authority, "tsa.pem")]
    seeds = {"basic.pdf": basic, "twice.pdf": sign(basic, authority, "rsa", "S2"),
             "sealed.pdf": stamp_document(add_validation(stamped, authority, ("p256", "tsa", "ca"), answers=answers), authority),
             "message.der": cms_sign(b"abc", authority, "p256"), "stamp.der": time_stamp(b"abc", authority)}
    for name, data in seeds.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    root, *_ = [shutil.copy(os.path.join(authority, name), folder) for name in ("root.pem", "chain.pem", "p256.pem", "p256.key")]
    seal = os.path.join(os.path.dirname(__file__), "..", "sign", "seal.py")
    subprocess.run([sys.executable, seal, os.path.join(folder, "seal.png"), "ring", "20"], check=True)
    files = [os.path.join(folder, name) for name in seeds if name.endswith(".pdf")]
    plain = os.path.join(folder, "plain.pdf")
    with open(plain, "wb") as file:
        file.write(page())
    for kind in ("sm2", "pss"): # by the program, for openssl makes no such message
        files.append(os.path.join(folder, f"{kind}.pdf"))
        keys = [os.path.join(authority, name) for name in (f"{kind}.key", f"{kind}.pem", "chain.pem")]
        subprocess.run([program, "sign", plain, "--key", keys[0], "--cert", keys[1], "--chain", keys[2], "-o", files[-1]], check=True)
    subprocess.run([program, "verify", "--trust", root, *files], check=True)


main()
