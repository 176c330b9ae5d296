"""Verifies an audit log from the written format alone; shares no code with the program.

Reads one JSON object: {"workspace": hex, "realm": word, "people": {number: hex}, "entries": [hex, …]}.
Prints {"root": hex, "bad": [seq, …]}: the Merkle root over the hashes, and the places at which an entry
is not what its actor signed or does not follow the one before. Needs the package `cryptography`; exits
with 69 where it is missing.
"""
import hashlib, json, sys

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.exit(69)

class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, size):
        if size > len(self.data) - self.at:
            raise ValueError("ends too soon")
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self, size):
        return int.from_bytes(self.take(size), "big", signed=True)

    def counted(self):
        return self.take(int.from_bytes(self.take(4), "big"))

    def finish(self):
        if self.at != len(self.data):
            raise ValueError("something is left over")

def counted(value):
    return len(value).to_bytes(4, "big") + value

def parse(data):
    outer = Reader(data)
    header, recorded, signature, body = outer.counted(), outer.take(32), outer.take(64), outer.counted()
    outer.finish()
    reader = Reader(header)
    if reader.number(1) != 1:
        raise ValueError("version")
    entry = {"realm": reader.counted().decode(), "workspace": reader.take(16).hex()}
    entry["seq"], entry["time"], entry["actor"] = reader.number(8), reader.number(8), reader.number(8)
    entry["previous"] = reader.take(32)
    kind = reader.number(1)
    if kind not in (1, 2):
        raise ValueError("content key")
    reader.counted() if kind == 1 else reader.take(8)
    if reader.take(32) != hashlib.sha256(body).digest():
        raise ValueError("body")
    reader.finish()
    if hashlib.sha256(b"\0" + header).digest() != recorded:
        raise ValueError("hash")
    return entry | {"hash": recorded, "signature": signature}

def is_signed(entry, people):
    if str(entry["actor"]) not in people:
        return False
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(people[str(entry["actor"])]))
    try:
        key.verify(entry["signature"], counted(b"sealdesk.audit.entry.v1") + counted(entry["hash"]))
        return True
    except InvalidSignature:
        return False

def root(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(hashes[:split]) + root(hashes[split:])).digest()

def verify(log):
    bad, hashes, seq, last = [], [], 0, bytes(32)
    for place, row in enumerate(log["entries"], 1):
        try:
            entry = parse(bytes.fromhex(row))
        except (ValueError, UnicodeDecodeError):
            bad.append(place)
            seq, last = seq + 1, None
            continue
        follows = entry["seq"] == seq + 1 and last in (None, entry["previous"])
        ours = entry["workspace"] == log["workspace"] and entry["realm"] == log["realm"]
        if not (follows and ours and is_signed(entry, log["people"])):
            bad.append(place)
        seq, last = entry["seq"], entry["hash"]
        hashes.append(last)
    return {"root": root(hashes).hex(), "bad": bad}

print(json.dumps(verify(json.load(sys.stdin))))
