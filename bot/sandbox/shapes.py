"""Checks of nested JSON values against the types of the Bot API spec, built on first use and kept."""

from collections.abc import Callable
from typing import Any

Shape = Callable[[Any], None]
_PREFIX = "Array of "


class Misfit(ValueError):
    """A JSON value does not have the type that the spec gives it; the message is worded as Telegram words it."""


def string(value: Any) -> None:
    """Accepts a string."""
    if not isinstance(value, str):
        raise Misfit("String")


def integer(value: Any) -> None:
    """Accepts a whole number, also one written as a string, as Telegram does."""
    if type(value) is int or (isinstance(value, str) and is_whole_number(value)):
        return
    raise Misfit("Integer")


def boolean(value: Any) -> None:
    """Accepts true or false."""
    if not isinstance(value, bool):
        raise Misfit("Boolean")


def number(value: Any) -> None:
    """Accepts any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Misfit("Number")


def is_whole_number(text: str) -> bool:
    """Tells whether `text` is an optional minus and ASCII digits."""
    digits = text[1:] if text.startswith("-") else text
    return digits.isascii() and digits.isdigit()


class Shapes:
    """Builds one check per type name of the spec, lazily, since types refer to each other in circles."""

    def __init__(self, types: dict[str, Any]) -> None:
        """Keeps the spec's `types` table."""
        self._types = types
        self._made: dict[tuple[str, ...], Shape] = {}

    def of(self, names: tuple[str, ...]) -> Shape:
        """Returns the check that accepts a value of any of these types."""
        if names not in self._made:
            self._made[names] = self._make(names)
        return self._made[names]

    def _make(self, names: tuple[str, ...]) -> Shape:
        if len(names) > 1:
            return _any_of([self.of((name,)) for name in names])
        name = names[0]
        plain = {"String": string, "InputFile": string, "Integer": integer, "Boolean": boolean, "Float": number}
        if name in plain:
            return plain[name]
        if name.startswith(_PREFIX):
            return _array(self.of((name.removeprefix(_PREFIX),)), name)
        return self._object(name)

    def _object(self, name: str) -> Shape:
        spec = self._types.get(name, {})
        if "subtypes" in spec:
            return _any_of_later(self, tuple(spec["subtypes"]))
        fields = [(f["name"], tuple(f["types"]), bool(f["required"])) for f in spec.get("fields", [])]

        def check(value: Any) -> None:
            if not isinstance(value, dict):
                raise Misfit("Object")
            for field, types, required in fields:
                self._field(value, field, types, required=required)

        return check

    def _field(self, value: dict[str, Any], field: str, types: tuple[str, ...], *, required: bool) -> None:
        content = value.get(field)
        if content is None:
            if required:
                sentence = f'Can\'t find field "{field}"'
                raise _Told(sentence)
            return
        try:
            self.of(types)(content)
        except _Told:
            raise
        except Misfit as error:
            sentence = f'Field "{field}" must be of type {error}'
            raise _Told(sentence) from error


class _Told(Misfit):
    """A misfit whose sentence is finished."""


def sentence_of(error: Misfit) -> str:
    """Returns the finished sentence of a misfit at the top of a value."""
    return str(error) if isinstance(error, _Told) else f"expected a value of type {error}"


def _array(item: Shape, name: str) -> Shape:
    def check(value: Any) -> None:
        if not isinstance(value, list):
            raise Misfit(name.replace(_PREFIX + _PREFIX, "Array of Array of "))
        for element in value:
            item(element)

    return check


def _any_of(shapes: list[Shape]) -> Shape:
    def check(value: Any) -> None:
        last: Misfit | None = None
        for shape in shapes:
            try:
                return shape(value)
            except Misfit as error:
                last = error
        if last is not None:
            raise last
        return None

    return check


def _any_of_later(shapes: Shapes, names: tuple[str, ...]) -> Shape:
    def check(value: Any) -> None:
        shapes.of(names)(value)

    return check
