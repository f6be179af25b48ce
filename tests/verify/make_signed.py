"""Signs PDFs with the openssl program alone: PAdES of all levels by incremental update, as a witness beside `banxin sign`.

An authority is the folder that scripts/test-ca makes."""
import hashlib
import os
import subprocess
import tempfile

from pdf_update import Update, reference, stream

ROOM = 16000  # bytes of a signature's Contents
RANGE = b"/ByteRange[0 0000000000 0000000000 0000000000]"
TIME_STAMP_ATTRIBUTE = bytes.fromhex("060b2a864886f70d010910020e")


def openssl(*arguments, cwd=None, data=None):
    run = subprocess.run(["openssl", *arguments], cwd=cwd, input=data, capture_output=True, check=False)
    if run.returncode:
        raise RuntimeError(f"openssl {' '.join(arguments)}: {run.stderr.decode()}")
    return run.stdout


# ---- DER -------------------------------------------------------------------------------------------------------------

def der(tag, body):
    length = len(body)
    if length < 128:
        return bytes([tag, length]) + body
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + body


def take(data):
    """(tag, body, whole, rest) of the value at the front."""
    length, head = data[1], 2
    if length & 0x80:
        head += length & 0x7f
        length = int.from_bytes(data[2:head], "big")
    return data[0], data[head:head + length], data[:head + length], data[head + length:]


def parts(body):
    found = []
    while body:
        tag, inner, whole, body = take(body)
        found.append((tag, inner, whole))
    return found


def map_signer(cms, change):
    """The CMS with its SignerInfo's parts, as bytes each, changed by a function."""
    _, outer, _, _ = take(cms)
    (_, _, oid), (_, inner, _) = parts(outer)
    _, data, _, _ = take(inner)
    items = parts(data)
    _, signer, _, _ = take(items[-1][1])
    changed = change([whole for _, _, whole in parts(signer)])
    signers = der(0x31, der(0x30, b"".join(changed)))
    signed = der(0x30, b"".join(whole for _, _, whole in items[:-1]) + signers)
    return der(0x30, oid + der(0xa0, signed))


def signature_value(cms):
    found = []
    map_signer(cms, lambda items: found.extend(items) or items)
    return take(found[5])[1]


def add_unsigned(cms, attribute, value):
    return map_signer(cms, lambda items: items[:6] + [der(0xa1, der(0x30, attribute + der(0x31, value)))])


# ---- signatures and time stamps --------------------------------------------------------------------------------------

def cms_sign(data, authority, signer, options=()):
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return openssl("cms", "-sign", "-binary", "-in", file.name, "-signer", f"{signer}.pem", "-inkey", f"{signer}.key",
                       "-certfile", "chain.pem", "-outform", "DER", "-md", "sha256", "-cades", "-nosmimecap", *options,
                       cwd=authority)


def time_stamp(data, authority, config="tsa.cnf", digest="sha256"):
    """A token over some bytes (RFC 3161)."""
    with tempfile.TemporaryDirectory() as folder:
        query = openssl("ts", "-query", "-digest", hashlib.new(digest, data).hexdigest(), f"-{digest}", "-cert")
        path = os.path.join(folder, "query")
        with open(path, "wb") as file:
            file.write(query)
        return openssl("ts", "-reply", "-config", config, "-queryfile", path, "-token_out", cwd=authority)


def ocsp(authority, certificate, issuer="ca", responder="ocsp", index="index.txt", days=30):
    with tempfile.TemporaryDirectory() as folder:
        request, response = os.path.join(folder, "request"), os.path.join(folder, "response")
        openssl("ocsp", "-issuer", f"{issuer}.pem", "-cert", certificate, "-reqout", request, "-no_nonce", cwd=authority)
        openssl("ocsp", "-index", index, "-CA", f"{issuer}.pem", "-rsigner", f"{responder}.pem", "-rkey",
                f"{responder}.key", "-reqin", request, "-respout", response, "-ndays", str(days), cwd=authority)
        with open(response, "rb") as file:
            return file.read()


# ---- the file --------------------------------------------------------------------------------------------------------

def signature_dictionary(sub_filter=b"ETSI.CAdES.detached", entries=b"", kind=b"Sig", room=ROOM):
    return (b"<</Type/" + kind + b"/Filter/Adobe.PPKLite/SubFilter/" + sub_filter + RANGE + b"/Contents<" +
            b"00" * room + b">" + entries + b">>")


