#!/usr/bin/env python3
"""Verifies an audit log from the written format alone; shares no code with the program.

`verify_log.py WORKSPACE` reads a workspace's files, which opens nothing, and exits with 65 where the log
does not hold. Without an argument it reads one JSON object: {"workspace": hex, "realm": word, "people": {number: hex}, "entries": [hex, …]}.
Prints {"root": hex, "bad": [seq, …]}: the Merkle root over the hashes, and the places at which an entry
is not what its actor signed or does not follow the one before. Needs the package `cryptography`; exits
with 69 where it is missing.
"""
import hashlib, json, pathlib, sqlite3, sys

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

def signed(key, purpose, message, signature):
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, counted(purpose) + counted(message))
        return True
    except InvalidSignature:
        return False

def read_members(path):
    """The people of keys/workspace whose entry is signed by somebody who was vouched for before."""
    data = path.read_bytes()
    if hashlib.sha256(data[:-32]).digest() != data[-32:]:
        raise ValueError("keys/workspace is damaged")
    reader = Reader(data[:-32])
    if reader.counted() != b"SDKEYS" or reader.number(1) != 1:
        raise ValueError("keys/workspace is of another sort or version")
    realm, charter = reader.counted(), reader.counted()
    workspace = charter[:16]
    reader.take(8 + 64)
    for _ in range(reader.number(2)):
        reader.take(1 + 1 + 8)
        reader.counted()
    waiting, people = [], {}
    for _ in range(reader.number(2)):
        member, signature = reader.counted(), reader.take(64)
        fields = Reader(member)
        number, _, _ = fields.number(8), fields.counted(), fields.counted()
        fields.take(32)
        waiting.append((number, fields.take(32), fields.number(8), member, signature))
    reader.finish()
    # The founder vouches for themselves; that it is the right founder, a printed key must show. Whoever
    # was vouched for vouches for others, in whatever order they stand.
    while waiting:
        vouched = []
        for entry in waiting:
            number, key, voucher, member, signature = entry
            vouching = key.hex() if number == voucher == 1 else people.get(str(voucher))
            message = counted(realm) + workspace + member
            if vouching and signed(bytes.fromhex(vouching), b"sealdesk.member.v1", message, signature):
                vouched.append(entry)
        if not vouched:
            raise ValueError(f"member {waiting[0][0]} was not vouched for")
        for entry in vouched:
            people[str(entry[0])] = entry[1].hex()
            waiting.remove(entry)
    return {"workspace": workspace.hex(), "realm": realm.decode(), "people": people}

def read_workspace(path):
    log = read_members(path / "keys" / "workspace")
    database = sqlite3.connect(f"file:{path / 'tickets.db'}?mode=ro", uri=True)
    rows = database.execute("SELECT entry FROM audit ORDER BY seq")
    return log | {"entries": [row[0].hex() for row in rows]}

if len(sys.argv) > 1:
    answer = verify(read_workspace(pathlib.Path(sys.argv[1])))
    print(json.dumps(answer))
    sys.exit(65 if answer["bad"] else 0)
print(json.dumps(verify(json.load(sys.stdin))))
