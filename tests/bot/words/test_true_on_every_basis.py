"""Basis by screen: what silence, a no and a stop are said to do is true where a law may have it sent all the same."""

import re

import pytest

from bot.screens import Screen
from bot.words.say import Words
from consent.basis import LegalBasis
from tests.bot.words.reading_telegram import shown
from tests.bot.words.samples import sample

LAW = "A judge or a law may"
LETS = "The law lets us send it without a yes."
#: That nothing is, was or will be shared: a promise, unless what a law may do stands beside it.
PROMISES = re.compile(r"(share|shared|send) nothing|[Nn]othing is shared|do not share this|would not share:")
#: screen: whether it says there what a law may still do. The others promise nothing on such a basis.
SCREENS: dict[Screen, bool] = {
    Screen.REMINDER: False,
    Screen.REMINDERS_OFF: False,
    Screen.QUESTION_PROMPT: False,
    Screen.QUESTION_SENT: False,
    Screen.POSTPONED: False,
    Screen.PICKER: False,
    Screen.CARD: False,
    Screen.WHAT_HAPPENS: True,
    Screen.READ_BACK: True,
    Screen.TEACH_AGAIN: True,
    Screen.RECEIPT: True,
    Screen.RECEIPT_NO: True,
    Screen.REVOKED: True,
    Screen.REVOKED_SOME: True,
    Screen.LAPSED: True,
    Screen.EXPIRED: True,
    Screen.EXPIRING: True,
    Screen.WITHDRAWN: True,
    Screen.INVALIDATED: True,
    Screen.WRITTEN_DOWN: True,
}
#: A card says of the surplus that it would not be sent, and of the question that nothing has been sent yet.
OF_NOW = {Screen.CARD}


def told(screen: Screen, basis: LegalBasis, language: str = "en") -> str:
    refusal = {LegalBasis.REQUIRED_BY_LAW: "law_requires", LegalBasis.PERMITTED_NO_CONSENT: "permitted_anyway"}
    some = {"ticks": [0] if screen in (Screen.READ_BACK, Screen.TEACH_AGAIN) else [], "granted": [0]}
    show = sample(screen, basis=basis, kind="provider", refusal=refusal.get(basis, "stops"), **some)
    return shown(Words.load().say(show, language=language, zone="UTC").text)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("basis", LegalBasis)
def test_no_screen_promises_more_than_its_basis_can_keep(basis: LegalBasis, screen: Screen) -> None:
    """TRUTH-1."""
    said = told(screen, basis)
    law, lets = LAW in said, LETS in said

    assert law is (SCREENS[screen] and basis is LegalBasis.REQUIRED_BY_LAW)
    assert lets is (SCREENS[screen] and basis is LegalBasis.PERMITTED_NO_CONSENT)
    if basis in (LegalBasis.REQUIRED_BY_LAW, LegalBasis.PERMITTED_NO_CONSENT) and screen not in OF_NOW:
        assert not PROMISES.search(said) or SCREENS[screen], said


@pytest.mark.parametrize(
    "screen", [screen for screen, beside in SCREENS.items() if not beside and screen not in OF_NOW]
)
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_what_silence_shares_is_said_where_it_is_true_and_left_out_elsewhere(language: str, screen: Screen) -> None:
    """TRUTH-1: in every language."""
    plain, by_law = (
        told(screen, LegalBasis.POLICY_CONSENT, language),
        told(screen, LegalBasis.REQUIRED_BY_LAW, language),
    )
    nothing = {
        "en": "nothing|Nothing is shared",
        "es": "no (compartimos|se comparte) nada",
        "ar": "لا (نشارك|تتم مشاركة) شي",
    }

    assert re.search(nothing[language], plain)
    assert not re.search(nothing[language], by_law)


def test_every_screen_of_a_client_that_promises_is_in_the_table() -> None:
    promising = {
        screen
        for screen in Screen
        if not screen.startswith(("alert", "staff", "new_", "record")) and _promises(screen) and screen not in SCREENS
    }

    assert promising == OF_NO_BASIS


#: They tell how things stand now, name an answer or a button, ask which of several is meant, or are for staff.
OF_NO_BASIS = {
    Screen.CHOICES,
    Screen.PREVIEW,
    Screen.REVIEW,
    Screen.STOP_WORD,
    Screen.STOP_WHICH,
    Screen.SAVED_IN_PERSON,
    Screen.YES_IN_PERSON,
    Screen.WENT_WRONG,
    Screen.NEEDS,
}


def _promises(screen: Screen) -> bool:
    said = Words.load().say(sample(screen), language="en", zone="UTC")
    return bool(PROMISES.search(shown(said.text)))
