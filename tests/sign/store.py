"""store.py FILE.pdf CA-FOLDER: the document security store of a signed file, held to ETSI EN 319 142-1, 5.4.

Every certificate but roots has an OCSP answer or a list of its issuer that openssl verifies; every signature has an entry
that names what is in the store; every object stands in it once.
"""
import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

path, ca = sys.argv[1:]
command = ["qpdf", "--json=2", "--json-stream-data=inline", path]
objects = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["qpdf"][1]
faults = []


def get(value):
    while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
        held = objects["obj:" + value]
        value = held["value"] if "value" in held else held["stream"]["dict"]
    return value


def data(reference):
    return base64.b64decode(objects["obj:" + reference]["stream"]["data"])


def expect(condition, message):
    if not condition:
        faults.append(message)


def openssl(*arguments, given=b""):
    return subprocess.run(["openssl", *arguments], input=given, capture_output=True, check=False)


def field(kind, der, name):
    return openssl(kind, "-inform", "DER", "-noout", f"-{name}", given=der).stdout.decode().partition("=")[2].strip()


root = get(objects["trailer"]["value"]["/Root"])
store = get(root["/DSS"])
lists = {key: store.get(key, []) for key in ("/Certs", "/OCSPs", "/CRLs")}
held = {key: [data(reference) for reference in references] for key, references in lists.items()}
for key, values in held.items():
    expect(len(set(values)) == len(values), f"{key} holds something twice")
expect("/ESIC" in get(root["/Extensions"]), "no extension is declared")

with tempfile.TemporaryDirectory() as folder:
    def keep(name, value):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(value)
        return os.path.join(folder, name)

    certificates = {}
    for number, der in enumerate(held["/Certs"]):
        pem = keep(f"c{number}.pem", openssl("x509", "-inform", "DER", given=der).stdout)
        certificates[field("x509", der, "subject")] = (pem, field("x509", der, "issuer"), field("x509", der, "serial"))
    bundle = keep("bundle.pem", b"".join(open(pem, "rb").read() for pem, _, _ in certificates.values()))
    answers = [keep(f"o{number}.der", der) for number, der in enumerate(held["/OCSPs"])]
    for number, der in enumerate(held["/CRLs"]):
        issuer = certificates[field("crl", der, "issuer")][0]
        checked = openssl("crl", "-inform", "DER", "-noout", "-CAfile", issuer, given=der)
        expect(b"verify OK" in checked.stderr, f"a list is not its issuer's: {checked.stderr}")
    for subject, (pem, issuer, _) in certificates.items():
        if subject == issuer:
            expect(open(pem, "rb").read() == openssl("x509", "-in", os.path.join(ca, "root.pem")).stdout, "another root")
            continue
        expect(issuer in certificates, f"the issuer of {subject} is missing")
        above = certificates[issuer][0]
        spoken = [answer for answer in answers if b": good" in openssl(
            "ocsp", "-respin", answer, "-issuer", above, "-cert", pem, "-CAfile", bundle, "-partial_chain").stdout]
        listed = any(field("crl", der, "issuer") == issuer for der in held["/CRLs"])
        expect(spoken or listed, f"nothing tells whether {subject} is revoked")

entries = get(store["/VRI"])
signatures = [get(get(field_)["/V"]) for field_ in get(get(root["/AcroForm"])["/Fields"]) if "/V" in get(field_)]
for signature in signatures:
    if signature["/SubFilter"] == "/ETSI.RFC3161":
        continue
    contents = bytes.fromhex(signature["/Contents"].removeprefix("b:"))
    name = "/" + hashlib.sha1(contents).hexdigest().upper()
    if name not in entries:
        faults.append("a signature has no entry")
        continue
    for key, all_ in (("/Cert", "/Certs"), ("/OCSP", "/OCSPs"), ("/CRL", "/CRLs")):
        expect(set(get(entries[name]).get(key, [])) <= set(lists[all_]), f"{key} of an entry is not in the store")
for fault in faults:
    print(fault)
print(f"{len(lists['/Certs'])} certificates, {len(lists['/OCSPs'])} OCSP answers, {len(lists['/CRLs'])} lists")
sys.exit(1 if faults else 0)
