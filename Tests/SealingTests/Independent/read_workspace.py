"""Opens a workspace from the written format alone; shares no code with the program.

usage: read_workspace.py DIRECTORY NAME PASSPHRASE < requests

Each request is a line of JSON: {"row": hex, "customer": n, "table": t, "column": c, "id": n} opens a
sealed row, {"mail": hex} a sealed message. Each answer is a line of JSON. Needs the package
`cryptography`; exits with 69 where it is missing.
"""
import hashlib, hmac, json, pathlib, sys, unicodedata

try:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
except ImportError:
    sys.exit(69)

def number(value, size): return value.to_bytes(size, "big", signed=value < 0)

def counted(value): return number(len(value), 4) + value

def text(value): return counted(value.encode())

class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, size):
        assert 0 <= size <= len(self.data) - self.at, "ends too soon"
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self, size): return int.from_bytes(self.take(size), "big")

    def counted(self): return self.take(self.number(4))

    def text(self): return self.counted().decode()

def expand(key, info, size, hash):
    out, block = b"", b""
    while len(out) < size:
        block = hmac.digest(key, block + info + bytes([len(out) // hash().digest_size + 1]), hash)
        out += block
    return out[:size]

def subkey(key, name):
    return expand(hmac.digest(bytes(32), key, hashlib.sha256), name.encode(), 32, hashlib.sha256)

def check(key): return subkey(key, "sealdesk.check")[:16]

def open_seal(key, seal, authenticated):
    padded = AESGCM(key).decrypt(seal[1:13], seal[13:], b"\x01" + authenticated)
    return padded.rstrip(b"\0")[:-1]

class Hpke:
    """RFC 9180, base mode, X25519, HKDF-SHA-256, AES-256-GCM: the recipient."""

    def __init__(self, private, encapsulated, info):
        key = X25519PrivateKey.from_private_bytes(private)
        public = key.public_key().public_bytes_raw()
        shared = key.exchange(X25519PublicKey.from_public_bytes(encapsulated))
        kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"
        prk = self.extract(kem, b"", b"eae_prk", shared)
        secret = self.expand(kem, prk, b"shared_secret", encapsulated + public, 32)
        context = b"\0" + self.extract(suite, b"", b"psk_id_hash", b"")
        context += self.extract(suite, b"", b"info_hash", info)
        prk = self.extract(suite, secret, b"secret", b"")
        self.key = self.expand(suite, prk, b"key", context, 32)
        self.nonce = self.expand(suite, prk, b"base_nonce", context, 12)
        self.count = 0

    @staticmethod
    def extract(suite, salt, label, value):
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + value, hashlib.sha256)

    @staticmethod
    def expand(suite, prk, label, info, size):
        return expand(prk, number(size, 2) + b"HPKE-v1" + suite + label + info, size, hashlib.sha256)

    def open(self, sealed, authenticated=b""):
        nonce = bytes(a ^ b for a, b in zip(self.nonce, number(self.count, 12)))
        self.count += 1
        return AESGCM(self.key).decrypt(nonce, sealed, authenticated)

def unwrap(private, wrap, info):
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    assert wrap[:8] == hashlib.sha256(public).digest()[:8], "for somebody else"
    return Hpke(private, wrap[8:40], info).open(wrap[40:])

def signed(key, signature, purpose, message):
    Ed25519PublicKey.from_public_bytes(key).verify(signature, text(purpose) + counted(message))

class Workspace:
    def __init__(self, root, name, passphrase):
        self.keys = pathlib.Path(root) / "keys"
        reader = self.framed("workspace", "SDKEYS")
        charter = reader.counted()
        signer, signature = reader.number(8), reader.take(64)
        wraps = {}
        for _ in range(reader.number(2)):
            secret, kind, holder = reader.number(1), reader.number(1), reader.number(8)
            wraps[secret, kind, holder] = reader.counted()
        members = [(Reader(reader.counted()), reader.take(64)) for _ in range(reader.number(2))]
        charter_reader = Reader(charter)
        self.id, self.epoch = charter_reader.take(16), charter_reader.number(4)
        self.people = {}
        for member, member_signature in members:
            entry = {"id": member.number(8), "name": member.text(), "role": member.text()}
            entry["wrapping"], entry["verification"] = member.take(32), member.take(32)
            entry["voucher"], entry["raw"] = member.number(8), member.data
            entry["signature"] = member_signature
            self.people[entry["id"]] = entry
        person = next(p for p in self.people.values() if p["name"] == name)
        x25519, anchor = self.person(person["id"], passphrase)
        assert self.people[1]["verification"] == anchor, "another founder"
        for p in self.people.values():
            voucher = self.people[p["voucher"]]["verification"]
            message = text(self.realm) + self.id + p["raw"]
            signed(voucher, p["signature"], "sealdesk.member.v1", message)
        voucher = self.people[signer]["verification"]
        signed(voucher, signature, "sealdesk.charter.v1", text(self.realm) + charter)

        def held(secret, kind, holder, key):
            return unwrap(key, wraps[secret, kind, holder], self.info(secret, kind, holder))

        if person["role"] == "supervisor":
            agent = held(1, 2, 2, held(2, 1, person["id"], x25519))
        else:
            agent = held(1, 1, person["id"], x25519)
        self.key = held(4, 2, 1, agent)
        self.intake = open_seal(subkey(self.key, "sealdesk.intake"), wraps[5, 3, 0], self.info(5, 3, 0))[:32]
        self.data_keys = dict(self.keyring())

    def framed(self, name, kind):
        data = (self.keys / name).read_bytes()
        assert hashlib.sha256(data[:-32]).digest() == data[-32:], "damaged"
        reader = Reader(data[:-32])
        assert reader.text() == kind and reader.number(1) == 1
        self.realm = reader.text()
        return reader

    def info(self, secret, kind, holder):
        head = text("sealdesk.wrap") + text(self.realm) + self.id + number(self.epoch, 4)
        return head + bytes([secret, kind]) + number(holder, 8)

    def person(self, id, passphrase):
        reader = self.framed(f"user-{id}", "SDUSER")
        reader.take(24)  # workspace and number
        n, r, p, salt = 1 << reader.number(1), reader.number(1), reader.number(1), reader.take(16)
        typed = unicodedata.normalize("NFC", passphrase).encode()
        key = hashlib.scrypt(typed, salt=salt, n=n, r=r, p=p, dklen=32, maxmem=1 << 28)
        assert reader.take(16) == check(key), "wrong passphrase"
        header = reader.data[: reader.at]
        secret = open_seal(subkey(key, "sealdesk.user.identity"), reader.counted(), header)
        return secret[:32], secret[96:]

    def keyring(self):
        data = (self.keys / ("keyring" if self.epoch == 1 else f"keyring-{self.epoch}")).read_bytes()
        reader = Reader(Reader(data).counted())
        assert (reader.text(), reader.number(1), reader.text()) == ("SDRING", 1, self.realm)
        reader.take(16)
        epoch, wrapping = reader.take(4), subkey(self.key, "sealdesk.keyring")
        assert reader.take(16) == check(wrapping)
        header = reader.data[: reader.at]
        key = open_seal(wrapping, reader.counted(), header)
        for at in range(512, len(data) - 127, 128):
            record = data[at : at + 128]
            place = text(self.realm) + self.id + epoch + record[:12]
            if any(record):
                root = AESGCM(key).decrypt(record[12:24], record[24:72], place)
                yield int.from_bytes(record[:8], "big"), (root, record[8:12])

    def row(self, sealed, customer, table, column, id):
        root, version = self.data_keys[customer]
        key = expand(root, b"sealdesk.data", 64, hashlib.sha512)[:32]
        place = self.realm.encode() + number(customer, 8) + version
        for field in (table, column):
            place += bytes([len(field)]) + field.encode()
        return open_seal(key, sealed, place + number(id, 8))

    def mail(self, sealed):
        reader = Reader(sealed)
        assert reader.take(5) == b"SDIN\x01"
        reader.take(8)
        info = text("sealdesk.intake") + text(self.realm) + self.id
        hpke, padded = Hpke(self.intake, reader.take(32), info), b""
        while reader.at < len(sealed):
            piece = reader.counted()
            padded += hpke.open(piece, bytes([reader.at == len(sealed)]))
        return padded.rstrip(b"\0")[:-1]

if __name__ == "__main__":
    workspace = Workspace(*sys.argv[1:4])
    for line in sys.stdin:
        request = json.loads(line)
        sealed = bytes.fromhex(request.pop("mail", None) or request["row"])
        request.pop("row", None)
        answer = workspace.row(sealed, **request) if request else workspace.mail(sealed)
        print(json.dumps({"opened": answer.hex()}), flush=True)
