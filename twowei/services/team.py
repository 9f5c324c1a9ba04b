"""The people of a workspace, and the encrypted contacts of people and of parties."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from twowei.casebook import moves, people, rows
from twowei.casebook.history import checked_name
from twowei.casebook.lifecycle import Role
from twowei.casebook.patch import Patch
from twowei.casebook.people import Person
from twowei.errors import UnknownNameError
from twowei.services.workspace import Workspace

PARTY_CONTACTS = {"DSRDH": "当事人电话", "DSRZJ": "当事人证件号"}
"""Facts of a party that are kept encrypted only."""


def list_people(workspace: Workspace) -> list[Person]:
    """Return everybody named in the workspace."""
    with workspace.casebook.reading() as connection:
        return people.read(connection)


def name_person(
    workspace: Workspace,
    name: str,
    roles: Sequence[Role],
    by: str,
    *,
    phone: str = "",
    identity: str = "",
    key: Path | None = None,
    active: bool = True,
) -> Person:
    """Name somebody with roles; from the first name on, moves are checked against them.

    As long as no manager is named anyone may name people, so that an office cannot lock itself out.

    Args:
        key: File with the office's key, for ``phone`` and ``identity``.

    Raises:
        UnknownNameError: A name is empty, there is no role, or the key cannot be used.
        MoveError: People are named, and ``by`` is no manager.
    """
    who = checked_name(by)
    person = Person(checked_name(name), tuple(roles), active, _secret(phone, key), _secret(identity, key))
    with workspace.casebook.writing() as connection:
        if any(Role.MANAGER in one.roles and one.active for one in people.read(connection)):
            people.check(connection, who, [Role.MANAGER], "naming people")
        people.save(connection, person, who)
    return person


def _secret(text: str, key: Path | None) -> bytes | None:
    if not text.strip():
        return None
    if key is None:
        raise UnknownNameError("Phone and identity numbers are kept encrypted only; give the key (--key FILE).")
    return people.encrypt(text.strip(), key)


def note_contact(workspace: Workspace, number: str, name: str, text: str, by: str, key: Path) -> Patch:
    """Write a party's phone (`DSRDH`) or identity number (`DSRZJ`), encrypted, beside a patch.

    Raises:
        UnknownNameError: The number, fact or key cannot be used.
    """
    if name not in PARTY_CONTACTS:
        raise UnknownNameError(f"{name!r} is no contact; there are {', '.join(PARTY_CONTACTS)}.")
    who, secret = checked_name(by), people.encrypt(text.strip(), key).decode("ascii")
    with workspace.casebook.writing() as connection:
        people.check_named(connection, who, "writing contacts")
        return moves.note(connection, rows.find(connection, number), {name: secret}, who)


def read_contact(workspace: Workspace, number: str, name: str, key: Path) -> str:
    """Return a party's contact in clear; empty where there is none.

    Raises:
        UnknownNameError: The number is unknown or the key is not the right one.
    """
    with workspace.casebook.reading() as connection:
        secret = rows.find(connection, number).facts.get(name)
    return people.decrypt(str(secret).encode("ascii"), key) if secret else ""
