"""What is sealed opens in its own place only, and with its own keys only."""

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadKeyRing, Tampered
from db.vault import KeyRing, Vault

PLACE = {"table": "client", "column": "alias", "row": "c1"}


@given(st.text())
def test_every_text_comes_back_as_it_was(text: str) -> None:
    sealer = Vault(KeyRing.new())

    assert sealer.open(sealer.seal(text, **PLACE), **PLACE) == text


@pytest.mark.parametrize("value", [None, True, 3, "María", [1, {"a": None}], {"items": ["diagnosis"], "الاسم": 1.5}])
def test_every_json_value_comes_back_as_it_was(vault: Vault, value: object) -> None:
    assert vault.open_json(vault.seal_json(value, **PLACE), **PLACE) == value


def test_what_is_sealed_cannot_be_read(vault: Vault) -> None:
    assert b"Maria" not in vault.seal("Maria", **PLACE)


def test_the_same_text_never_looks_the_same_twice(vault: Vault) -> None:
    assert vault.seal("M.", **PLACE) != vault.seal("M.", **PLACE)


@pytest.mark.parametrize("other", [{"table": "staff"}, {"column": "chat"}, {"row": "c2"}])
def test_a_value_moved_to_another_place_does_not_open(vault: Vault, other: dict[str, str]) -> None:
    sealed = vault.seal("M.", **PLACE)

    with pytest.raises(Tampered):
        vault.open(sealed, **(PLACE | other))


def test_a_value_with_any_byte_changed_does_not_open(vault: Vault) -> None:
    sealed = vault.seal("M.", **PLACE)

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Tampered):
            vault.open(bytes(changed), **PLACE)


def test_a_value_cut_short_does_not_open(vault: Vault) -> None:
    sealed = vault.seal("M.", **PLACE)

    for length in range(len(sealed)):
        with pytest.raises(Tampered):
            vault.open(sealed[:length], **PLACE)


def test_another_agency_cannot_open_it(vault: Vault) -> None:
    with pytest.raises(Tampered):
        Vault(KeyRing.new()).open(vault.seal("M.", **PLACE), **PLACE)


def test_a_text_that_is_no_json_counts_as_tampered(vault: Vault) -> None:
    with pytest.raises(Tampered):
        vault.open_json(vault.seal("{", **PLACE), **PLACE)


def test_the_error_says_what_is_wrong_and_nothing_of_the_data(vault: Vault) -> None:
    with pytest.raises(Tampered) as refused:
        vault.open(vault.seal("Maria", **PLACE), table="client", column="alias", row="c2")

    assert str(refused.value) == Tampered.__doc__
    assert refused.value.__suppress_context__


def test_json_that_others_could_not_read_is_refused(vault: Vault) -> None:
    with pytest.raises(ValueError, match="Out of range"):
        vault.seal_json(float("nan"), **PLACE)


def test_after_a_rotation_old_values_still_open_and_new_ones_need_the_new_key() -> None:
    old = KeyRing.new()
    new = old.rotated()

    assert Vault(new).open(Vault(old).seal("M.", **PLACE), **PLACE) == "M."
    with pytest.raises(Tampered):
        Vault(old).open(Vault(new).seal("M.", **PLACE), **PLACE)
    assert Vault(new).key_for("chat", "7") == Vault(old).key_for("chat", "7")


def test_the_name_of_the_key_is_sealed_too() -> None:
    key = bytes(range(32))
    twins = Vault(KeyRing(keys={1: key, 2: key}, current=1, lookup=key))
    sealed = bytearray(twins.seal("M.", **PLACE))

    sealed[2] = 2

    with pytest.raises(Tampered):
        twins.open(bytes(sealed), **PLACE)


def test_a_lookup_key_is_the_same_each_time_and_tells_nothing(vault: Vault) -> None:
    key = vault.key_for("chat", "777000")

    assert key == vault.key_for("chat", "777000")
    assert len(key) == 32
    assert b"777000" not in key


def test_lookup_keys_of_different_kinds_values_and_agencies_differ(vault: Vault) -> None:
    keys = {vault.key_for("chat", "7"), vault.key_for("token", "7"), vault.key_for("chat", "8")}
    keys |= {vault.key_for("cha", "t7"), Vault(KeyRing.new()).key_for("chat", "7")}

    assert len(keys) == 5


def test_a_ring_comes_back_from_its_file_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    ring, path = KeyRing.new().rotated(), tmp_path / "keys.json"

    ring.save(path)

    assert KeyRing.load(path) == ring
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_ring_comes_back_from_a_secret() -> None:
    ring = KeyRing.new()

    assert KeyRing.parse(ring.dump()) == ring


def test_keys_are_never_overwritten(tmp_path: Path) -> None:
    first, path = KeyRing.new(), tmp_path / "keys.json"
    first.save(path)

    with pytest.raises(FileExistsError):
        KeyRing.new().save(path)

    assert KeyRing.load(path) == first


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "é",
        json.dumps({"current": 1, "keys": {}, "lookup": ""}),
        KeyRing.new().dump().replace('"current": 1', '"current": 2'),
        KeyRing.new().dump().replace("=", ""),
        KeyRing.new().dump().replace('"1": "', '"1": "AAAA'),
        KeyRing.new().dump().replace('"1":', '"70000":').replace('"current": 1', '"current": 70000'),
    ],
)
def test_a_broken_ring_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)

    with pytest.raises(BadKeyRing):
        KeyRing.parse(text)
    with pytest.raises(BadKeyRing):
        KeyRing.load(path)


def test_a_ring_does_not_show_its_keys() -> None:
    ring = KeyRing.new()

    assert repr(ring) == "KeyRing(current=1)"
    assert ring.lookup.hex() not in repr(ring)
