"""stamp.py MESSAGE.der TOKEN VALUE: of a CMS message's signer the time-stamp token and the signature it is over."""
import sys

from cms import attribute, signer

with open(sys.argv[1], "rb") as file:
    parts = signer(file.read())
token = attribute(parts[0xA1], "2a864886f70d010910020e") if 0xA1 in parts else None
if not token:
    sys.exit(1)
for path, content in zip(sys.argv[2:], (token.whole(), parts[0x04].content())):
    with open(path, "wb") as file:
        file.write(content)
