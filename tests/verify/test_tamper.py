#!/usr/bin/python3
"""Every byte counts: flipped bytes, appended data, revisions cut off, signatures swapped between files."""
import random

from ground import AUTHORITY, complain, expect_sound, expect_unsound, finish, read, rules, verify
from make_signed import RANGE, Update, add_validation, long_term, sign, stamp_document

PLACES = 500


def flip_at(data, place, mask):
    return data[:place] + bytes([data[place] ^ mask]) + data[place + 1:]


def expect_all_found(case, data, places, options=()):
    """One byte flipped at each place; where nothing graver than a remark is found, the place is told."""
    chance = random.Random(case)
    spoilt = [(place, chance.randrange(1, 256)) for place in places]
    for start in range(0, len(spoilt), 100):
        part = spoilt[start:start + 100]
        verdicts, _ = verify(*[flip_at(data, place, mask) for place, mask in part], options=options)
        for (place, mask), verdict in zip(part, verdicts):
            if verdict["sound"] and not rules(verdict, "doubt"):
                complain(case, f"byte {place} {data[place]:#x} with {mask:#x} is not found: {data[place - 20:place + 20]}")


def spread(length, count):
    return [place * length // count for place in range(count)]


def contents(data):
    """Where the digits of the last signature stand, noughts left out but for some."""
    start = data.rindex(b"/Contents<") + len(b"/Contents<")
    end = data.index(b">", start)
    used = len(data[start:end].rstrip(b"0"))
    return list(range(start, start + used)) + list(range(start + used, end, 997))


def flips():
    basic = sign(read("report.pdf"), AUTHORITY)
    expect_all_found("flipped, basic", basic, spread(len(basic), PLACES))
    table = sign(read("plain.pdf"), AUTHORITY, "p256")
    expect_all_found("flipped, ECDSA", table, spread(len(table), PLACES))
    sealed = long_term(read("report.pdf"), AUTHORITY)
    expect_all_found("flipped, sealed", sealed, spread(len(sealed), PLACES))


def flips_in_contents():
    """What a signature is not signed by itself: versions, algorithms, certificates, the time stamp within."""
    plain = read("plain.pdf")
    for case, data in (("RSA", sign(plain, AUTHORITY)), ("stamped", sign(plain, AUTHORITY, "p256", stamp=True)),
                       ("document stamp", stamp_document(sign(plain, AUTHORITY), AUTHORITY))):
        places = contents(data)
        expect_all_found(f"flipped in the signature, {case}", data, random.Random(case).sample(places, 400),
                         ("--level", "t") if case == "stamped" else ())
    cased = sign(plain, AUTHORITY)
    letters = [place for place in contents(cased) if chr(cased[place]) in "abcdef"]
    verdicts, _ = verify(*[flip_at(cased, place, 0x20) for place in letters[::40]])
    for verdict in verdicts:
        if verdict["sound"]:
            complain("case of a digit", "is not found")


def appended():
    data = sign(read("report.pdf"), AUTHORITY)
    expect_unsound("a byte appended", data + b"x", "trailing")
    expect_unsound("an empty line appended", data + b"\n\n", "trailing")
    expect_unsound("much appended", data + b"%" + b"x" * 100000, "trailing")
    expect_unsound("the file appended to itself", data + data)
    expect_unsound("an end appended", data + data[data.rindex(b"startxref"):])
    update = Update(data)
    update.new(b"(nothing leads here)")
    uncovered = expect_sound("an object that nothing leads to", update.finish())
    if "uncovered" not in rules(uncovered):
        complain("appended update", "is not said to be uncovered")


def cut_off():
    base = read("report.pdf")
    first = sign(base, AUTHORITY, name="S1")
    second = sign(first, AUTHORITY, "p256", "S2")
    expect_sound("two", second, "B", 2, options=("--signatures", "2"))
    expect_unsound("the second cut off", first, "few-signatures", options=("--signatures", "2"))
    expect_unsound("both cut off", base, "no-signature", options=("--signatures", "2"))
    stamped = add_validation(sign(base, AUTHORITY, stamp=True), AUTHORITY)
    sealed = stamp_document(stamped, AUTHORITY)
    expect_sound("sealed", sealed, "LTA")
    expect_unsound("the seal cut off", stamped, "level", options=("--level", "lta"))
    for length in spread(len(second) - 100, 60):
        (verdict,), _ = verify(second[:length + 50], options=("--signatures", "2"))
        if verdict["sound"]:
            complain("cut anywhere", f"at {length + 50} of {len(second)}")


def swapped():
    """The signature of one file in another; and of one field in another of the same file."""
    one, other = sign(read("report.pdf"), AUTHORITY), sign(read("other.pdf"), AUTHORITY)

    def digits(data):
        start = data.rindex(b"/Contents<") + len(b"/Contents<")
        return start, data.index(b">", start)

    (start, end), (other_start, other_end) = digits(one), digits(other)
    expect_unsound("swapped between files", one[:start] + other[other_start:other_end] + one[end:], "digest")
    expect_unsound("swapped the other way", other[:other_start] + one[start:end] + other[other_end:], "digest")
    first = sign(read("report.pdf"), AUTHORITY, name="S1")
    both = sign(first, AUTHORITY, name="S2")
    old_start = first.rindex(b"/Contents<") + len(b"/Contents<")
    start, end = digits(both)
    taken = both[old_start:old_start + end - start]
    expect_unsound("the first signature in the second's place", both[:start] + taken + both[end:], "digest")
    expect_unsound("emptied", one[:digits(one)[0]] + b"0" * (digits(one)[1] - digits(one)[0]) + one[digits(one)[1]:], "cms")
    assert RANGE.startswith(b"/ByteRange")


flips()
flips_in_contents()
appended()
cut_off()
swapped()
finish()
