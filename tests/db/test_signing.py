"""The agency's signing key lives on its key ring, survives rotation, and exists for rings from before it."""

import json

import pytest

from db.errors import BadKeyRing, BadPublicKey
from db.signing import PublicKey
from db.vault import KeyRing, Vault


def name_of(ring: KeyRing) -> str:
    return Vault(ring).signer.public.name


def test_every_new_agency_signs_with_its_own_key() -> None:
    assert name_of(KeyRing.new()) != name_of(KeyRing.new())


def test_the_key_stays_when_the_ring_is_written_read_and_rotated() -> None:
    ring = KeyRing.new()

    assert name_of(KeyRing.parse(ring.dump())) == name_of(ring)
    assert name_of(ring.rotated()) == name_of(ring)
    assert name_of(KeyRing.parse(ring.rotated().dump())) == name_of(ring)


def test_a_ring_from_before_there_was_a_signing_key_still_signs_and_always_with_the_same_key() -> None:
    older = json.loads(KeyRing.new().dump())
    del older["signing"]
    text = json.dumps(older)

    assert name_of(KeyRing.parse(text)) == name_of(KeyRing.parse(text))
    assert "signing" not in json.loads(KeyRing.parse(text).dump())


def test_a_ring_with_half_a_signing_key_is_refused() -> None:
    half = json.loads(KeyRing.new().dump()) | {"signing": "AAAA"}

    with pytest.raises(BadKeyRing):
        KeyRing.parse(json.dumps(half))


def test_the_private_key_shows_nowhere_in_words_about_the_ring() -> None:
    ring = KeyRing.new()

    assert ring.signing is not None
    assert repr(ring.signing) not in repr(ring)


@pytest.mark.parametrize("text", [b"", b"key", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_what_is_no_public_key_is_refused(text: bytes) -> None:
    with pytest.raises(BadPublicKey):
        PublicKey.parse(text)
