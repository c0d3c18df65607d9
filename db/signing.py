"""The agency's own hand: signs what leaves it, so that anyone with its public key can tell it is genuine."""

import hashlib
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from db.errors import BadPublicKey

SEED_BYTES = 32


class Signer:
    """The private key of one agency (Ed25519). Safe to share between threads."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    def sign(self, purpose: str, data: bytes) -> bytes:
        """Sign data for one purpose; a signature for another purpose is none for this one."""
        return self._key.sign(_bound(purpose, data))

    @property
    def public(self) -> "PublicKey":
        """What others need to check."""
        return PublicKey(self._key.public_key())


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public key of one agency."""

    _key: Ed25519PublicKey

    @classmethod
    def parse(cls, text: bytes) -> Self:
        """Read a key from the text `dump` gave. Raises BadPublicKey."""
        try:
            key = load_pem_public_key(text)
        except ValueError:
            raise BadPublicKey from None
        if not isinstance(key, Ed25519PublicKey):
            raise BadPublicKey
        return cls(key)

    def dump(self) -> str:
        """Write the key as PEM text, to be given to anyone."""
        return self._key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    @property
    def name(self) -> str:
        """Sixteen signs by which people tell two keys apart."""
        raw = self._key.public_bytes(Encoding.Raw, PublicFormat.Raw)
        return hashlib.sha256(raw).hexdigest()[:16]

    def is_genuine(self, purpose: str, data: bytes, signature: bytes) -> bool:
        """Whether this agency signed exactly this data for this purpose."""
        try:
            self._key.verify(signature, _bound(purpose, data))
        except InvalidSignature:
            return False
        return True


def seed_from(lookup: bytes) -> bytes:
    """Give the seed of an agency whose key ring is older than its signing key."""
    return HKDF(algorithm=SHA256(), length=SEED_BYTES, salt=None, info=b"askfirst signing key 1").derive(lookup)


def _bound(purpose: str, data: bytes) -> bytes:
    return f"AskFirst {purpose} 1\n".encode() + hashlib.sha512(data).digest()
