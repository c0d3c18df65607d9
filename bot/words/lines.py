"""The marks by which a sentence is found for the catalogues; it is looked up later, in the reader's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One whole sentence or term in English, with the context under which translators find it."""

    context: str
    message: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence that changes with a number, which it shows as {count}."""

    context: str
    one: str
    many: str


def pgettext(context: str, message: str) -> Line:
    """Mark a sentence for extraction and for later look-up."""
    return Line(context, message)


def npgettext(context: str, one: str, many: str) -> Counted:
    """Mark a sentence with a number for extraction and for later look-up."""
    return Counted(context, one, many)
