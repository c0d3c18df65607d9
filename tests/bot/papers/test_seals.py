"""A sealed paper is valid as it left the agency, and invalid after any change at all."""

import base64
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.papers.seal import PURPOSE, is_valid, seal, sealed
from db.signing import PublicKey, Signer

SIGNER = Signer(bytes(range(32)))
BODY = b"%PDF-1.7\nwhat was agreed\n%%EOF"


def sign(data: bytes) -> bytes:
    return SIGNER.sign(PURPOSE, data)


def genuine(data: bytes, signature: bytes) -> bool:
    return SIGNER.public.is_genuine(PURPOSE, data, signature)


PAPER = sealed(BODY, sign)


def test_a_paper_as_it_was_sealed_is_valid() -> None:
    assert is_valid(PAPER, genuine)
    assert PAPER.startswith(BODY)


def test_a_seal_beside_a_file_is_valid_too() -> None:
    assert is_valid(b'{"a": 1}\n', genuine, seal(b'{"a": 1}\n', sign))


@given(st.integers(0, len(PAPER) - 1), st.integers(1, 255))
def test_a_paper_with_one_changed_byte_is_invalid(at: int, change: int) -> None:
    forged = bytearray(PAPER)
    forged[at] ^= change

    assert not is_valid(bytes(forged), genuine)


@given(st.integers(0, len(PAPER) - 1))
def test_a_paper_that_was_cut_off_is_invalid(length: int) -> None:
    assert not is_valid(PAPER[:length], genuine)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda paper: paper.replace(b"\n", b"\r\n"),
        lambda paper: b"\xef\xbb\xbf" + paper,
        lambda paper: paper + b"\n",
        lambda paper: paper + b" ",
        lambda paper: base64.b64encode(paper),
        lambda paper: paper + paper[-106:],
        lambda paper: paper.decode().encode("utf-16"),
        lambda paper: b"",
    ],
)
def test_a_paper_in_another_encoding_is_invalid(spoil: object) -> None:
    assert callable(spoil)
    assert not is_valid(spoil(PAPER), genuine)


def test_the_same_signature_in_another_spelling_is_invalid() -> None:
    # Sixty-four bytes leave four bits of the last sign unused: other signs decode to the same bytes.
    line = PAPER[-106:]
    last = line[-4:-3]
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = alphabet[(alphabet.index(last) | 1) : (alphabet.index(last) | 1) + 1]
    spelt = PAPER[:-4] + other + b"==\n"

    assert spelt != PAPER
    assert base64.b64decode(spelt[-89:-1]) == base64.b64decode(PAPER[-89:-1])
    assert not is_valid(spelt, genuine)


def test_the_seal_of_another_agency_is_invalid() -> None:
    other = Signer(secrets.token_bytes(32))

    assert not is_valid(sealed(BODY, lambda data: other.sign(PURPOSE, data)), genuine)


def test_what_the_agency_signed_for_another_purpose_is_no_paper() -> None:
    assert not is_valid(sealed(BODY, lambda data: SIGNER.sign("checkpoint", data)), genuine)


def test_the_public_key_can_be_written_down_and_read_again() -> None:
    again = PublicKey.parse(SIGNER.public.dump().encode())

    assert again.name == SIGNER.public.name
    assert is_valid(PAPER, lambda data, signature: again.is_genuine(PURPOSE, data, signature))
