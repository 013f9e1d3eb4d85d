#!/usr/bin/env python3
"""Checks a record of Alongside, written from docs/record-format.md alone. Needs Python 3.8 and nothing else.

    check_record.py FOLDER [KEY]            a record: `checkpoint`, `tile/...`, and `key` unless KEY is given
    check_record.py FOLDER KEY CHECKPOINT   ... and that it begins with the record that an older checkpoint signed
    check_record.py RECEIPT KEY             a receipt

Behind any of these, `--witness KEY` for each witness that you trust, and `--need COUNT` for how many of them have to
have cosigned the checkpoint (all of them unless it is given).

Ends with 0 where everything holds, and with 1 and one line that says what does not.
"""

import base64
import hashlib
import pathlib
import sys


class DoesNotHold(Exception):
    pass


def hold(condition, says):
    if not condition:
        raise DoesNotHold(says)


# --- Ed25519, RFC 8032 section 5.1. Slow, and enough to check one signature.

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    return (f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    hold(y < P, "a key or a signature is not a point of the curve")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    hold((x * x - square) % P == 0 and not (x == 0 and sign), "a key or a signature is not a point of the curve")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = decompress(bytes([0x58]) + bytes([0x66]) * 31)


def ed25519(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= Q:
        return False
    challenge = hashlib.sha512(signature[:32] + key + message).digest()
    k = int.from_bytes(challenge, "little") % Q
    return same(times(s, BASE), add(decompress(signature[:32]), times(k, decompress(key))))


# --- Keys and signed notes.


def decode(text, what):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise DoesNotHold(f"{what} is not base64")
    hold(base64.b64encode(data).decode() == text, f"{what} is not base64 as it should be written")
    return data


LOG, WITNESS = 1, 4


class Key:
    def __init__(self, line, kind=LOG):
        self.line = line
        parts = line.split("+", 2)
        hold(len(parts) == 3, "a key is NAME+ID+KEY")
        self.name, data = parts[0], decode(parts[2], "a key")
        owner = "record" if kind == LOG else "witness"
        hold(len(data) == 33 and data[0] == kind, f"{line} is not an Ed25519 key of a {owner}")
        self.id, self.public = hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4], data[1:]
        hold(parts[1] == self.id.hex(), "the id of a key does not fit it")

    def of(self, note):
        """What this key put below a note, without its id: nothing if it did not sign."""
        return [data[4:] for name, data in note.signatures if name == self.name and data[:4] == self.id]

    def signed(self, note):
        """Whether this key of a record signed a note; a wrong signature of it is an error."""
        for signature in self.of(note):
            fits = ed25519(self.public, note.text.encode(), signature)
            hold(fits, f"the signature of {self.name} does not fit the text")
        return bool(self.of(note))

    def saw(self, note):
        """Whether this key of a witness cosigned a checkpoint; a wrong signature of it is an error."""
        for cosignature in self.of(note):
            seconds = int.from_bytes(cosignature[:8], "big")
            message = f"cosignature/v1\ntime {seconds}\n{note.text}".encode()
            fits = len(cosignature) == 72 and ed25519(self.public, message, cosignature[8:])
            hold(fits, f"the cosignature of {self.name} does not fit the checkpoint")
        return bool(self.of(note))


class Note:
    def __init__(self, data):
        try:
            whole = data.decode("utf-8")
        except UnicodeDecodeError:
            raise DoesNotHold("a note is not text")
        hold(all(c >= " " or c == "\n" for c in whole), "a note holds control characters")
        text, found, lines = whole.rpartition("\n\n")
        hold(found and lines.endswith("\n"), "a note has no signatures")
        self.text, self.signatures = text + "\n", []
        for line in lines[:-1].split("\n"):
            parts = line.split(" ")
            hold(len(parts) == 3 and parts[0] == "\u2014", "a line below a note is not a signature")
            self.signatures.append((parts[1], decode(parts[2], "a signature")))


def number(text):
    hold(text.isascii() and text.isdigit() and (text == "0" or text[0] != "0"), f"{text!r} is not a number")
    return int(text)


class Witnesses:
    """Those who are trusted, and how many of them have to have seen a checkpoint."""

    def __init__(self, lines, need=None):
        self.keys = [Key(line, WITNESS) for line in lines]
        hold(len({key.public for key in self.keys}) == len(self.keys), "a witness is given twice")
        self.need = len(self.keys) if need is None else need
        hold(self.need <= len(self.keys), f"{self.need} witnesses are needed and {len(self.keys)} are given")

    def hold(self, data):
        """Who saw a checkpoint that is believed already, in words; it is an error where they are too few."""
        if not self.keys:
            return ""
        note = Note(data)
        saw = [key.name for key in self.keys if key.saw(note)]
        names = ", ".join(saw) or "nobody"
        seen = f"witnessed by {names} ({len(saw)} of {len(self.keys)})"
        hold(len(saw) >= self.need, f"the checkpoint is {seen}, and {self.need} are needed")
        return f" The checkpoint is {seen}."


class Checkpoint:
    def __init__(self, data, key):
        note = Note(data)
        hold(key.signed(note), f"the checkpoint is not signed with the key {key.line}")
        lines = note.text[:-1].split("\n")
        hold(len(lines) >= 3, "a checkpoint has three lines")
        self.origin, self.size, self.root = lines[0], number(lines[1]), decode(lines[2], "the root")
        hold(self.origin == key.name, f"the checkpoint is of {self.origin} and not of {key.name}")


# --- Hashes.


def entry_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_over(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    left = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node_hash(root_over(hashes[:left]), root_over(hashes[left:]))


def root_of_proof(place, size, found, proof):
    last = size - 1
    hold(place <= last, "the receipt is of a place that the record does not have")
    for beside in proof:
        hold(last > 0, "the proof is too long")
        if place % 2 or place == last:
            found = node_hash(beside, found)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            found = node_hash(found, beside)
        place, last = place // 2, last // 2
    hold(last == 0, "the proof is too short")
    return found


# --- A record in a folder.


def address(n, width):
    parts = [f"{n % 1000:03}"]
    while n >= 1000:
        n //= 1000
        parts.insert(0, f"x{n % 1000:03}")
    return "/".join(parts) + ("" if width == 256 else f".p/{width}")


def pieces(count):
    for n in range((count + 255) // 256):
        yield n, min(256, count - n * 256)


def read(folder, path):
    try:
        return (folder / path).read_bytes()
    except OSError:
        raise DoesNotHold(f"{path} is missing")


def entries_of(folder, size):
    for n, width in pieces(size):
        path = "tile/entries/" + address(n, width)
        data, at = read(folder, path), 0
        for _ in range(width):
            length = int.from_bytes(data[at : at + 2], "big")
            entry = data[at + 2 : at + 2 + length]
            hold(at + 2 <= len(data) and len(entry) == length, f"{path} ends too early")
            at += 2 + length
            yield entry
        hold(at == len(data), f"{path} holds more than it should")


HANDOVER = b"tlog-key-handover/v1\n"


def handed_over(entry, place, origin, key):
    note = Note(entry)
    lines = note.text.split("\n")
    hold(len(lines) == 6 and lines[5] == "", f"entry {place} is not a whole hand-over")
    hold(lines[1:4] == [origin, str(place), key.line], f"entry {place} is a hand-over for somewhere else")
    new = Key(lines[4])
    hold(key.signed(note) and new.signed(note), f"entry {place} is not signed by both keys")
    return new


def check_folder(folder, first, older, witnesses):
    data = read(folder, "checkpoint")
    # How far to read; whether it was signed comes after.
    size = number(Note(data).text.split("\n")[1])
    key, keys, hashes = first, [(0, first)], []
    for place, entry in enumerate(entries_of(folder, size)):
        if entry.startswith(HANDOVER):
            key = handed_over(entry, place, first.name, key)
            keys.append((place, key))
        hashes.append(entry_hash(entry))
    checkpoint = Checkpoint(data, key)
    hold(root_over(hashes) == checkpoint.root, "the entries are not those that were signed: one was changed, or their order")
    if older is not None:
        then_size = number(Note(older).text.split("\n")[1])
        then_key = [key for place, key in keys if place < max(then_size, 1)][-1]
        then = Checkpoint(older, then_key)
        hold(then.size <= len(hashes), "the record is shorter than it was")
        hold(root_over(hashes[: then.size]) == then.root, "the record does not begin with what was signed then")
    level = 0
    while hashes:
        for n, width in pieces(len(hashes)):
            path = f"tile/{level}/" + address(n, width)
            hold(read(folder, path) == b"".join(hashes[n * 256 : n * 256 + width]), f"{path} holds other hashes")
        hashes = [root_over(hashes[n * 256 : n * 256 + 256]) for n in range(len(hashes) // 256)]
        level += 1
    return f"All {size} entries of {checkpoint.origin} are as they were signed.{witnesses.hold(data)}"


# --- A receipt.


def check_receipt(data, key, witnesses):
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise DoesNotHold("a receipt is text")
    hold(lines[0] == "c2sp.org/tlog-proof@v1", "this is not a receipt")
    hold(len(lines) > 3 and lines[1].startswith("extra ") and lines[2].startswith("index "), "the entry or its place is missing")
    entry, place = decode(lines[1][6:], "the entry"), number(lines[2][6:])
    hold("" in lines[3:], "the checkpoint is missing")
    end = lines.index("", 3)
    proof = [decode(line, "the proof") for line in lines[3:end]]
    signed = "\n".join(lines[end + 1 :]).encode()
    checkpoint = Checkpoint(signed, key)
    found = root_of_proof(place, checkpoint.size, entry_hash(entry), proof)
    hold(found == checkpoint.root, "the proof does not lead from the entry to what was signed")
    return f"Entry {place} of {checkpoint.origin} is {entry.decode()}{witnesses.hold(signed)}"


def options(args):
    """The arguments in their places, the witnesses' keys, and how many are needed."""
    places, lines, need, args = [], [], None, list(args)
    while args:
        arg = args.pop(0)
        if arg in ("--witness", "--need") and not args:
            sys.exit(__doc__)
        if arg == "--witness":
            lines.append(args.pop(0))
        elif arg == "--need":
            need = number(args.pop(0))
        else:
            places.append(arg)
    return places, lines, need


def main(args):
    try:
        args, lines, need = options(args)
        if len(args) not in (1, 2, 3):
            sys.exit(__doc__)
        what, witnesses = pathlib.Path(args[0]), Witnesses(lines, need)
        if what.is_dir():
            line = args[1] if len(args) > 1 else read(what, "key").decode().strip()
            older = pathlib.Path(args[2]).read_bytes() if len(args) > 2 else None
            print(check_folder(what, Key(line), older, witnesses))
        else:
            hold(len(args) == 2, "a receipt is checked with a key")
            print(check_receipt(what.read_bytes(), Key(args[1]), witnesses))
    except DoesNotHold as why:
        print(f"DOES NOT HOLD: {why}")
        sys.exit(1)


main(sys.argv[1:])
