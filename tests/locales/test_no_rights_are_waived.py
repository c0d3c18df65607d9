"""No text for clients makes them give up a right, in any language on offer."""

import re

import pytest

from tests.locales.shelf import SOURCE, english, languages, spoken_in, translated

READ_BY_CLIENTS = ("client", "button", "paper", "purpose", "category", "kind")
WAIVER = {
    "en": re.compile(
        r"\b(waiv\w*|forgo\w*|surrender\w*|relinquish\w*|hold harmless|indemnif\w*|release (us|\{agency\}) from"
        r"|give up (your|the|any|all|a) (\w+ )?rights?|no longer (have|has) (the|a|any) right"
        r"|(may|can|will) ?not (complain|sue|appeal|take us to court)|you have no right|not liable|at your own risk)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(renunci\w*|exoner\w*|exim\w*|indemni\w*|ced(e|er|o) (su|sus|mis|el|los) derechos?|pierde (su|el) derecho"
        r"|no (puede|podrá) (quejarse|demandar|apelar)|no tiene derecho|bajo su propio riesgo)\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"تنازل|إسقاط (حق|الحق)|تخل[يى] عن (حق|الحق)|إعفاء .*من المسؤولية|لا يحق لك|على مسؤوليتك"),
}
OFFENCES = {
    "en": (
        "You waive your rights.",
        "You give up your right to complain.",
        "You can not complain.",
        "At your own risk.",
    ),
    "es": ("Usted renuncia a su derecho.", "No puede quejarse.", "Bajo su propio riesgo."),
    "ar": ("التنازل عن حقك في الشكوى.", "لا يحق لك الاعتراض."),
}


def said_in(code: str) -> list[str]:
    """Every text for clients in one language."""
    if code == SOURCE:
        return [form for each in english() if each.context.startswith(READ_BY_CLIENTS) for form in each.english]
    return [form for each in spoken_in(code) if each.context.startswith(READ_BY_CLIENTS) for form in each.said]


def test_every_language_on_offer_is_looked_at() -> None:
    """HIPAA-530h: a new language brings its own words for a waiver."""
    offered = {code for code, facts in languages().items() if facts["offered"]}

    assert offered == {SOURCE, *translated()} == set(WAIVER) == set(OFFENCES)


@pytest.mark.parametrize("code", sorted(OFFENCES))
def test_a_waiver_is_seen(code: str) -> None:
    assert [text for text in OFFENCES[code] if not WAIVER[code].search(text)] == []


@pytest.mark.parametrize("code", sorted(WAIVER))
def test_no_text_for_clients_waives_a_right(code: str) -> None:
    """HIPAA-530h."""
    said = said_in(code)

    assert len(said) > 300
    assert [text for text in said if WAIVER[code].search(text)] == []
