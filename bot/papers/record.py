"""The whole record of one decision as plain JSON, for machines and for auditors; its schema is docs/papers.md."""

from dataclasses import asdict
from typing import Any

from bot.papers.states import consent_state
from consent.deciders import Representative
from consent.facts import request_to_dict, standing_to_dict
from consent.minimum import PROTOCOL
from consent.receipts import ConsentRecord, Disclosed, Happening, Shown
from consent.request import Item
from consent.statements import WANTED_BY
from consent.testimony import Said

SCHEMA = "askfirst-record-1"  #: A field may be added under this name; to change or remove one takes a new name.

Plain = dict[str, Any]


def record(kept: ConsentRecord) -> Plain:
    """Everything that is kept about one decision (ESIG-5); dates and instants in ISO 8601, instants in UTC."""
    request, standing = kept.case.request, kept.case.standing
    return {
        "schema": SCHEMA,
        "made_at": kept.made_at.isoformat(),
        "agency": _agency(kept),
        "client": _client(kept),
        "clinician": kept.clinician,
        "request": {
            **request_to_dict(request),
            "created_at": kept.created_at.isoformat(),
            "initiated_by": "client" if request.legal_basis == "client_access" else "third_party",
            "refusal_effect": PROTOCOL[request.kind].refusal,
            "requester_verified": _verified(kept),
        },
        "standing": standing_to_dict(standing),
        "consent_state": consent_state(kept),
        "in_force": kept.in_force,
        "covered": sorted(kept.covered),
        "decisions": [_decision(kept, each) for each in kept.decisions],
        "signature": _signature(kept),
        "representative": _representative(kept.representative),
        "answers_elsewhere": [_said(each) for each in kept.people.said],
        "asked_for": {
            "everything": request.asked_for_all,
            "struck_out": list(kept.surplus),
            "second_person": kept.people.agreed_to_additions,
            "requester_reply": kept.people.reply,
        },
        "jurisdictions": list(kept.jurisdictions),
        "packs": sorted(kept.packs),
        "holds": sorted(kept.holds),
        "notices": _notices(kept),
        "blocks_shown": [{"block": each, "requirement": WANTED_BY[each]} for each in sorted(standing.said)],
        "understanding": _understanding(kept),
        "shown": [_shown(each) for each in kept.shown],
        "history": [_event(each) for each in kept.history],
        "disclosures": [disclosure(each) for each in kept.disclosures if each.code == request.code],
    }


def item(one: Item) -> Plain:
    """One kind of information with the days of care it is about."""
    return {"category": one.category, "first": one.period.first.isoformat(), "last": one.period.last.isoformat()}


def disclosure(one: Disclosed) -> Plain:
    """One line of the accounting of disclosures (HIPAA-528-1)."""
    return {
        "id": one.id,
        "code": one.code,
        "sent_at": one.at.isoformat(),
        "sent_by": one.by,
        "recipient": one.recipient,
        "purpose": one.purpose,
        "legal_basis": one.basis,
        "items": [item(each) for each in one.items],
        "countable_hipaa": one.countable_hipaa,
        "countable_part2": one.countable_part2,
        "mistake": one.mistake,
    }


def _verified(kept: ConsentRecord) -> Plain | None:
    """How it was checked who asks (HIPAA-V-1, E1)."""
    known = kept.verified
    if known is None:
        return None
    return {"method": known.method, "doc_ref": known.document, "by": known.by, "at": known.at.isoformat()}


def _agency(kept: ConsentRecord) -> Plain:
    agency = kept.agency
    return {"name": agency.name, "timezone": agency.timezone, "jurisdiction": agency.jurisdiction}


def _client(kept: ConsentRecord) -> Plain:
    client = kept.client
    binding = {
        "link_used_at": client.link_used_at and client.link_used_at.isoformat(),
        "code_confirmed_at": client.code_confirmed_at and client.code_confirmed_at.isoformat(),
        "account_hmac": client.bound_to,
    }
    return {"id": client.id, "initials": client.alias, "language": client.language, "binding": binding}


