"""What scripts of the tests read out of a CMS message (RFC 5652): its signer, and attributes by their names. DER alone."""


class Der:
    """A value within bytes, by where it begins."""

    def __init__(self, data, at=0):
        size, start = data[at + 1], at + 2
        if size & 0x80:
            start += size & 0x7F
            size = int.from_bytes(data[at + 2:start], "big")
        self.data, self.at, self.start, self.end, self.tag = data, at, start, start + size, data[at]

    def content(self):
        return self.data[self.start:self.end]

    def whole(self):
        return self.data[self.at:self.end]

    def members(self):
        at = self.start
        while at < self.end:
            member = Der(self.data, at)
            yield member
            at = member.end


def signer(message):
    """The parts of the message's first signer, by their tags: 0xA0 signed attributes, 0x04 the signature, 0xA1 the unsigned."""
    signed_data = next(list(Der(message).members())[1].members())
    info = next(list(signed_data.members())[-1].members())
    return {part.tag: part for part in info.members()}


def attribute(attributes, name):
    """The first value of the attribute of that name, given as the hexadecimal digits of its OID; None: there is none."""
    for one in attributes.members():
        kind, values = one.members()
        if kind.content() == bytes.fromhex(name):
            return next(values.members())
    return None
