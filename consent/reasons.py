"""Why the judge said so: a requirement, a code, and the smallest step that would help; never a sentence."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the requirement's id, and the code under which the catalogues hold its words."""

    id: str
    code: StrEnum
    step: StrEnum | None = None  #: What would make it allowed, where anything would.
