"""From the language tag of a phone to a language on offer."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.words.catalogues import SOURCE

#: Tags that Babel does not bring home by itself: Norwegian, Serbo-Croatian, Filipino, Chinese by region or dialect.
_ALIASES = {"no": "nb", "nn": "nb", "sh": "sr_Latn", "tl": "fil", "iw": "he", "in": "id", "ji": "yi", "mo": "ro"}


def choose(tag: str | None, offered: Iterable[str]) -> str:
    """The offered language that a person with this IETF tag is best spoken to in; English if there is none."""
    return _choose(tag, tuple(offered))


@lru_cache(maxsize=512)
def _choose(tag: str | None, offered: tuple[str, ...]) -> str:
    wanted = _locale(tag)
    if wanted is None:
        return SOURCE
    known = {code: _locale(code) for code in offered}
    for alike in (_same_region, _without_region, _same_script, _same_language):
        for code, locale in known.items():
            if locale is not None and alike(wanted, locale):
                return code
    return SOURCE


def _locale(tag: str | None) -> Locale | None:
    parts = (tag or "").strip().replace("_", "-").split("-")
    parts[0] = _ALIASES.get(parts[0].lower(), parts[0].lower())
    for length in range(len(parts), 0, -1):  # drop what is unknown from the right: "es-419-x-chat" is still Spanish
        try:
            return Locale.parse("_".join(parts[:length]), resolve_likely_subtags=True)
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _script(locale: Locale) -> str | None:
    likely = get_global("likely_subtags")
    filled = likely.get(str(locale)) or likely.get(locale.language)
    return locale.script or (Locale.parse(filled).script if filled else None)


def _same_region(one: Locale, other: Locale) -> bool:
    return _same_script(one, other) and one.territory == other.territory


def _without_region(one: Locale, other: Locale) -> bool:
    return _same_script(one, other) and other.territory is None


def _same_script(one: Locale, other: Locale) -> bool:
    return one.language == other.language and _script(one) == _script(other)


def _same_language(one: Locale, other: Locale) -> bool:
    return one.language == other.language
