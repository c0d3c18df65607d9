"""A request and its standing as plain JSON values, and back, without loss."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from consent.basis import LegalBasis
from consent.categories import Category
from consent.minimum import Kind, Purpose
from consent.places import NOWHERE, Places
from consent.request import Held, HeldEvent, Item, Party, Period, Request, Standing
from consent.statements import ALWAYS_SAID, Statement
from consent.states import State
from consent.teaching import TeachBack
from consent.word import Agreement, Authority, Helper, Method, Proof, Word

Plain = dict[str, Any]  #: What the json module reads and writes.
_Code = TypeVar("_Code", bound=StrEnum)


def request_to_dict(request: Request) -> Plain:
    """The facts of a request as JSON values; dates in ISO 8601."""
    plain = {each.name: getattr(request, each.name) for each in fields(request)}
    plain |= {name: str(plain[name]) for name in ("kind", "purpose", "legal_basis")}
    plain |= {name: _party_to_dict(plain[name]) for name in ("requester", "recipient")}
    plain["items"] = [_item_to_dict(item) for item in request.items]
    plain["ends_on"] = request.ends_on.isoformat()
    plain["answer_by"] = None if request.answer_by is None else request.answer_by.isoformat()
    held = request.held
    plain["places"] = {"program": request.places.program, "client": request.places.client}
    plain["received"] = [str(category) for category in request.received]
    asked = request.received_period
    plain["received_period"] = None if asked is None else _period_to_dict(asked)
    plain["held"] = None if held is None else {"event": str(held.event), "until": held.until.isoformat()}
    return plain


def request_from_dict(plain: Mapping[str, Any]) -> Request:
    """The request again. Raises ValueError, without the value, for anything missing, unknown or of another type."""
    return Request(
        id=_text(plain, "id"),
        code=_text(plain, "code"),
        client_id=_text(plain, "client_id"),
        clinician_id=_text(plain, "clinician_id"),
        kind=_code(Kind, plain, "kind"),
        requester=_party_from_dict(_mapping(_get(plain, "requester"))),
        recipient=_party_from_dict(_mapping(_get(plain, "recipient"))),
        purpose=_code(Purpose, plain, "purpose"),
        legal_basis=_code(LegalBasis, plain, "legal_basis"),
        items=tuple(_item_from_dict(_mapping(item)) for item in _list(plain, "items")),
        ends_on=_date(plain, "ends_on"),
        one_time=_flag(plain, "one_time"),
        answer_by=_date_or_none(plain, "answer_by"),
        asked_for_all=_flag(plain, "asked_for_all"),
        supersedes=_text_or_none(plain, "supersedes"),
        held=_held(plain),
        received=tuple(_code(Category, {"received": each}, "received") for each in _list(plain, "received"))
        if "received" in plain
        else (),  # what is older lacks these five
        new_fact=_text_or_none({"new_fact": None, **plain}, "new_fact"),
        received_period=_received_period(plain),
        of_age=_flag({"of_age": False, **plain}, "of_age"),
        places=_places(_mapping(plain["places"])) if "places" in plain else NOWHERE,
    )


def standing_to_dict(standing: Standing) -> Plain:
    """How a request stands as JSON values; instants in ISO 8601 with their offset."""
    plain = {each.name: getattr(standing, each.name) for each in fields(standing)}
    moments = {name: value.isoformat() for name, value in plain.items() if isinstance(value, date)}
    codes = {"state": str(standing.state), "granted": sorted(standing.granted), "said": sorted(standing.said)}
    codes |= {"refused": sorted(standing.refused)}
    return plain | moments | codes | {"words": [_word_to_dict(each) for each in standing.words]}


def standing_from_dict(plain: Mapping[str, Any]) -> Standing:
    """The standing again. Raises ValueError, without the value, for anything missing, unknown or of another type."""
    return Standing(
        state=_code(State, plain, "state"),
        version=_number(plain, "version"),
        granted=frozenset(_whole_number(position) for position in _list(plain, "granted")),
        ends_on=_date_or_none(plain, "ends_on"),
        asked_at=_instant_or_none(plain, "asked_at"),
        explained_at=_instant_or_none(plain, "explained_at"),
        decided_at=_instant_or_none(plain, "decided_at"),
        given_at=_instant_or_none({"given_at": None, **plain}, "given_at"),  # what is older lacks these two
        refused=frozenset(_whole_number(position) for position in _list({"refused": [], **plain}, "refused")),
        expires_at=_instant_or_none(plain, "expires_at"),
        lapses_at=_instant_or_none(plain, "lapses_at"),
        next_reminder_at=_instant_or_none(plain, "next_reminder_at"),
        promised_at=_instant_or_none({"promised_at": None, **plain}, "promised_at"),  # what is older lacks these two
        expiring_at=_instant_or_none({"expiring_at": None, **plain}, "expiring_at"),
        reminders_sent=_number(plain, "reminders_sent"),
        reminders_stopped=_flag(plain, "reminders_stopped"),
        open_questions=_number(plain, "open_questions"),
        said=_said(plain),
        stop_counts_at=_instant_or_none(plain, "stop_counts_at") if "stop_counts_at" in plain else None,
        words=tuple(_word(_mapping(each)) for each in _list({"words": [], **plain}, "words")),
        seconded_by=_text_or_none({"seconded_by": None, **plain}, "seconded_by"),
        teach_back=None if plain.get("teach_back") is None else _code(TeachBack, plain, "teach_back"),
        helped_by=None if plain.get("helped_by") is None else _code(Helper, plain, "helped_by"),
    )


def _places(plain: Mapping[str, Any]) -> Places:
    return Places(_text(plain, "program"), _text(plain, "client"))


def _held(plain: Mapping[str, Any]) -> Held | None:
    """None too where the request was written before anything could be held."""
    if plain.get("held") is None:
        return None
    held = _mapping(plain["held"])
    return Held(_code(HeldEvent, held, "event"), _date(held, "until"))


def _received_period(plain: Mapping[str, Any]) -> Period | None:
    return None if plain.get("received_period") is None else _period(_mapping(plain["received_period"]))


def _said(plain: Mapping[str, Any]) -> frozenset[Statement]:
    """Where it was not written down yet, whoever was told what happens was told what is always said."""
    if "said" not in plain:
        return ALWAYS_SAID if plain.get("explained_at") is not None else frozenset()
    return frozenset(_code(Statement, {"said": each}, "said") for each in _list(plain, "said"))


def _word_to_dict(word: Word) -> Plain:
    plain = {each.name: getattr(word, each.name) for each in fields(word)}
    moments = {name: value.isoformat() for name, value in plain.items() if isinstance(value, date)}
    return plain | moments | {"granted": sorted(word.granted)}


def _word(plain: Mapping[str, Any]) -> Word:
    return Word(
        method=_code(Method, plain, "method"),
        proof=_code(Proof, plain, "proof"),
        said_on=_date(plain, "said_on"),
        granted=frozenset(_whole_number(position) for position in _list(plain, "granted")),
        by=_text(plain, "by"),
        at=_instant(plain, "at"),
        giver=_text(plain, "giver"),
        authority=None if _get(plain, "authority") is None else _code(Authority, plain, "authority"),
        helper=_code(Helper, plain, "helper"),
        answers=_flag(plain, "answers"),
        second=_text_or_none(plain, "second"),
        second_at=_instant_or_none(plain, "second_at"),
        witness=_text_or_none({"witness": None, **plain}, "witness"),  # what is older lacks these two
        agreement=_code(Agreement, {"agreement": Agreement.AGREED, **plain}, "agreement"),
    )


def _party_to_dict(party: Party) -> Plain:
    return {"id": party.id, "name": party.name}


def _party_from_dict(plain: Mapping[str, Any]) -> Party:
    return Party(_text(plain, "id"), _text(plain, "name"))


def _item_to_dict(item: Item) -> Plain:
    return {"category": str(item.category), **_period_to_dict(item.period), "reason": item.reason}


def _item_from_dict(plain: Mapping[str, Any]) -> Item:
    return Item(_code(Category, plain, "category"), _period(plain), _text_or_none(plain, "reason"))


def _period_to_dict(period: Period) -> Plain:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def _period(plain: Mapping[str, Any]) -> Period:
    return Period(_date(plain, "first"), _date(plain, "last"))


class _BadFact(ValueError):
    """A stored fact is missing or not of its kind; the message names the field and never the value."""

    def __init__(self, field: str) -> None:
        super().__init__(f"stored facts: {field} is missing or not understood")


def _get(plain: Mapping[str, Any], name: str) -> Any:
    if name not in plain:
        raise _BadFact(name)
    return plain[name]


def _text(plain: Mapping[str, Any], name: str) -> str:
    value = _get(plain, name)
    if not isinstance(value, str):
        raise _BadFact(name)
    return value


def _text_or_none(plain: Mapping[str, Any], name: str) -> str | None:
    return None if _get(plain, name) is None else _text(plain, name)


def _flag(plain: Mapping[str, Any], name: str) -> bool:
    value = _get(plain, name)
    if not isinstance(value, bool):
        raise _BadFact(name)
    return value


def _number(plain: Mapping[str, Any], name: str) -> int:
    return _whole_number(_get(plain, name), name)


def _whole_number(value: Any, name: str = "position") -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _BadFact(name)
    return value


def _list(plain: Mapping[str, Any], name: str) -> list[Any]:
    value = _get(plain, name)
    if not isinstance(value, list):
        raise _BadFact(name)
    return value


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _BadFact("group")
    return value


def _code(codes: type[_Code], plain: Mapping[str, Any], name: str) -> _Code:
    value = _text(plain, name)
    try:
        return codes(value)
    except ValueError:
        raise _BadFact(name) from None


def _date(plain: Mapping[str, Any], name: str) -> date:
    try:
        return date.fromisoformat(_text(plain, name))
    except ValueError:
        raise _BadFact(name) from None


def _date_or_none(plain: Mapping[str, Any], name: str) -> date | None:
    return None if _get(plain, name) is None else _date(plain, name)


def _instant_or_none(plain: Mapping[str, Any], name: str) -> datetime | None:
    return None if _get(plain, name) is None else _instant(plain, name)


def _instant(plain: Mapping[str, Any], name: str) -> datetime:
    try:
        instant = datetime.fromisoformat(_text(plain, name))
    except ValueError:
        raise _BadFact(name) from None
    if instant.tzinfo is None:
        raise _BadFact(name)
    return instant
