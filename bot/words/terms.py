"""Names for the codes of the judge: kinds of information, and how a part of a request is said."""

from collections.abc import Callable, Iterable

from bot.words.dates import period
from bot.words.facts import Part
from bot.words.lines import Line, pgettext
from bot.words.voice import Voice, Worded, lines
from consent.categories import Category

_MANY = 9  #: Above this many items the short names keep the message readable.

CATEGORY: dict[Category, Line] = {
    # TRANSLATORS: A kind of information, fits after "We would send". Name, phone number, address, birth date.
    Category.CONTACT: pgettext("category", "your name, phone number, address and birth date"),
    # TRANSLATORS: A kind of information, fits after "We would send". What is needed to find the insurance policy.
    Category.COVER: pgettext("category", "your health plan name and your member number"),
    # TRANSLATORS: A kind of information, fits after "We would send". Days kept and days missed.
    Category.ATTEND: pgettext("category", "the dates of your visits and of missed visits"),
    # TRANSLATORS: A kind of information, fits after "We would send". Kind, length and price of each visit.
    Category.SERVICE: pgettext("category", "the kind, length and cost of your visits"),
    # TRANSLATORS: A kind of information, fits after "We would send". The diagnosis, said so that anyone understands.
    Category.DX: pgettext("category", "the name of your health problem (diagnosis)"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.MEDS: pgettext("category", "the medicines you take and how much"),
    # TRANSLATORS: A kind of information, fits after "We would send". Treatment goals in general words.
    Category.GOALS: pgettext("category", "a short list of what you and your worker are working on"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.PROGRESS: pgettext("category", "a short note on how you are doing now and what is still hard"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.SUMMARY: pgettext("category", "a letter that sums up your care, from start to end"),
    # TRANSLATORS: A kind of information, fits after "We would send". Progress notes in the ordinary file.
    Category.NOTES: pgettext("category", "the notes your worker writes in your file after each visit"),
    # TRANSLATORS: A kind of information, fits after "We would send". Psychotherapy notes, kept apart from the file.
    Category.PSYNOTES: pgettext("category", "the private notes your therapist keeps apart from your file"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.RISK: pgettext("category", "what you told us about harm to you or to others, and your safety plan"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.TESTS: pgettext("category", "the results of tests or forms you filled out here"),
    # TRANSLATORS: A kind of information, fits after "We would send". Neutral words, no "abuse", no "addict".
    Category.SUD: pgettext("category", "facts about any care you had for alcohol or drug use"),
    # TRANSLATORS: A kind of information, fits after "We would send". Counselling notes kept apart from the file.
    Category.SUDNOTES: pgettext("category", "the private notes your alcohol or drug worker keeps apart from your file"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.HIV: pgettext("category", "the HIV tests you had, what they showed, and any HIV care"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.STI: pgettext("category", "facts about tests or care for an illness that is passed on by sex"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.REPRO: pgettext("category", "facts about care for sex, birth control, having a baby, or your gender"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.GENETIC: pgettext("category", "results of gene tests, and health problems that run in your family"),
    # TRANSLATORS: A kind of information, fits after "We would send". No blame in the words.
    Category.ABUSE: pgettext(
        "category", "what you told us about someone who hurt or forced you, or home not being safe"
    ),
    # TRANSLATORS: A kind of information, fits after "We would send". Physical health.
    Category.PHYS: pgettext("category", "your other health problems, such as a weak heart or weak eyes"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.FAMILY: pgettext("category", "what your file says about your family or others"),
    # TRANSLATORS: A kind of information, fits after "We would send". Housing and benefits.
    Category.HOME: pgettext("category", "where and with whom you live, and the help or money you get"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.WORKSCH: pgettext("category", "your work or school, and what help you need there"),
    # TRANSLATORS: A kind of information, fits after "We would send". Neutral words.
    Category.LEGAL: pgettext("category", "facts about your court case, arrests, jail time, or probation"),
    # TRANSLATORS: A kind of information, fits after "We would send". Immigration facts.
    Category.IMMIG: pgettext("category", "where you were born, and your right to live in this country"),
    # TRANSLATORS: A kind of information, fits after "We would send".
    Category.MINORCARE: pgettext("category", "facts about care you agreed to by yourself before you turned 18"),
}

#: The same kinds in two or three words, for buttons ("Add: visit dates") and for staff; at most 16 letters in English.
SHORT: dict[Category, Line] = {
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button. No capital at the start.
    Category.CONTACT: pgettext("button category", "name and address"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: health plan and member number.
    Category.COVER: pgettext("button category", "health plan"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button.
    Category.ATTEND: pgettext("button category", "visit dates"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: kind, length and cost of visits.
    Category.SERVICE: pgettext("button category", "kind of visits"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button.
    Category.DX: pgettext("button category", "diagnosis"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button.
    Category.MEDS: pgettext("button category", "medicines"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: goals of the treatment.
    Category.GOALS: pgettext("button category", "goals"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: how the client is doing now.
    Category.PROGRESS: pgettext("button category", "progress"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: a letter that sums up the care.
    Category.SUMMARY: pgettext("button category", "summary letter"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: notes in the ordinary file.
    Category.NOTES: pgettext("button category", "visit notes"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: notes kept apart from the file.
    Category.PSYNOTES: pgettext("button category", "therapy notes"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: risk of harm, safety plan.
    Category.RISK: pgettext("button category", "safety plan"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button.
    Category.TESTS: pgettext("button category", "test results"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: care for alcohol or drug use.
    Category.SUD: pgettext("button category", "alcohol or drugs"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: private notes on such care.
    Category.SUDNOTES: pgettext("button category", "drug care notes"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button.
    Category.HIV: pgettext("button category", "HIV"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: illnesses passed on by sex.
    Category.STI: pgettext("button category", "sexual health"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: birth control, pregnancy, gender.
    Category.REPRO: pgettext("button category", "pregnancy or sex"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button.
    Category.GENETIC: pgettext("button category", "gene tests"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: the client was hurt or forced.
    Category.ABUSE: pgettext("button category", "harm by others"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: physical health.
    Category.PHYS: pgettext("button category", "other health"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button.
    Category.FAMILY: pgettext("button category", "family"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: housing, help and money.
    Category.HOME: pgettext("button category", "home and money"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button.
    Category.WORKSCH: pgettext("button category", "work or school"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: court case, arrests, jail.
    Category.LEGAL: pgettext("button category", "court case"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: birth place, right to live here.
    Category.IMMIG: pgettext("button category", "immigration"),
    # TRANSLATORS: A kind of information in short, stands after "Add:" on a button: care agreed to as a minor.
    Category.MINORCARE: pgettext("button category", "care as a minor"),
}

# TRANSLATORS: Kinds of information with their period. {what} is like "the dates of your visits" or "diagnosis and
# goals".
_WITH_PERIOD = pgettext("category", "{what} ({period})")
# TRANSLATORS: One kind of information with its period, in a list. {what} is like "The dates of your visits".
_ITEM_WITH_PERIOD = pgettext("category", "{what}: {period}")
# TRANSLATORS: The period of the records, when it is the same for all items. {period} is like "January 1 to June 30,
# 2027".
_FOR_WHICH_TIME = pgettext("client", "For which time: {period}.")


def category(voice: Voice, code: str) -> Worded:
    """A kind of information as part of a sentence."""
    return voice.say(CATEGORY[Category(code)])


def short(voice: Voice, code: str) -> Worded:
    """A kind of information in two or three words."""
    return voice.say(SHORT[Category(code)])


def named(voice: Voice, parts: Iterable[Part]) -> Worded:
    """Several kinds of information in a running sentence."""
    return voice.listed(category(voice, part.category) for part in parts)


def named_shortly(voice: Voice, parts: tuple[Part, ...]) -> Worded:
    """Several kinds of information in few words, with their period, said once where it is the same: for staff."""
    if not same_period(parts):
        return voice.listed(_one(voice, part, short, _WITH_PERIOD) for part in parts)
    days, what = period(voice, parts[0]), voice.listed(short(voice, part.category) for part in parts)
    return voice.say(_WITH_PERIOD, what=what, period=days) if days else what


def item_list(voice: Voice, parts: tuple[Part, ...], *, apart: bool | None = None) -> Worded:
    """The items, numbered; each shows its own period unless all have the same one."""
    word = category if len(parts) <= _MANY else short
    with_period = not same_period(parts) if apart is None else apart
    return voice.numbered(_one(voice, part, word, _ITEM_WITH_PERIOD if with_period else None) for part in parts)


def same_period(parts: tuple[Part, ...]) -> bool:
    """Whether all items are about the same days."""
    return len({(part.first, part.last) for part in parts}) <= 1


def for_which_time(voice: Voice, parts: tuple[Part, ...]) -> Worded | None:
    """The period in a line of its own, said once, if all items share it."""
    if not parts or not same_period(parts):
        return None
    days = period(voice, parts[0])
    return days and voice.say(_FOR_WHICH_TIME, period=days)


def items_and_time(voice: Voice, parts: tuple[Part, ...]) -> Worded:
    """The numbered items with the period below them where it is the same for all."""
    return lines(item_list(voice, parts), for_which_time(voice, parts))


def _one(voice: Voice, part: Part, word: Callable[[Voice, str], Worded], with_period: Line | None) -> Worded:
    what, days = word(voice, part.category), period(voice, part)
    return voice.say(with_period, what=what, period=days) if with_period and days else what
