"""Spanish and Arabic are understood as English is, with and without accents, in both genders."""

import pytest

from bot.heard import Word
from bot.screens import Screen
from bot.words import listen_words
from bot.words.listen import Ears, fold
from bot.words.say import Words
from tests.bot.words.samples import sample

LANGUAGES = ("en", "es", "ar")


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load()


@pytest.fixture(scope="module")
def ears() -> Ears:
    return Ears.load()


SPANISH = [
    ("sí", Word.YES),
    ("Si", Word.YES),
    ("SÍ, por favor", Word.YES),
    ("acepto", Word.YES),
    ("no", Word.NO),
    ("No, gracias.", Word.NO),
    ("no quiero", Word.NO),
    ("no compartan nada", Word.NO),
    ("algunos", Word.SOME),
    ("solo una parte", Word.SOME),
    ("alto", Word.STOP),
    ("¡Paren!", Word.STOP),
    ("ahora no", Word.LATER),
    ("mañana", Word.LATER),
    ("manana", Word.LATER),
    ("pregunta", Word.QUESTION),
    ("ayuda", Word.HELP),
    ("menú", Word.MENU),
    ("idioma", Word.LANGUAGE),
    ("español", Word.LANGUAGE),
    ("hablar con una persona", Word.TALK),
    ("ocultar este chat", Word.HIDE),
    ("¿quién recibió qué?", Word.WHO_GOT),
    ("mis decisiones", Word.CHOICES),
    ("dejar de compartir", Word.STOP_SHARING),
    ("Hola Ana, ya no quiero que compartan mis fechas", Word.STOP_SHARING),
    ("No, dejen de compartir", Word.STOP_SHARING),
    ("¿Pueden dejar de compartir?", Word.STOP_SHARING),
    ("retiro mi consentimiento", Word.STOP_SHARING),
    ("ya no quiero vivir", Word.DANGER),
    ("dejen de compartir, me quiero morir", Word.DANGER),
    ("mi esposo me pega", Word.DANGER),
]
ARABIC = [
    ("نعم", Word.YES),
    ("نَعَم.", Word.YES),
    ("موافقة", Word.YES),
    ("موافق", Word.YES),
    ("أوافق من فضلك", Word.YES),
    ("اوافق", Word.YES),
    ("لا", Word.NO),
    ("لا، شكرا", Word.NO),
    ("لأ", Word.NO),
    ("لا لا لا", Word.NO),
    ("لا أوافق", Word.NO),
    ("جزء", Word.SOME),
    ("جزء فقط", Word.SOME),
    ("توقف", Word.STOP),
    ("ليس الآن", Word.LATER),
    ("غدا", Word.LATER),
    ("سؤال", Word.QUESTION),
    ("عندي سؤال", Word.QUESTION),
    ("مساعدة", Word.HELP),
    ("مساعده", Word.HELP),
    ("القائمة", Word.MENU),
    ("اللغة", Word.LANGUAGE),
    ("العربية", Word.LANGUAGE),
    ("الحديث مع شخص", Word.TALK),
    ("إخفاء هذه المحادثة", Word.HIDE),
    ("من استلم ماذا؟", Word.WHO_GOT),
    ("اختياراتي", Word.CHOICES),
    ("إيقاف المشاركة", Word.STOP_SHARING),
    ("مرحبا، أوقفوا المشاركة من فضلكم", Word.STOP_SHARING),
    ("لا، أوقفوا المشاركة", Word.STOP_SHARING),
    ("سحبت موافقتي", Word.STOP_SHARING),
    ("أريد أن أموت", Word.DANGER),
    ("زوجي يضربني", Word.DANGER),
    ("لا أريد أن أعيش", Word.DANGER),
]


@pytest.mark.parametrize(("typed", "word"), SPANISH)
def test_spanish_words_are_understood(ears: Ears, typed: str, word: Word) -> None:
    assert ears.understand(typed, language="es") is word


@pytest.mark.parametrize(("typed", "word"), ARABIC)
def test_arabic_words_are_understood(ears: Ears, typed: str, word: Word) -> None:
    assert ears.understand(typed, language="ar") is word


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("sí?", "es"),
        ("¿no?", "es"),
        ("no sé quién es", "es"),
        ("sí pero quién lo lee", "es"),
        ("No dejen de compartir", "es"),
        ("¿Cómo puedo dejar de compartir?", "es"),
        ("¿Qué pasa si dejo de compartir?", "es"),
        ("ok", "es"),
        ("de acuerdo", "es"),
        ("لا أعرف من هذا", "ar"),
        ("نعم؟", "ar"),
        ("كيف يتم إيقاف المشاركة", "ar"),
        ("لا أريد إيقاف المشاركة", "ar"),
        ("تمام", "ar"),
    ],
)
def test_what_is_not_clearly_an_answer_is_none(ears: Ears, typed: str, language: str) -> None:
    assert ears.understand(typed, language=language) is None


def test_stopping_and_danger_are_understood_in_any_language(ears: Ears) -> None:
    assert ears.understand("dejen de compartir", language="ar") is Word.STOP_SHARING
    assert ears.understand("إيقاف المشاركة", language="en") is Word.STOP_SHARING
    assert ears.understand("me quiero morir", language="en") is Word.DANGER


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_of_every_screen_works_by_typing_it_or_its_number(words: Words, ears: Ears, language: str) -> None:
    for screen in Screen:
        labels = words.say(sample(screen), language=language, zone="UTC").buttons
        for position, label in enumerate(labels):
            assert ears.understand(label, language=language, labels=labels) == position
            assert ears.understand(label.upper(), language=language, labels=labels) == position
            assert ears.understand(str(position + 1), language=language, labels=labels) == position


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_help_tells_people_to_type_are_understood(words: Words, ears: Ears, language: str) -> None:
    for screen in (Screen.HELP, Screen.UNCLEAR):
        row = next(
            row for row in words.say(sample(screen), language=language, zone="UTC").text.splitlines() if ": " in row
        )
        typed = row.partition(": ")[2].rstrip(".").replace("،", ",").split(",")

        assert [ears.understand(word, language=language) for word in typed] == [
            Word.YES,
            Word.NO,
            Word.SOME,
            Word.STOP_SHARING,
            Word.QUESTION,
        ]


def lists(words: Words, language: str) -> dict[Word, set[str]]:
    """The folded words of one language."""
    said = words.catalogues[language].sentences.pgettext
    return {
        word: {fold(one) for one in said(line.context, line.message).replace("،", ",").split(",")}
        for word, line in listen_words.WORDS.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_typed_word_means_two_things(words: Words, language: str) -> None:
    seen: dict[str, Word] = {}
    for code in dict.fromkeys((language, "en")):
        for word, said in lists(words, code).items():
            for one in said:
                assert seen.setdefault(one, word) is word, one


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_holds_words(words: Words, language: str) -> None:
    assert all(len(said) >= 3 and "" not in said for said in lists(words, language).values())