def _decision(kept: ConsentRecord, each: Happening) -> Plain:
    given = set(each.detail["granted"])
    seen = kept.seen(each.detail.get("screen"))
    return {
        "event": each.seq,
        "at": each.at.isoformat(),
        "by": each.actor,
        "state": each.state,
        "items": [
            {**item(one), "answer": "yes" if at in given else "no"} for at, one in enumerate(kept.case.request.items)
        ],
        "ends_on": each.detail.get("ends_on"),
        "act": each.detail.get("by"),
        "said": each.detail.get("said"),
        "telegram_time": each.detail.get("telegram_time"),
        "text_sha256": None if seen is None else seen.digest,
    }


def _signature(kept: ConsentRecord) -> Plain | None:
    if kept.signature is None or kept.yes is None:
        return None
    seen = kept.words_agreed_to
    return {
        "typed_name": kept.signature,
        "signed_at": kept.yes.at.isoformat(),
        "text_sha256": None if seen is None else seen.digest,
        "language": None if seen is None else seen.language,
    }


def _understanding(kept: ConsentRecord) -> Plain:
    """Help to read and to understand: given, asked for, and by whom; never a score (PL-8, ESIG-9, ETH-3)."""
    standing = kept.case.standing
    checks = [each for each in kept.shown if each.kind == "teach_back"]
    beside = next((word.helper for word in standing.words if word.answers), None)
    return {
        "teach_back": {
            "asked": bool(checks),
            "outcome": standing.teach_back,
            "text_sha256": checks[-1].digest if checks else None,
        },
        "questions_asked": sum(each.action == "question_asked" for each in kept.history),
        "helped_by": standing.helped_by or beside,
        "help_wanted": [each.detail["need"] for each in kept.history if each.action == "help_wanted"],
    }


def _representative(giver: Representative | None) -> Plain | None:
    """Who said yes for the client, and by what right (HIPAA-C1-vi-b)."""
    if giver is None:
        return None
    until = giver.ends_on and giver.ends_on.isoformat()
    return {"name": giver.name, "authority": giver.authority, "proof": giver.proof, "valid_to": until}


def _said(each: Said) -> Plain:
    """One answer that came outside the chat, and who stands for it (REV-4, ESIG-4, ESIG-9)."""
    word = each.word
    return {
        "method": word.method,
        "identity": word.proof,
        "said_on": word.said_on.isoformat(),
        "granted": sorted(word.granted),
        "was_the_answer": word.answers,
        "given_by": _representative(each.giver),
        "helper": word.helper,
        "written_down_by": each.heard_by,
        "written_down_at": word.at.isoformat(),
        "confirmed_by": each.vouched_by,
        "confirmed_at": word.second_at and word.second_at.isoformat(),
    }


def _notices(kept: ConsentRecord) -> Plain:
    """Which notices were in force at the answer, and whom to complain to (HIPAA-520-1, P2-22, HIPAA-COMPL)."""
    published = kept.published
    each = {"npp": published.privacy, "part2": published.part2, "complaints": published.complaints}
    return {name: None if facts is None else asdict(facts) for name, facts in each.items()}


def _shown(each: Shown) -> Plain:
    return {
        "ref": each.ref,
        "kind": each.kind,
        "request_version": each.version,
        "at": each.at.isoformat(),
        "language": each.language,
        "catalogue": each.catalogue,
        "message_id": each.message_id,
        "sha256": each.digest,
        "text": each.text,
    }


def _event(each: Happening) -> Plain:
    return {
        "seq": each.seq,
        "at": each.at.isoformat(),
        "actor": each.actor,
        "action": each.action,
        "state": each.state,
        "version": each.version,
        "detail": dict(each.detail),
        "hash": each.hash,
    }
