"""An outsider checks a paper: offline, with the public key alone, and hears one word, whatever they were given."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli_papers import LARGEST
from bot.papers.fhir import bundle
from bot.papers.people import Form, make
from bot.papers.record import record
from bot.papers.seal import PURPOSE, is_valid, seal
from bot.words.catalogues import load
from db.signing import Signer
from tests.bot.machine.typed import askfirst, folder
from tests.bot.papers.cast import signed_by_a_parent

__all__ = ["folder"]

SIGNER, OTHER = Signer(bytes(range(32))), Signer(bytes(range(1, 33)))
FOUND = signed_by_a_parent()


def sign(data: bytes) -> bytes:
    return SIGNER.sign(PURPOSE, data)


PDF = make(Form.RECEIPT, FOUND, load(), sign=sign, key=SIGNER.public.name)
JSON = json.dumps(record(FOUND), ensure_ascii=False).encode()
SEAL = seal(JSON, sign)
SEAL_LENGTH = len(SEAL)


@pytest.fixture(autouse=True)
def outsider(folder: Path) -> None:
    """Somebody with a folder, a paper, and the agency's public key."""
    Path("agency.pub").write_text(SIGNER.public.dump())
    Path("paper.pdf").write_bytes(PDF)
    Path("record.json").write_bytes(JSON)
    Path("record.json.seal").write_bytes(SEAL)


def answer(name: str, *more: str, key: str = "agency.pub") -> tuple[int, str]:
    """What is said about a file, all of it."""
    result = askfirst("receipt", "check", name, "--key", key, *more)
    return result.exit_code, result.output


def test_a_paper_as_it_was_given_out_is_valid() -> None:
    assert answer("paper.pdf") == (0, "valid\n")
    assert answer("record.json") == (0, "valid\n")


def test_one_changed_byte_anywhere_in_a_paper_is_found() -> None:
    """Every byte of the seal, and every fiftieth of the rest, in three ways each."""
    places = [*range(0, len(PDF) - SEAL_LENGTH, 50), *range(len(PDF) - SEAL_LENGTH, len(PDF))]
    forged = bytearray(PDF)
    missed = []
    for at in places:
        for change in (0x01, 0x20, 0x80):
            forged[at] ^= change
            if is_valid(bytes(forged), lambda data, mark: SIGNER.public.is_genuine(PURPOSE, data, mark)):
                missed.append(at)
            forged[at] ^= change

    assert len(places) > 300
    assert missed == []
    assert bytes(forged) == PDF


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


SPOILT: dict[str, Callable[[], bytes]] = {
    "first byte": lambda: flipped(PDF, 0),
    "middle byte": lambda: flipped(PDF, len(PDF) // 2),
    "last byte": lambda: flipped(PDF, len(PDF) - 1),
    "truncated": lambda: PDF[: len(PDF) // 2],
    "without its seal": lambda: PDF[:-SEAL_LENGTH],
    "with a second seal": lambda: PDF + PDF[-SEAL_LENGTH:],
    "sealed by another": lambda: make(
        Form.RECEIPT, FOUND, load(), sign=lambda data: OTHER.sign(PURPOSE, data), key=OTHER.public.name
    ),
    "with the seal of a record": lambda: PDF[:-SEAL_LENGTH] + SEAL,
    "empty": lambda: b"",
    "only a seal": lambda: SEAL,
    "not a paper": lambda: b"{not json at all",
    "zeros": lambda: bytes(4096),
    "text in another encoding": lambda: "réponse".encode("utf-16"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_is_not_as_it_was_given_out_is_invalid_and_nothing_else_is_said(how: str) -> None:
    Path("spoilt.pdf").write_bytes(SPOILT[how]())

    assert answer("spoilt.pdf") == (1, "invalid\n")


@pytest.mark.parametrize(
    "seal_of",
    [b"", b"%AskFirst-seal-1 \n", SEAL + SEAL, SEAL[:-1], SEAL.lower(), b"\x00" * 106, seal(JSON + b" ", sign)],
)
def test_a_record_with_a_seal_that_is_not_its_own_is_invalid(seal_of: bytes) -> None:
    Path("record.json.seal").write_bytes(seal_of)

    assert answer("record.json") == (1, "invalid\n")


def test_a_record_that_says_the_same_in_another_spelling_is_invalid() -> None:
    Path("record.json").write_text(json.dumps(json.loads(JSON), indent=1))

    assert answer("record.json") == (1, "invalid\n")


def test_the_key_of_another_agency_makes_every_paper_invalid() -> None:
    Path("other.pub").write_text(OTHER.public.dump())

    assert answer("paper.pdf", key="other.pub") == (1, "invalid\n")


@pytest.mark.parametrize("key", [b"", b"no key", bytes(64), PDF[:500]])
def test_a_key_that_is_none_is_told_in_one_sentence(key: bytes) -> None:
    Path("wrong.pub").write_bytes(key)
    code, said = answer("paper.pdf", key="wrong.pub")

    assert (code, said.count("\n")) == (1, 1)
    assert "public key" in said


def test_a_file_that_is_far_too_large_is_invalid_and_is_not_read_to_its_end() -> None:
    with Path("huge.pdf").open("wb") as file:
        file.write(PDF)
        file.truncate(LARGEST * 64)

    assert os.stat("huge.pdf").st_blocks < LARGEST // 512
    assert answer("huge.pdf") == (1, "invalid\n")
    assert answer("/dev/zero") == (1, "invalid\n")


def test_a_folder_and_a_file_that_is_not_there_are_told_in_one_sentence() -> None:
    Path("folder").mkdir()

    for name in ("folder", "nothing.pdf"):
        assert "cannot be read" in answer(name)[1]


def test_an_outsider_learns_nothing_that_the_file_does_not_hold() -> None:
    """Not a name, not a state, and not whether the agency knows the person: the same words for every paper."""
    stranger = json.dumps(bundle(FOUND)).replace("Oak School", "Pine School").encode()
    Path("stranger.json").write_bytes(stranger)
    Path("stranger.json.seal").write_bytes(seal(stranger, sign))
    said = {answer(name)[1] for name in ("paper.pdf", "record.json", "stranger.json")}

    assert said == {"valid\n"}
    assert sorted(each.name for each in Path().iterdir()) == [
        "agency.pub", "paper.pdf", "record.json", "record.json.seal", "stranger.json", "stranger.json.seal",
    ]  # fmt: skip
