"""attributes.py MESSAGE.der SIGNED VALUE DIGEST: of a CMS message's signer what is signed (its attributes as a SET),
the signature, and the digest among the attributes."""
import sys


def read(data, at):
    """(tag, start of the content, end)"""
    size, start = data[at + 1], at + 2
    if size & 0x80:
        start += size & 0x7F
        size = int.from_bytes(data[at + 2:start], "big")
    return data[at], start, start + size


def members(data, at):
    _, at, end = read(data, at)
    while at < end:
        yield at
        at = read(data, at)[2]


data = open(sys.argv[1], "rb").read()
explicit = list(members(data, 0))[1]
signed_data = list(members(data, explicit))[0]
infos = list(members(data, signed_data))[-1]
info = next(members(data, infos))
attributes, value = (next(at for at in members(data, info) if data[at] == tag) for tag in (0xA0, 0x04))
start, end = attributes, read(data, attributes)[2]
with open(sys.argv[2], "wb") as file:
    file.write(b"\x31" + data[start + 1:end])
with open(sys.argv[3], "wb") as file:
    file.write(data[read(data, value)[1]:read(data, value)[2]])
for attribute in members(data, attributes):
    name, values = members(data, attribute)
    if data[slice(*read(data, name)[1:])] == bytes.fromhex("2a864886f70d010904"):
        digest = next(members(data, values))
        with open(sys.argv[4], "wb") as file:
            file.write(data[slice(*read(data, digest)[1:])])
