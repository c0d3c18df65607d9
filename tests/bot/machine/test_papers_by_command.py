"""Papers from the command line: printed, sealed, and checked by somebody without an account."""

import json
import sqlite3
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from consent.request import Standing
from consent.states import State
from db.engine import Database
from db.ids import new_id
from db.ledger import people, requests
from db.vault import KeyRing, Vault
from tests.bot.machine.typed import INIT, askfirst, folder
from tests.bot.papers.drawer import REQUEST, TYPED

__all__ = ["folder"]

CODE = REQUEST.code


@pytest.fixture
def signed(folder: Path) -> None:
    """An agency with one signed yes."""
    assert askfirst(*INIT).exit_code == 0
    vault = Vault(KeyRing.load(folder / "askfirst.key"))
    db = Database.open(f"sqlite:///{folder / 'askfirst.db'}")
    db.write_now(lambda session: _sign(session, vault))
    db.close_now()


def _sign(session: Session, vault: Vault) -> None:
    now = datetime.now(UTC)
    staff = people.add_staff(session, vault, now=now, role="clinician", name="Ana Ruiz", language="en")
    client = people.add_client(session, vault, now=now, actor="admin", alias="M.R.", clinician_id=staff, language="es")
    request = replace(REQUEST, id=new_id(), client_id=client, clinician_id=staff)
    case = requests.add_request(session, vault, request, now=now, actor=f"staff:{staff}")
    standing = Standing(
        State.GRANTED, 2, request.every_item, request.ends_on, now, now, now, expires_at=now + timedelta(days=30)
    )
    requests.write_standing(
        session, vault, case, replace(standing, version=2), now=now, actor=f"client:{client}", action="granted",
        detail={"granted": [0, 1, 2], "ends_on": request.ends_on.isoformat()}, signature=TYPED,
    )  # fmt: skip


def written(kind: str, name: str, *more: str) -> Path:
    """Have a paper written."""
    result = askfirst("paper", kind, CODE, "--out", name, *more)
    assert result.exit_code == 0, result.output
    return Path(name)


def public_key() -> str:
    Path("agency.pub").write_text(askfirst("receipt", "key").stdout)
    return "agency.pub"


@pytest.mark.parametrize("kind", ["receipt", "authorization", "accounting", "record", "fhir", "kantara", "iso27560"])
def test_every_paper_is_written_for_its_owner_only_and_found_valid_by_anyone(signed: None, kind: str) -> None:
    paper = written(kind, "paper.out")
    key = public_key()

    assert stat.S_IMODE(paper.stat().st_mode) == 0o600
    result = askfirst("receipt", "check", "paper.out", "--key", key)
    assert (result.exit_code, result.output) == (0, "valid\n")


def test_a_check_needs_neither_the_agencys_keys_nor_its_database_and_says_nothing_else(signed: None) -> None:
    written("receipt", "receipt.pdf")
    key = public_key()
    for name in ("askfirst.db", "askfirst.key", ".env"):
        Path(name).unlink()

    assert askfirst("receipt", "check", "receipt.pdf", "--key", key).output == "valid\n"


def test_a_forged_paper_is_invalid(signed: None) -> None:
    paper = written("receipt", "receipt.pdf")
    forged = paper.read_bytes().replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    Path("forged.pdf").write_bytes(forged)

    result = askfirst("receipt", "check", "forged.pdf", "--key", public_key())

    assert forged != paper.read_bytes()
    assert (result.exit_code, result.output) == (1, "invalid\n")


def test_a_paper_of_another_agency_is_invalid(signed: None, tmp_path: Path) -> None:
    written("receipt", "receipt.pdf")
    (tmp_path / "other.pub").write_text(Vault(KeyRing.new()).signer.public.dump())

    assert askfirst("receipt", "check", "receipt.pdf", "--key", "other.pub").output == "invalid\n"


def test_a_file_for_machines_without_its_seal_is_invalid(signed: None) -> None:
    written("record", "record.json")
    Path("record.json.seal").rename("elsewhere.seal")
    key = public_key()

    assert askfirst("receipt", "check", "record.json", "--key", key).output == "invalid\n"
    assert askfirst("receipt", "check", "record.json", "--key", key, "--seal", "elsewhere.seal").output == "valid\n"


def test_a_paper_comes_in_the_clients_language_or_another(signed: None) -> None:
    spanish, english = written("receipt", "es.pdf"), written("receipt", "en.pdf", "--language", "en")

    assert b"(es)" in spanish.read_bytes()
    assert b"(en)" in english.read_bytes()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("paper", "receipt", "AF-0000", "--out", "x.pdf"), "no request with this code"),
        (("paper", "revocation", CODE, "--out", "x.pdf"), "has not stopped this"),
        (("paper", "receipt", CODE, "--out", "askfirst.db"), "nothing is overwritten"),
        (("paper", "receipt", CODE, "--out", "nowhere/x.pdf"), "cannot be written"),
        (("receipt", "check", "none.pdf", "--key", "askfirst.key"), "not the public key"),
        (("receipt", "check", "none.pdf", "--key", "none.pub"), "cannot be read"),
        (("verify", "--against", "askfirst.key"), "holds no checkpoint"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(signed: None, words: tuple[str, ...], sentence: str) -> None:
    result = askfirst(*words)

    assert result.exit_code == 1
    assert sentence in result.stderr
    assert "Traceback" not in result.output


def test_that_a_paper_was_made_is_in_the_record(signed: None) -> None:
    written("receipt", "one.pdf")

    history = json.loads(written("record", "record.json").read_text())["history"]

    assert history[-1]["action"] == "paper_made_receipt"


def test_a_checkpoint_that_cannot_be_written_is_not_made(signed: None) -> None:
    assert askfirst("checkpoint", "--out", "askfirst.key").exit_code == 1

    assert "checkpoint" not in askfirst("verify").stdout


def test_verify_names_the_newest_checkpoint_and_agrees_with_the_one_kept_elsewhere(signed: None) -> None:
    assert askfirst("checkpoint", "--out", "kept.json").exit_code == 0

    result = askfirst("verify", "--against", "kept.json")

    assert result.exit_code == 0, result.output
    assert "The newest checkpoint is number 1" in result.stdout


def test_verify_says_where_the_newest_rows_are_gone(signed: None, folder: Path) -> None:
    written("receipt", "receipt.pdf")
    assert askfirst("checkpoint", "--out", "kept.json").exit_code == 0
    chain = _cut_newest(folder / "askfirst.db")

    result = askfirst("verify")

    assert result.exit_code == 1
    assert f"{chain}, event 3: gone_since_checkpoint" in result.stdout


def _cut_newest(path: Path) -> str:
    """Take the newest event of the request away, and make the chain look as if it had never been."""
    database = sqlite3.connect(path)
    database.execute("DROP TRIGGER audit_no_delete")
    (chain,) = database.execute("SELECT chain FROM chain_head WHERE chain LIKE 'request:%'").fetchone()
    database.execute("DELETE FROM audit WHERE chain = ? AND seq = 3", (chain,))
    (hash,) = database.execute("SELECT hash FROM audit WHERE chain = ? AND seq = 2", (chain,)).fetchone()
    database.execute("UPDATE chain_head SET seq = 2, hash = ? WHERE chain = ?", (hash, chain))
    database.commit()
    database.close()
    return str(chain)
