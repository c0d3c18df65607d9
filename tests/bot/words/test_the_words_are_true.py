"""What is said about a yes and about a no is true for the legal basis, and of equal weight."""

import itertools

import pytest

from bot.screens import Screen
from bot.words.facts import Facts
from bot.words.outcomes import if_no, if_yes, in_any_case
from bot.words.say import Words
from bot.words.voice import Voice
from consent.basis import LegalBasis
from consent.minimum import PROTOCOL, Kind
from tests.bot.words.reading_telegram import shown
from tests.bot.words.samples import CASE, sample

LANGUAGES = ("en", "es", "ar")
EVERY = list(itertools.product(LegalBasis, Kind))


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load()


def voice(words: Words, language: str) -> Voice:
    return Voice(words.catalogues[language], "America/Chicago")


def facts(basis: LegalBasis, kind: Kind) -> Facts:
    return Facts({**CASE, "basis": basis, "kind": kind, "refusal": PROTOCOL[kind].refusal})


def no_of(words: Words, basis: str, kind: str, language: str = "en") -> str:
    show = sample(Screen.WHAT_HAPPENS, basis=basis, kind=kind, refusal=PROTOCOL[Kind(kind)].refusal)
    return shown(words.say(show, language=language, zone="UTC").text)


def balance(speaking: Voice, given: Facts) -> float:
    """How much longer a yes is told than a no."""
    return len(shown(if_yes(speaking, given))) / len(shown(if_no(speaking, given)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_yes_and_a_no_are_told_at_equal_length(words: Words, language: str) -> None:
    """PL-6."""
    speaking = voice(words, language)
    ratios = {(basis, kind): balance(speaking, facts(basis, kind)) for basis, kind in EVERY}

    assert {case: ratio for case, ratio in ratios.items() if not 0.5 <= ratio <= 2} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_told_within_one_short_message(words: Words, language: str) -> None:
    shows = {
        (basis, kind): sample(
            Screen.WHAT_HAPPENS, basis=basis, kind=kind, refusal=PROTOCOL[kind].refusal, signature=True
        )
        for basis, kind in EVERY
    }
    told = {case: len(shown(words.say(show, language=language, zone="UTC").text)) for case, show in shows.items()}

    assert {case: length for case, length in told.items() if length > 750} == {}


def test_every_question_tells_what_the_law_wants_told_before_a_yes(words: Words) -> None:
    """ETH-2, HIPAA-C2-i-a, HIPAA-C2-ii-a, HIPAA-C2-iii, HIPAA-B4, EDPB-DETR."""
    said = shown(in_any_case(voice(words, "en"), Facts(CASE)))

    assert "Your care with us stays the same" in said  # 45 CFR 164.508(c)(2)(ii)
    assert "may share it again" in said  # (iii)
    assert "You can change your mind on any day. Tap Stop sharing, or write to us." in said  # (i)
    assert "cannot come back" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_to_stop_names_the_button_as_it_is_labelled(words: Words, language: str) -> None:
    told = shown(in_any_case(voice(words, language), Facts(CASE)))
    label = words.say(sample(Screen.RECEIPT), language=language, zone="UTC").buttons[0]

    assert label in told


def test_a_no_that_stops_it_says_so(words: Words) -> None:
    assert "We send nothing to" in no_of(words, "authorization_required", "employer")
    assert "judge" not in no_of(words, "authorization_required", "employer")


def test_a_no_to_a_plan_may_cost_and_paying_oneself_is_named(words: Words) -> None:
    said = no_of(words, "policy_consent", "payer_payment")

    assert "may then not pay" in said
    assert "pay for visits on your own" in said
    assert "on your own" not in no_of(words, "policy_consent", "provider")


def test_where_the_law_allows_it_anyway_nobody_is_told_that_a_no_ends_it(words: Words) -> None:
    """EDPB-POWER."""
    said = no_of(words, "permitted_no_consent", "workers_comp")

    assert "The law lets us send it without a yes." in said
    assert "We send nothing" not in said


def test_where_a_law_may_order_it_the_client_is_told(words: Words) -> None:
    """EDPB-POWER."""
    said = no_of(words, "required_by_law", "court_order")

    assert "may make us send it, even if you say no" in said
    assert "We send nothing" not in said


def test_a_lawyers_paper_can_still_go_to_a_judge(words: Words) -> None:
    assert "ask a judge" in no_of(words, "authorization_required", "subpoena")


@pytest.mark.parametrize(
    ("basis", "last"),
    [
        ("authorization_required", "You decide."),
        ("policy_consent", "You decide."),
        ("client_access", "You decide."),
        ("permitted_no_consent", "We ask you first."),
        ("required_by_law", "We tell you first."),
    ],
)
def test_the_card_promises_only_what_is_so(words: Words, basis: str, last: str) -> None:
    card = shown(words.say(sample(Screen.CARD, basis=basis), language="en", zone="UTC").text)

    assert card.endswith(last)


@pytest.mark.parametrize(("basis", "adds"), [("required_by_law", "judge"), ("permitted_no_consent", "without a yes")])
def test_the_receipt_of_a_no_stays_true_too(words: Words, basis: str, adds: str) -> None:
    plain = shown(words.say(sample(Screen.RECEIPT_NO), language="en", zone="UTC").text)
    said = shown(words.say(sample(Screen.RECEIPT_NO, basis=basis), language="en", zone="UTC").text)

    assert adds in said
    assert adds not in plain


def test_a_signature_is_announced_only_where_one_is_needed(words: Words) -> None:
    with_one = shown(in_any_case(voice(words, "en"), Facts({**CASE, "signature": True})))
    without = shown(in_any_case(voice(words, "en"), Facts({**CASE, "signature": False})))

    assert "typed name" in with_one
    assert "typed name" not in without


def test_staff_see_what_the_client_is_told_before_they_send(words: Words) -> None:
    preview = shown(words.say(sample(Screen.PREVIEW), language="en", zone="UTC", audience="staff").text)

    assert "may then not pay" in preview
    assert "By sending, you say that it is true" in preview
    assert "Alguien nos pidió" in preview  # the client's own card, in the client's language


@pytest.mark.parametrize("screen", [Screen.READ_BACK, Screen.TEACH_AGAIN])
def test_a_yes_that_a_law_holds_is_never_said_to_stop_on_any_day(words: Words, screen: Screen) -> None:
    """P2-35."""
    held = {"event": "case_ends", "until": "2027-03-01"}
    said = shown(words.say(sample(screen, held=held), language="en", zone="UTC").text)

    assert "You can stop it on any day." not in said
    assert "You can stop it on any day." in shown(words.say(sample(screen), language="en", zone="UTC").text)


@pytest.mark.parametrize(("basis", "adds"), [("required_by_law", "judge"), ("permitted_no_consent", "without a yes")])
def test_what_is_explained_once_more_is_true_for_the_law_too(words: Words, basis: str, adds: str) -> None:
    """PL-8, TRUTH-1."""
    said = shown(words.say(sample(Screen.TEACH_AGAIN, basis=basis), language="en", zone="UTC").text)

    assert adds in said
    assert "We send nothing" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_explained_once_more_names_who_would_get_it_and_blames_nobody(words: Words, language: str) -> None:
    """PL-8."""
    said = shown(words.say(sample(Screen.TEACH_AGAIN), language=language, zone="UTC").text)
    first = said.splitlines()[0]

    assert said.count(CASE["recipient"]) >= 3
    assert (
        first
        == {
            "en": "We were not clear. Here it is once more.",
            "es": "No lo explicamos bien. Aquí está una vez más.",
            "ar": "لم يكن شرحنا واضحا. نشرحه هنا مرة أخرى.",
        }[language]
    )


@pytest.mark.parametrize(("kind", "says"), [("school", "in your school file"), ("employer", "in a file at work")])
def test_what_a_school_and_an_employer_may_keep_is_said_before_the_answer(words: Words, kind: str, says: str) -> None:
    """ST-FERPA: what a school receives is under another law."""
    assert says in no_of(words, "authorization_required", kind)
    assert says not in no_of(words, "authorization_required", "provider")
