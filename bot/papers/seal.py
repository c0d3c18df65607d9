"""The seal on a paper: a line at the end of a PDF, or a small file beside any other, that only the agency can make."""

import base64
import binascii
import re
from collections.abc import Callable

Sign = Callable[[bytes], bytes]
IsGenuine = Callable[[bytes, bytes], bool]

PURPOSE = "paper"  #: What a signature on a paper is for; no other signature of the agency counts as one.
_MARK = b"%AskFirst-seal-1 "
_SEAL = re.compile(rb"%AskFirst-seal-1 ([A-Za-z0-9+/]{86}==)\n")
_LENGTH = len(_MARK) + 88 + 1


def sealed(pdf: bytes, sign: Sign) -> bytes:
    """The PDF with its seal as a last line, which readers of PDF take for a comment."""
    body = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    return body + seal(body, sign)


def seal(data: bytes, sign: Sign) -> bytes:
    """The seal of these bytes as one line."""
    return _MARK + base64.b64encode(sign(data)) + b"\n"


def is_valid(data: bytes, is_genuine: IsGenuine, beside: bytes | None = None) -> bool:
    """Whether the agency sealed exactly these bytes; `beside` is the seal kept in a file of its own."""
    if beside is not None:
        return _fits(data, beside, is_genuine)
    return _fits(data[:-_LENGTH], data[-_LENGTH:], is_genuine)


def _fits(data: bytes, line: bytes, is_genuine: IsGenuine) -> bool:
    found = _SEAL.fullmatch(line)
    if found is None:
        return False
    try:
        signature = base64.b64decode(found[1], validate=True)
    except binascii.Error:
        return False
    # One signature has one spelling: base64 would let the last sign be written in several ways.
    return base64.b64encode(signature) == found[1] and is_genuine(data, signature)
