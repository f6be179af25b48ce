"""Is a folder a BagIt bag? RFC 8493, read clause by clause; nothing of banxin's. Usage: bag.py FOLDER"""
import hashlib
import os
import re
import sys
import urllib.parse


def decode(path):
    """2.1.3: only CR, LF and % are encoded."""
    for code in re.findall("%(..)", path):
        if code.upper() not in ("0A", "0D", "25"):
            raise ValueError(f"%{code} in a path")
    return urllib.parse.unquote(path)


def read_tags(path):
    """2.2.2: label, colon, white space, value; lines that begin with white space go on."""
    tags = []
    with open(path, encoding="utf-8", newline="") as file:
        for line in re.split("\r\n|\n|\r", file.read()):
            if line[:1] in (" ", "\t"):
                tags[-1][1] += line
            elif line:
                label, value = line.split(":", 1)
                if value[:1] not in (" ", "\t"):
                    raise ValueError(f"no blank after {label}:")
                tags.append([label, value[1:]])
    return tags


def read_manifest(folder, name, faults):
    entries = {}
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        text = file.read()
    if not text.endswith("\n"):
        faults.append(f"{name}: the last line has no end")
    for line in text.splitlines():
        found = re.fullmatch(r"([0-9a-fA-F]+)[ \t]+\*?(.+)", line)
        if not found:
            faults.append(f"{name}: no line of a manifest: {line!r}")
            continue
        path = decode(found[2])
        parts = path.split("/")
        if path.startswith(("/", "~")) or ".." in parts or "." in parts or "" in parts:
            faults.append(f"{name}: a path that leads away: {path!r}")
        if path in entries:
            faults.append(f"{name}: twice: {path!r}")
        entries[path] = found[1].lower()
    return entries


def files_of(folder):
    found = set()
    for root, folders, names in os.walk(folder):
        for name in folders + names:
            path = os.path.join(root, name)
            if os.path.islink(path) or not (os.path.isdir(path) or os.path.isfile(path)):
                raise ValueError(f"neither file nor folder: {path}")
        found.update(os.path.relpath(os.path.join(root, name), folder) for name in names)
    return found


def check(folder):
    """Everything that speaks against its being complete and valid (3)."""
    faults = []
    with open(os.path.join(folder, "bagit.txt"), "rb") as file:
        if file.read() not in (b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",):
            faults.append("bagit.txt is not what 2.1.1 asks for")
    files = files_of(folder)
    payload = {path for path in files if path.startswith("data/")}
    manifests = sorted(path for path in files if re.fullmatch(r"manifest-[a-z0-9]+\.txt", path))
    tag_manifests = sorted(path for path in files if re.fullmatch(r"tagmanifest-[a-z0-9]+\.txt", path))
    if not os.path.isdir(os.path.join(folder, "data")) or not manifests:
        faults.append("no payload folder or no manifest")
    for name in manifests + tag_manifests:
        algorithm = re.search(r"manifest-([a-z0-9]+)\.txt", name)[1]
        entries = read_manifest(folder, name, faults)
        wanted = payload if name in manifests else files - payload - set(tag_manifests)
        if set(entries) != wanted:
            faults.append(f"{name}: lists {sorted(set(entries) ^ wanted)} too many or too few")
        for path, digest in entries.items():
            if path in files:
                with open(os.path.join(folder, path), "rb") as file:
                    if hashlib.new(algorithm, file.read()).hexdigest() != digest:
                        faults.append(f"{name}: {path} is otherwise")
    tags = dict(read_tags(os.path.join(folder, "bag-info.txt")))
    oxum = f"{sum(os.path.getsize(os.path.join(folder, path)) for path in payload)}.{len(payload)}"
    if tags.get("Payload-Oxum") != oxum:
        faults.append(f"Payload-Oxum is {tags.get('Payload-Oxum')}, not {oxum}")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", tags.get("Bagging-Date", "")):
        faults.append("no Bagging-Date")
    return faults


if __name__ == "__main__":
    found = check(sys.argv[1])
    print("\n".join(found))
    sys.exit(bool(found))
