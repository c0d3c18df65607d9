"""The vault: seals personal data for its one place in the database, and makes keys to look it up by."""

import base64
import binascii
import hmac
import json
import os
import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.errors import BadKeyRing, Tampered
from db.signing import Signer, seed_from

__all__ = ["KeyRing", "Tampered", "Vault"]

FORMAT = 1
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
HEADER = struct.Struct(">BH")  #: Format version, key id.
SHORTEST = HEADER.size + NONCE_BYTES + TAG_BYTES


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of one agency: any number that open, one that seals, one for look-ups, and one that signs."""

    keys: Mapping[int, bytes] = field(repr=False)
    current: int
    lookup: bytes = field(repr=False)
    signing: bytes | None = field(default=None, repr=False)  #: None on older rings: then it follows from `lookup`.

    def __post_init__(self) -> None:
        sizes = {len(key) for key in self.keys.values()} | {len(self.lookup), len(self.signer_seed)}
        if self.current not in self.keys or sizes != {KEY_BYTES} or not all(0 < i < 1 << 16 for i in self.keys):
            raise BadKeyRing

    @classmethod
    def new(cls) -> Self:
        """Make a ring of fresh random keys."""
        seal, lookup, signing = (secrets.token_bytes(KEY_BYTES) for _ in range(3))
        return cls(keys={1: seal}, current=1, lookup=lookup, signing=signing)

    @property
    def signer_seed(self) -> bytes:
        """The private key with which the agency signs."""
        return seed_from(self.lookup) if self.signing is None else self.signing

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a ring from the text `dump` gave, for example from a secret. Raises BadKeyRing."""
        try:
            raw = json.loads(text)
            keys = {int(name): base64.b64decode(key, validate=True) for name, key in raw["keys"].items()}
            signing = base64.b64decode(raw["signing"], validate=True) if "signing" in raw else None
            return cls(keys, int(raw["current"]), base64.b64decode(raw["lookup"], validate=True), signing)
        except (ValueError, TypeError, KeyError, AttributeError, binascii.Error):
            raise BadKeyRing from None

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a ring from its file. Raises BadKeyRing, or OSError when the file cannot be read."""
        try:
            return cls.parse(path.read_text(encoding="ascii"))
        except UnicodeDecodeError:
            raise BadKeyRing from None

    def dump(self) -> str:
        """Write the ring as JSON text; whoever has it can read everything."""
        keys = {str(name): base64.b64encode(key).decode() for name, key in self.keys.items()}
        ring = {"current": self.current, "keys": keys, "lookup": base64.b64encode(self.lookup).decode()}
        if self.signing is not None:
            ring["signing"] = base64.b64encode(self.signing).decode()
        return json.dumps(ring, indent=2) + "\n"

    def save(self, path: Path) -> None:
        """Write the ring to a new file only its owner may read. Raises FileExistsError: keys are never overwritten."""
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(self.dump())
            file.flush()
            os.fsync(file.fileno())

    def rotated(self) -> Self:
        """Give a ring that seals with a fresh key and still opens what the older keys sealed."""
        fresh = max(self.keys) + 1
        keys = {**self.keys, fresh: secrets.token_bytes(KEY_BYTES)}
        return type(self)(keys, fresh, self.lookup, self.signing)


class Vault:
    """Seals and opens column values; each is bound to its table, column and row. Safe to share between threads."""

    def __init__(self, ring: KeyRing) -> None:
        self._ciphers = {name: AESGCM(key) for name, key in ring.keys.items()}
        self._header = HEADER.pack(FORMAT, ring.current)
        self._cipher = self._ciphers[ring.current]
        self._lookup = ring.lookup
        self.signer = Signer(ring.signer_seed)  #: What leaves the agency is signed with this.

    def seal(self, text: str, *, table: str, column: str, row: str) -> bytes:
        """Encrypt a text for exactly one place."""
        nonce = os.urandom(NONCE_BYTES)
        header = self._header
        return header + nonce + self._cipher.encrypt(nonce, text.encode(), _place(header, table, column, row))

    def open(self, blob: bytes, *, table: str, column: str, row: str) -> str:
        """Decrypt what was sealed for this place. Raises Tampered."""
        header, nonce = blob[: HEADER.size], blob[HEADER.size : HEADER.size + NONCE_BYTES]
        cipher = self._cipher if header == self._header else self._cipher_of(blob)
        try:
            plain = cipher.decrypt(nonce, blob[HEADER.size + NONCE_BYTES :], _place(header, table, column, row))
            return plain.decode()
        except (InvalidTag, ValueError):
            raise Tampered from None

    def seal_json(self, value: object, *, table: str, column: str, row: str) -> bytes:
        """Encrypt any JSON value for exactly one place. Raises TypeError or ValueError for what JSON cannot hold."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return self.seal(text, table=table, column=column, row=row)

    def open_json(self, blob: bytes, *, table: str, column: str, row: str) -> Any:
        """Decrypt a JSON value sealed for this place. Raises Tampered."""
        text = self.open(blob, table=table, column=column, row=row)
        try:
            return json.loads(text)
        except ValueError:
            raise Tampered from None

    def key_for(self, kind: str, value: str) -> bytes:
        """Give the 32-byte keyed hash by which a sealed value can be looked up; kinds never share keys."""
        domain = kind.encode()
        return hmac.digest(self._lookup, struct.pack(">I", len(domain)) + domain + value.encode(), "sha256")

    def _cipher_of(self, blob: bytes) -> AESGCM:
        if len(blob) < SHORTEST:
            raise Tampered
        version, name = HEADER.unpack_from(blob)
        cipher = self._ciphers.get(name)
        if version != FORMAT or cipher is None:
            raise Tampered
        return cipher


def _place(header: bytes, table: str, column: str, row: str) -> bytes:
    return header + f"{table}|{column}|{row}".encode()
