"""attributes.py MESSAGE.der SIGNED VALUE DIGEST: of a CMS message's signer what is signed (its attributes as a SET),
the signature, and the digest among the attributes."""
import sys

from cms import attribute, signer

with open(sys.argv[1], "rb") as file:
    parts = signer(file.read())
digest = attribute(parts[0xA0], "2a864886f70d010904")
for path, content in zip(sys.argv[2:], (b"\x31" + parts[0xA0].whole()[1:], parts[0x04].content(), digest.content())):
    with open(path, "wb") as file:
        file.write(content)