def fill(data, make, room=ROOM):
    """Puts the ranges and, over the bytes they cover, what make() gives into the last signature dictionary."""
    at = data.rindex(RANGE)
    start = data.index(b"/Contents<", at) + len(b"/Contents")
    end = start + 2 * room + 2
    ranges = b"/ByteRange[0 %010d %010d %010d]" % (start, end, len(data) - end)
    data = data[:at] + ranges + data[at + len(RANGE):]
    value = make(data[:start] + data[end:])
    digits = value.hex().encode()
    assert len(digits) <= 2 * room, len(digits)
    return data[:start] + b"<" + digits.ljust(2 * room, b"0") + b">" + data[end:]


def add_field(update, name, value, page=0, rect=b"0 0 0 0", entries=b"", number=None):
    """A signature field with its widget on a page, in the form and the page's annotations."""
    number = number or update.new(b"")
    pages = update.pages()
    page_number = pages[page]
    body = b"<</Type/Annot/Subtype/Widget/FT/Sig/F 132/T(%s)/Rect[%s]/P %d 0 R%s" % (name.encode(), rect, page_number, entries)
    update.set(number, body + (b"/V %d 0 R>>" % value if value else b">>"))
    leaf = dict(update.value(page_number))
    annotations = leaf.get("/Annots", [])
    if isinstance(annotations, str):
        annotations = update.value(update.number(annotations))
    leaf["/Annots"] = annotations + [reference(number)]
    update.set(page_number, leaf)
    root = dict(update.value(update.root))
    form = root.get("/AcroForm", {"/Fields": []})
    if isinstance(form, str):
        form = update.value(update.number(form))
    form = dict(form)
    fields = form.get("/Fields", [])
    if isinstance(fields, str):
        fields = update.value(update.number(fields))
    form["/Fields"] = fields + [reference(number)]
    form["/SigFlags"] = 3
    root["/AcroForm"] = form
    update.set(update.root, root)
    return number


def sign(data, authority, signer="rsa", name="S1", stamp=False, options=(), entries=b"/M(D:20260116083000Z)",
         sub_filter=b"ETSI.CAdES.detached", change=None, before=None, page=0, field_entries=b"", stamp_config="tsa.cnf",
         rect=b"0 0 0 0"):
    """A signature; `change` may make another CMS of it, `before(update)` add to the update."""
    update = Update(data)
    value = update.new(signature_dictionary(sub_filter, entries))
    add_field(update, name, value, page, rect, field_entries)
    if before:
        before(update)

    def make(covered):
        cms = cms_sign(covered, authority, signer, options)
        if stamp:
            token = time_stamp(signature_value(cms), authority, stamp_config)
            cms = add_unsigned(cms, TIME_STAMP_ATTRIBUTE, token)
        return change(cms) if change else cms

    return fill(update.finish(), make)


def read_pem(authority, name):
    return openssl("x509", "-in", f"{name}.pem", "-outform", "DER", cwd=authority)


def read_file(authority, name):
    with open(os.path.join(authority, name), "rb") as file:
        return file.read()


def add_validation(data, authority, certificates=("rsa", "tsa", "ca", "ocsp", "ocsp-root"), lists=("ca.crl", "root.crl"),
                   answers=()):
    """A DSS (EN 319 142-1, 5.4.2)."""
    update = Update(data)
    kinds = {"/Certs": [read_pem(authority, name) for name in certificates],
             "/CRLs": [read_file(authority, name) for name in lists], "/OCSPs": list(answers)}
    dss = {key: [reference(update.new(stream(item))) for item in items] for key, items in kinds.items() if items}
    root = dict(update.value(update.root))
    root["/DSS"] = reference(update.new(dss))
    update.set(update.root, root)
    return update.finish()


def stamp_document(data, authority, name="T1", config="tsa.cnf", digest="sha256"):
    update = Update(data)
    value = update.new(signature_dictionary(b"ETSI.RFC3161", kind=b"DocTimeStamp"))
    add_field(update, name, value)
    return fill(update.finish(), lambda covered: time_stamp(covered, authority, config, digest))


def long_term(data, authority, signer="rsa", name="S1"):
    """A file of level LTA."""
    stamped = sign(data, authority, signer, name, stamp=True)
    return stamp_document(add_validation(stamped, authority, (signer, "tsa", "ca")), authority)
