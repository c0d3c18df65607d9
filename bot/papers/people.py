"""Papers for people, as sealed PDF: one function from facts to bytes."""

from enum import StrEnum
from typing import assert_never

from bot.papers import forms
from bot.papers.forms import NoSuchPaper
from bot.papers.parts import Catalogues
from bot.papers.press import CannotPrint, Sheet, pdf
from bot.papers.seal import Sign, sealed
from bot.words.choosing import choose
from bot.words.voice import Voice
from consent.receipts import ConsentRecord

__all__ = ["CannotPrint", "Form", "NoSuchPaper", "make", "sheet"]


class Form(StrEnum):
    """The papers that people read."""

    RECEIPT = "receipt"
    AUTHORIZATION = "authorization"
    REVOCATION = "revocation"
    ACCOUNTING = "accounting"


def make(
    form: Form, kept: ConsentRecord, known: Catalogues, *, sign: Sign, key: str, language: str | None = None
) -> bytes:
    """Print one paper in the client's language, or another, and seal it (ESIG-5); `key` names the public key.

    Raises NoSuchPaper where this decision has none, CannotPrint where no font here has a letter of it.
    """
    return sealed(pdf(sheet(form, kept, known, key=key, language=language)), sign)


def sheet(form: Form, kept: ConsentRecord, known: Catalogues, *, key: str, language: str | None = None) -> Sheet:
    """The paper, worded but not printed. Raises NoSuchPaper."""
    code = choose(language or kept.client.language, known)
    voice = Voice(known[code], kept.agency.timezone, markup=False)
    match form:
        case Form.RECEIPT:
            return forms.receipt(kept, voice, key)
        case Form.AUTHORIZATION:
            return forms.authorization(kept, voice, key, known)
        case Form.REVOCATION:
            return forms.revocation(kept, voice, key)
        case Form.ACCOUNTING:
            return forms.accounting(kept, voice, key)
        case _:
            assert_never(form)
