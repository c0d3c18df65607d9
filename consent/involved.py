"""Family and friends who take part in the care: what may be told to them on less than a yes in so many words."""

from consent.categories import Category
from consent.minimum import Kind
from consent.request import Case, Item, Request
from consent.word import CLIENT, INFORMAL, Agreement, Method, Word

#: What helps somebody who brings the client, or reminds them; for more the client says yes in so many words.
RELEVANT = frozenset({Category.ATTEND})

#: In what way each kind of agreement can have come about: whoever could object was there, or on the phone.
COMES_BY: dict[Agreement, frozenset[Method]] = {
    Agreement.AGREED: frozenset(Method),
    Agreement.NOT_OBJECTED: frozenset({Method.PHONE, Method.IN_PERSON}),
    Agreement.INFERRED: frozenset({Method.IN_PERSON}),
}


def agreements(request: Request, *, careful: bool) -> tuple[Agreement, ...]:
    """The kinds of agreement that may be written down for this request (HIPAA-510-1).

    Less than a yes in so many words is enough only for family, where no signature is needed and something relevant is
    asked. `careful`: others may see the client's phone or chat, so nothing is taken for granted (SAFE-6).
    """
    formal = request.kind is not Kind.FAMILY or request.needs_signature or careful
    if formal or not any(item.category in RELEVANT for item in request.items):
        return (Agreement.AGREED,)
    return tuple(Agreement)


def items_for(request: Request, agreement: Agreement) -> frozenset[int]:
    """The positions of the items that such an agreement can be for: only what is relevant to taking part."""
    if agreement not in INFORMAL:
        return request.every_item
    return frozenset(at for at, item in enumerate(request.items) if item.category in RELEVANT)


def fits(request: Request, word: Word, *, careful: bool) -> bool:
    """Whether this yes may be written down as what it is called (HIPAA-510-1); a no always may."""
    if not word.granted:
        return True
    own = word.giver == CLIENT or not word.informal
    known = word.agreement in agreements(request, careful=careful) and word.method in COMES_BY[word.agreement]
    return own and known and word.granted <= items_for(request, word.agreement)


def opens(case: Case, item: Item) -> bool:
    """Whether the gate may take the answer for this item: an informal one opens nothing but what it can be for."""
    answers = [word for word in case.standing.words if word.answers and word.informal]
    family = case.request.kind is Kind.FAMILY and not case.request.needs_signature
    return not answers or (family and item.category in RELEVANT)
