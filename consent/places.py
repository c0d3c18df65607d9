"""Where a request belongs: the place of the program and of the client, whose laws may count (SCOPE-4)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """State or country of the program and of the client, as ISO 3166 codes; empty where nobody said it (SCOPE-4)."""

    program: str = ""
    client: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """Each place once, that of the program first."""
        return tuple(dict.fromkeys(place for place in (self.program, self.client) if place))


NOWHERE = Places()


class NoPlace(ValueError):
    """This is not written as the code of a state or country; the message never holds it."""


def place_code(written: str) -> str:
    """The code of a place as it is stored: `us-ny` is US-NY. Raises NoPlace for anything else."""
    code = written.strip().upper()
    country, dash, part = code.partition("-")
    is_country = len(country) == 2 and country.isalpha()
    is_part = not dash or (1 <= len(part) <= 3 and part.isalnum())
    if not written.isascii() or not is_country or not is_part:
        raise NoPlace
    return code
