"""stamp.py MESSAGE.der TOKEN VALUE: of a CMS message's signer the time-stamp token and the signature it is over."""
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
signed_data = next(members(data, list(members(data, 0))[1]))
info = next(members(data, list(members(data, signed_data))[-1]))
parts = {data[at]: at for at in members(data, info)}
if 0xA1 not in parts:
    sys.exit(1)
for attribute in members(data, parts[0xA1]):
    name, values = members(data, attribute)
    if data[slice(*read(data, name)[1:])] == bytes.fromhex("2a864886f70d010910020e"):
        token = next(members(data, values))
        with open(sys.argv[2], "wb") as file:
            file.write(data[token:read(data, token)[2]])
with open(sys.argv[3], "wb") as file:
    file.write(data[slice(*read(data, parts[0x04])[1:])])
