"""Content streams: what is marked, what is not, what each mark shows."""
import re

from faults import expect

TOKEN = re.compile(rb"""
    (?P<string>\((?:[^()\\]|\\.)*\)) | (?P<hex><(?![<])[0-9A-Fa-f\s]*>) | (?P<open><<) | (?P<close>>>)
    | (?P<array>[\[\]]) | (?P<name>/[^\s()<>\[\]{}/%]*) | (?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?![^\s()<>\[\]{}/%]))
    | (?P<word>[^\s()<>\[\]{}/%]+)""", re.X | re.S)

# Operator: how many operands it takes.
OPERATORS = {b"BT": 0, b"ET": 0, b"Tf": 2, b"Td": 2, b"Tj": 1, b"TJ": 1, b"Tc": 1, b"Ts": 1, b"g": 1, b"k": 4, b"cs": 1, b"sc": 3,
             b"re": 4, b"f": 0, b"q": 0, b"Q": 0, b"cm": 6, b"BDC": 2, b"BMC": 1, b"EMC": 0}
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def unescape(literal):
    return re.sub(rb"\\(.)", lambda match: ESCAPES.get(match.group(1), match.group(1)), literal[1:-1], flags=re.S)


def operations(data):
    """(operator, operands); arrays are lists, dictionaries dicts, strings bytes, names and numbers as they stand."""
    stack, frames = [], []
    for match in TOKEN.finditer(data):
        kind, token = match.lastgroup, match.group()
        if kind == "string":
            stack.append(unescape(token))
        elif kind == "hex":
            expect("A 6.1.6.1 6.1.6.2", len(token) % 2 == 0 and re.fullmatch(rb"<[0-9A-Fa-f]*>", token), f"string {token}")
            stack.append(bytes.fromhex(token[1:-1].decode()))
        elif kind == "open" or token == b"[":
            frames.append(stack)
            stack = []
        elif kind == "close":
            expect("PDF 7.3.7", len(stack) % 2 == 0 and all(isinstance(key, str) for key in stack[::2]), f"dictionary {stack}")
            stack = frames.pop() + [dict(zip(stack[::2], stack[1::2]))]
        elif token == b"]":
            stack = frames.pop() + [stack]
        elif kind == "number":
            stack.append(float(token))
        elif kind == "name":
            stack.append(token.decode())
        else:
            expect("PDF 7.8.2", not frames, f"operator {token} within an operand")
            yield token, stack
            stack = []


def is_private(c):
    return "\ue000" <= c <= "\uf8ff" or c >= "\U000f0000"


class Mark:
    """A marked content: its tag, its number on the page or None, and the text it shows."""

    def __init__(self, tag, entries):
        self.tag = tag
        self.entries = entries
        self.number = int(entries["/MCID"]) if "/MCID" in entries else None
        self.text = ""    # with ActualText
        self.shown = ""   # of ToUnicode alone

    def is_artifact(self):
        return self.tag == "/Artifact"


class Page:
    """A page's content, walked once."""

    def __init__(self, number, data, fonts):
        self.number, self.fonts = number, fonts
        self.marks, self.artifacts = [], []
        self.colours = set()
        self.open, self.font, self.in_text, self.opened_in_text = [], None, False, []
        self.depth = 0
        for operator, operands in operations(data):
            where = f"page {number + 1}"
            if expect("A 6.2.2.1 6.1.10.1 6.2.6.1", operator in OPERATORS, f"{where}: operator {operator}"):
                expect("A 6.2.2.1", len(operands) == OPERATORS[operator], f"{where}: {operator} {operands}")
                self.take(where, operator, operands)
        expect("PDF 14.6.1", not self.open and not self.in_text and not self.depth, f"page {number + 1}: left open")
        numbers = [mark.number for mark in self.marks]
        expect("PDF 14.7.4.2", numbers == list(range(len(numbers))), f"page {number + 1}: numbers {numbers}")

    def take(self, where, operator, operands):
        if operator in (b"BT", b"ET"):
            expect("PDF 9.4.1", self.in_text == (operator == b"ET"), f"{where}: {operator}")
            self.in_text = operator == b"BT"
            expect("PDF 14.6.2", not self.open or not self.opened_in_text[-1], f"{where}: a mark over a text's edge")
        elif operator in (b"q", b"Q"):
            self.depth += 1 if operator == b"q" else -1
            expect("A 6.1.13.8", 0 <= self.depth <= 28, f"{where}: q nested {self.depth} deep")
        elif operator in (b"BDC", b"BMC"):
            self.begin(where, operands)
        elif operator == b"EMC":
            if expect("PDF 14.6.1", self.open, f"{where}: EMC without a mark"):
                expect("PDF 14.6.2", self.opened_in_text.pop() == self.in_text, f"{where}: a mark over a text's edge")
                self.open.pop()
        elif operator in (b"g", b"k", b"cs"):
            self.colours.add(operator.decode())
        elif operator == b"Tf":
            self.font = self.fonts[operands[0]]
        elif operator in (b"Tj", b"TJ"):
            self.check_shown(where)
            for part in operands[0] if operator == b"TJ" else operands:
                if isinstance(part, bytes):
                    self.show(where, part)
        elif operator == b"f":
            self.check_shown(where)

    def begin(self, where, operands):
        tag, entries = operands[0], operands[1] if len(operands) > 1 else {}
        mark = Mark(tag, entries)
        outer = [held for held in self.open if held.is_artifact() or held.number is not None]
        expect("UA 7.1.1", not (mark.is_artifact() and outer), f"{where}: an artifact within {outer and outer[0].tag}")
        expect("UA 7.1.2", not (mark.number is not None and outer), f"{where}: {tag} within {outer and outer[0].tag}")
        if mark.number is not None:
            self.marks.append(mark)
        elif mark.is_artifact():
            self.artifacts.append(mark)
        else:
            expect("PDF 14.9.4", tag == "/Span" and "/ActualText" in entries, f"{where}: a mark {tag}")
        if "/ActualText" in entries:
            expect("PDF 14.9.4", not self.open or self.open[-1].is_artifact(), f"{where}: a span within a mark")
            mark.text = entries["/ActualText"][2:].decode("utf-16-be")
        self.open.append(mark)
        self.opened_in_text.append(self.in_text)

    def check_shown(self, where):
        real = any(mark.is_artifact() or mark.number is not None for mark in self.open)
        expect("UA 7.1.3", real, f"{where}: content that is neither tagged nor an artifact")

    def show(self, where, codes):
        expect("A 6.1.13.3", len(codes) <= 32767, f"{where}: a string of {len(codes)} bytes")
        for at in range(0, len(codes), 2):
            shown = self.font.show(where, int.from_bytes(codes[at:at + 2], "big"))
            said = any("/ActualText" in mark.entries for mark in self.open)
            expect("A 6.2.11.7.3", said or not any(is_private(c) for c in shown), f"{where}: {shown!r} means nothing")
            for mark in self.open:
                mark.shown += shown
                mark.text += "" if "/ActualText" in mark.entries else shown
