"""The commands that print papers, hand out the agency's public key, and tell whether a paper is genuine."""

import base64
import binascii
import json
import os
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session

from bot.actions import anchoring
from bot.actions.papers import at_the_office, gather
from bot.actions.places import place_of
from bot.actions.turn import Turn
from bot.cli_office import fail, office, told_plainly
from bot.clock import SystemClock
from bot.papers import fhir, kantara, people
from bot.papers.people import CannotPrint, Form, NoSuchPaper
from bot.papers.record import record
from bot.papers.seal import PURPOSE, is_valid, seal
from bot.words import catalogues
from consent.receipts import ConsentRecord
from db.checkpoints import Signed
from db.errors import StoreError
from db.signing import PublicKey
from db.vault import Vault

SEAL = ".seal"  #: What is added to the name of a file for the seal that lies beside it.
LARGEST = 32 * 1024 * 1024  #: Bytes; no paper comes near it, and whoever checks one is not made to read more.
UNREAD = "This file cannot be read. Check its name and who may read it."
THERE = "There is a file of this name already, and nothing is overwritten. Choose another --out."
UNWRITTEN = "The file cannot be written. Check the folder of --out."
UNKNOWN = "There is no request with this code."
MEANWHILE = "Another checkpoint was made at this moment. Type the command again."
NO_CHECKPOINT = "This file holds no checkpoint. It must be what `askfirst checkpoint` wrote."


class Kind(StrEnum):
    """Every paper there is: four to read, four for machines."""

    RECEIPT = "receipt"
    AUTHORIZATION = "authorization"
    REVOCATION = "revocation"
    ACCOUNTING = "accounting"
    RECORD = "record"
    FHIR = "fhir"
    KANTARA = "kantara"
    ISO27560 = "iso27560"


OUT = Annotated[Path, typer.Option("--out", help="The file to write; it must not be there yet.")]


def paper(
    kind: Annotated[Kind, typer.Argument(help="Which paper.")],
    code: Annotated[str, typer.Argument(help="The case code, such as AF-7K2Q.")],
    out: OUT,
    language: Annotated[str | None, typer.Option(help="The language, where not the client's own.")] = None,
    jurisdiction: Annotated[
        str | None, typer.Option(help="Where the agency works, such as US-NY, where the request does not say it.")
    ] = None,
    profile: Annotated[fhir.Profile, typer.Option(help="Which form of FHIR.")] = fhir.Profile.R4,
    test_data: Annotated[bool, typer.Option("--test-data", help="Label the FHIR export as made up.")] = False,
) -> None:
    """Write one paper about a decision, with the agency's seal."""
    with told_plainly(), office() as (db, vault):
        place = None if jurisdiction is None else place_of(jurisdiction)
        kept = db.write_now(lambda session: gather(_turn(session, vault), code, kind, jurisdiction=place))
        if kept is None:
            fail(UNKNOWN)
        try:
            if kind.value in set(Form):
                files = {out: _print(Form(kind.value), kept, vault, language)}
            else:
                files = _with_seal(out, _export(kind, kept, vault, profile, test_data=test_data), vault)
        except (NoSuchPaper, CannotPrint) as error:
            fail(str(error))
    for path, data in files.items():
        _write(path, data)
        typer.echo(f"Written: {path}")


def _turn(session: Session, vault: Vault) -> Turn:
    return at_the_office(session, vault, SystemClock().now())


def _print(form: Form, kept: ConsentRecord, vault: Vault, language: str | None) -> bytes:
    def sign(data: bytes) -> bytes:
        return vault.signer.sign(PURPOSE, data)

    return people.make(form, kept, catalogues.load(), sign=sign, key=vault.signer.public.name, language=language)


def _export(kind: Kind, kept: ConsentRecord, vault: Vault, profile: fhir.Profile, *, test_data: bool) -> bytes:
    plain: dict[str, Any]
    match kind:
        case Kind.FHIR:
            plain = fhir.bundle(kept, profile, test_data=test_data)
        case Kind.KANTARA:
            plain = kantara.receipt(kept, public_key=vault.signer.public.dump())
        case Kind.ISO27560:
            plain = kantara.iso27560(kept)
        case _:
            plain = record(kept)
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()


def _with_seal(out: Path, data: bytes, vault: Vault) -> dict[Path, bytes]:
    beside = out.with_name(out.name + SEAL)
    return {out: data, beside: seal(data, lambda each: vault.signer.sign(PURPOSE, each))}


def _write(path: Path, data: bytes) -> None:
    """Write a new file that only its owner may read."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
    except FileExistsError:
        fail(THERE)
    except OSError:
        fail(UNWRITTEN)


receipt = typer.Typer(help="Is a paper genuine? For anyone, without an account.", no_args_is_help=True)


@receipt.command()
def key() -> None:
    """Print the agency's public key, to be given to anyone who wants to check papers."""
    with told_plainly(), office() as (_db, vault):
        typer.echo(vault.signer.public.dump(), nl=False)


@receipt.command()
def check(
    file: Annotated[Path, typer.Argument(help="The paper.")],
    key: Annotated[Path, typer.Option(help="The agency's public key, from the agency itself.")],
    seal: Annotated[Path | None, typer.Option(help="The seal, where it does not lie beside the paper.")] = None,
) -> None:
    """Say valid or invalid, and nothing else; offline. Exit 0 if valid, 1 if not."""
    with told_plainly():
        public = PublicKey.parse(_read(key))
    data, beside = _read(file), _beside(file, seal)
    whole = len(data) <= LARGEST
    valid = whole and is_valid(data, lambda each, signature: public.is_genuine(PURPOSE, each, signature), beside)
    typer.echo("valid" if valid else "invalid")
    raise typer.Exit(0 if valid else 1)


def _beside(file: Path, seal: Path | None) -> bytes | None:
    if seal is not None:
        return _read(seal)
    usual = file.with_name(file.name + SEAL)
    return _read(usual) if usual.is_file() else None


def _read(path: Path) -> bytes:
    """A file, or as much of one that is too large as shows that it is."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        fail(UNREAD)


def checkpoint(out: OUT) -> None:
    """Sign what the record has come to, in a file to be kept elsewhere: `askfirst verify --against` looks at it."""
    if out.exists():
        fail(THERE)
    with told_plainly(), office() as (db, vault):
        gathered = db.read_now(lambda session: anchoring.gather(_turn(session, vault)))
        made = db.write_now(lambda session: anchoring.sign(_turn(session, vault), gathered))
        name = vault.signer.public.name
    if made is None:
        fail(MEANWHILE)
    plain = {
        "number": made.number,
        "at": made.at.isoformat(),
        "root": made.root.hex(),
        "signature": base64.b64encode(made.signature).decode(),
        "key": name,
    }
    _write(out, (json.dumps(plain, indent=2) + "\n").encode())
    typer.echo(
        f"Checkpoint {made.number} is written to {out}. Keep it where nobody who runs the database can reach it."
    )


def kept_checkpoint(path: Path) -> Signed:
    """Read a checkpoint that was kept elsewhere; exit with one sentence where it is none."""
    try:
        plain = json.loads(_read(path))
        signature = base64.b64decode(plain["signature"], validate=True)
        at = datetime.fromisoformat(plain["at"])
        return Signed(int(plain["number"]), at, bytes.fromhex(plain["root"]), signature)
    except (ValueError, TypeError, KeyError, binascii.Error, StoreError):
        fail(NO_CHECKPOINT)
